import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY, toKubernetesApi } from "../cluster/traffic";
import { NetworkPolicy, type NetworkPolicyProps, type Peer } from "../kubernetes/network-policy";
import { ALERTMANAGER, GRAFANA } from "../monitoring/pods";
import { DATABASE_LOGS } from "./database-logs";
import { ELASTICSEARCH } from "./elasticsearch";
import { KIBANA } from "./kibana";
import { LOG_ALERTS } from "./log-alerts";
import { LOGSTASH } from "./logstash";
import { LOKI } from "./loki";

export interface LoggingNetworkProps {
  readonly engine: "elastic" | "loki";
  readonly namespace: string;
  /** Of what reads logs on every node. */
  readonly agentsNamespace: string;
  readonly monitoringNamespace: string;
  readonly vpcCidr: string;
  /** Whether a load balancer reaches Kibana. */
  readonly kibanaIsReached: boolean;
}

/** Namespace of ECK, which asks Elasticsearch how it is: constructs/addons/eck-operator.ts. */
const OPERATOR_NAMESPACE = "elastic-system";

const ALERTMANAGER_PORT = 9093;

type Labels = Readonly<Record<string, string>>;
const ELASTIC_PODS: Labels = { "elasticsearch.k8s.elastic.co/cluster-name": ELASTICSEARCH.name };
const KIBANA_PODS: Labels = { "kibana.k8s.elastic.co/name": KIBANA.name };
const LOGSTASH_PODS: Labels = { "logstash.k8s.elastic.co/name": LOGSTASH.name };
const LOKI_PODS: Labels = { "app.kubernetes.io/name": LOKI.name };
/** By ECK, or by the chart of Alloy. */
const DATABASE_LOGS_PODS = {
  elastic: { "beat.k8s.elastic.co/name": DATABASE_LOGS },
  loki: { "app.kubernetes.io/instance": DATABASE_LOGS },
} as const satisfies Record<string, Labels>;
const ALERTS_PODS: Labels = { "app.kubernetes.io/name": LOG_ALERTS };

/** Who talks to whom in the isolated namespaces of the logging: all of one namespace among themselves, and few others. */
export class LoggingNetwork extends Construct {
  /** Pods that start later find their ways open. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: LoggingNetworkProps) {
    super(scope, id);
    const { engine, namespace, agentsNamespace, monitoringNamespace, vpcCidr } = props;
    const policies: ITerraformDependable[] = [];
    const allow = (name: string, policy: Omit<NetworkPolicyProps, "name" | "namespace">, within = namespace) =>
      policies.push(new NetworkPolicy(this, name, { namespace: within, name, ...policy }).resource);

    allow("among-themselves", { from: [{ peers: [{ namespace }] }], to: [{ peers: [{ namespace }] }] });
    allow("database-logs", { pods: DATABASE_LOGS_PODS[engine], to: [TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY] });
    const grafana: Peer = { pods: GRAFANA, namespace: monitoringNamespace };
    const agents: Peer = { namespace: agentsNamespace };
    const alertmanager = { peers: [{ pods: ALERTMANAGER, namespace: monitoringNamespace }], tcp: [ALERTMANAGER_PORT] };
    const taker =
      engine === "elastic" ? { pods: LOGSTASH_PODS, port: LOGSTASH.port } : { pods: LOKI_PODS, port: LOKI.port };
    if (engine === "elastic") {
      const asking: readonly Peer[] = [grafana, { namespace: OPERATOR_NAMESPACE }];
      allow("elasticsearch", { pods: ELASTIC_PODS, from: [{ peers: asking, tcp: [ELASTICSEARCH.port] }] });
      // The load balancer is in the VPC, and has no labels.
      if (props.kibanaIsReached) {
        allow("kibana", { pods: KIBANA_PODS, from: [{ peers: [{ cidr: vpcCidr }], tcp: [KIBANA.port] }] });
      }
      allow("logstash", { pods: LOGSTASH_PODS, from: [{ peers: [agents], tcp: [LOGSTASH.port] }] });
      allow("alerts", { pods: ALERTS_PODS, to: [alertmanager] });
    } else {
      allow("loki", {
        pods: LOKI_PODS,
        from: [{ peers: [grafana, agents], tcp: [LOKI.port] }],
        to: [alertmanager, TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY],
      });
    }
    allow(
      "agents",
      {
        to: [{ peers: [{ pods: taker.pods, namespace }], tcp: [taker.port] }, toKubernetesApi(vpcCidr)],
      },
      agentsNamespace,
    );
    // The other end of it: the monitoring isolates itself too.
    const telling = engine === "elastic" ? ALERTS_PODS : LOKI_PODS;
    allow(
      "alerts-of-logs",
      { pods: ALERTMANAGER, from: [{ peers: [{ pods: telling, namespace }], tcp: [ALERTMANAGER_PORT] }] },
      monitoringNamespace,
    );
    this.policies = policies;
  }
}
