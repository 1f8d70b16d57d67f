import { CHARTS } from "../helm/catalogue";
import { type AddOn, ON_SYSTEM_NODES } from "./add-on";

/**
 * Runs Elasticsearch, Kibana, Logstash and Beats for whoever asks for them by an object. It tells nobody that it is used.
 * Source: https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
 */
export function eckOperator(): AddOn {
  return {
    id: "eck-operator",
    chart: CHARTS.eckOperator,
    namespace: "elastic-system",
    values: {
      installCRDs: true,
      // One of them leads, the other stands by.
      replicaCount: 2,
      telemetry: { disabled: true },
      config: { metrics: { port: "8080" } },
      tolerations: ON_SYSTEM_NODES,
      // What a namespace of class restricted asks of a pod, and the chart leaves out.
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    },
  };
}
