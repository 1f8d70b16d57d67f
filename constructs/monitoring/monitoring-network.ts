import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY, toKubernetesApi } from "../cluster/traffic";
import { NetworkPolicy, type NetworkPolicyProps, type Traffic } from "../kubernetes/network-policy";
import {
  ALERTMANAGER,
  BLACKBOX_EXPORTER,
  CRD_JOB,
  GRAFANA,
  KUBE_STATE_METRICS,
  MYSQL_EXPORTER,
  OPERATOR,
  PROMETHEUS,
  withNames,
} from "./pods";

export interface MonitoringNetworkProps {
  readonly namespace: string;
  readonly vpcCidr: string;
  /** Of MySQL, in the VPC. */
  readonly databasePort: number;
  /** Ports of `endpoints` that are probed. */
  readonly probedPorts: readonly number[];
  /** What has metrics and an API to probe, in another namespace that is isolated too. */
  readonly application: { readonly namespace: string; readonly name: string; readonly port: number };
  /** Of the mail server that Alertmanager sends by. @default none */
  readonly mailPort?: number;
  /** Whether Alertmanager does, by the role of its pod. */
  readonly sendsTextMessages: boolean;
  /** Namespace where logs are searched, for Grafana. */
  readonly logsNamespace: string;
  /** Whether a load balancer reaches Grafana. */
  readonly grafanaIsReached: boolean;
}

/** Of the node exporter and the kubelet, which are on the nodes' own addresses. */
const NODE_PORTS = [9100, 10250];
/** Of Grafana, Prometheus, Alertmanager and among copies of Alertmanager. */
const PORT = { grafana: 3000, prometheus: 9090, alertmanager: 9093, gossip: 9094 };
/** Of the name server of the VPC; that of the cluster is open to every pod. */
const DNS_PORT = 53;
/** Where the control plane asks the operator whether a rule is valid. */
const WEBHOOK_PORT = 10250;

/** Who talks to whom in the isolated namespace of the monitoring. */
export class MonitoringNetwork extends Construct {
  /** Pods that start later find their ways open. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: MonitoringNetworkProps) {
    super(scope, id);
    const { namespace } = props;
    const vpc = { cidr: props.vpcCidr };
    const allow = (name: string, policy: Omit<NetworkPolicyProps, "name" | "namespace">) =>
      new NetworkPolicy(this, name, { namespace, name, ...policy }).resource;
    this.policies = [
      allow("scraped", { from: [{ peers: [{ pods: PROMETHEUS }] }] }),
      allow("kubernetes-api", {
        pods: withNames([PROMETHEUS, GRAFANA, KUBE_STATE_METRICS, OPERATOR, CRD_JOB]),
        to: [toKubernetesApi(props.vpcCidr)],
      }),
      allow("operator", { pods: OPERATOR, from: [{ peers: [vpc], tcp: [WEBHOOK_PORT] }] }),
      allow("prometheus", {
        pods: PROMETHEUS,
        from: [{ peers: [{ pods: GRAFANA }], tcp: [PORT.prometheus] }],
        to: [{ peers: [{ namespace: "every" }] }, { peers: [vpc], tcp: NODE_PORTS }],
      }),
      allow("alertmanager", alertmanager(props)),
      allow("grafana", grafana(props)),
      allow("blackbox-exporter", { pods: BLACKBOX_EXPORTER, to: blackboxTargets(props) }),
      allow("mysql-exporter", { pods: MYSQL_EXPORTER, to: [{ peers: [vpc], tcp: [props.databasePort] }] }),
    ];
    const { application } = props;
    new NetworkPolicy(this, "application", {
      namespace: application.namespace,
      name: "monitored",
      pods: { "app.kubernetes.io/name": application.name },
      from: [{ peers: [PROMETHEUS, BLACKBOX_EXPORTER].map((pods) => ({ pods, namespace })), tcp: [application.port] }],
    });
  }
}

function alertmanager({ mailPort, sendsTextMessages }: MonitoringNetworkProps) {
  const copies: Traffic = { peers: [{ pods: ALERTMANAGER }], tcp: [PORT.gossip], udp: [PORT.gossip] };
  const channels: readonly Traffic[] = [
    TO_ANYBODY_BY_HTTPS,
    ...(mailPort === undefined ? [] : [{ peers: [{ cidr: "0.0.0.0/0" }], tcp: [mailPort] }]),
    ...(sendsTextMessages ? [TO_POD_IDENTITY] : []),
  ];
  return {
    pods: ALERTMANAGER,
    from: [copies, { peers: [{ pods: GRAFANA }], tcp: [PORT.alertmanager] }],
    to: [copies, ...channels],
  };
}

function grafana({ vpcCidr, logsNamespace, grafanaIsReached }: MonitoringNetworkProps) {
  return {
    pods: GRAFANA,
    // The load balancer is in the VPC, and has no labels.
    from: grafanaIsReached ? [{ peers: [{ cidr: vpcCidr }], tcp: [PORT.grafana] }] : undefined,
    to: [
      { peers: [{ pods: PROMETHEUS }], tcp: [PORT.prometheus] },
      { peers: [{ pods: ALERTMANAGER }], tcp: [PORT.alertmanager] },
      { peers: [{ namespace: logsNamespace }] },
      TO_ANYBODY_BY_HTTPS,
      TO_POD_IDENTITY,
    ],
  };
}

function blackboxTargets({ application, probedPorts, vpcCidr, databasePort }: MonitoringNetworkProps): Traffic[] {
  const api = { namespace: application.namespace, pods: { "app.kubernetes.io/name": application.name } };
  return [
    { peers: [{ cidr: "0.0.0.0/0" }], tcp: probedPorts },
    { peers: [api], tcp: [application.port] },
    { peers: [{ cidr: vpcCidr }], tcp: [databasePort], udp: [DNS_PORT] },
  ];
}
