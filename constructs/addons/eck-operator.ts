import { fromControlPlane, toKubernetesApi } from "../cluster/traffic";
import { CHARTS } from "../helm/catalogue";
import { type AddOn, type ClusterFacts, ON_SYSTEM_NODES } from "./add-on";
import { fromPrometheus } from "./monitored";

const PORT = { webhook: 9443, metrics: 8080, elasticsearch: 9200 };

/** Of Elasticsearch, which comes later: stacks/logging-stack.ts. */
const LOGGING_NAMESPACE = "logging";

/**
 * Runs Elasticsearch, Kibana, Logstash and Beats for whoever asks for them by an object. It tells nobody that it is used.
 * Source: https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
 */
export function eckOperator({ vpcCidr }: ClusterFacts): AddOn {
  return {
    id: "eck-operator",
    chart: CHARTS.eckOperator,
    namespace: "elastic-system",
    values: {
      installCRDs: true,
      // One of them leads, the other stands by.
      replicaCount: 2,
      telemetry: { disabled: true },
      config: { metrics: { port: String(PORT.metrics) } },
      tolerations: ON_SYSTEM_NODES,
      // What a namespace of class restricted asks of a pod, and the chart leaves out.
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    },
    // https://www.elastic.co/docs/deploy-manage/security/k8s-network-policies
    traffic: {
      from: [fromControlPlane(vpcCidr, PORT.webhook), fromPrometheus(PORT.metrics)],
      to: [toKubernetesApi(vpcCidr), { peers: [{ namespace: LOGGING_NAMESPACE }], tcp: [PORT.elasticsearch] }],
    },
  };
}
