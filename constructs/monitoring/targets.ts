import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CustomObjects } from "../helm/custom-objects";
import { BlackboxExporter } from "./blackbox-exporter";
import { MysqlExporter } from "./mysql-exporter";
import { probe, type ServiceTarget, serviceMonitor } from "./scrape-objects";

/** A service of ours that has metrics, and says whether it is well. Its Service and the label of its pods have its name. */
interface MonitoredService extends ServiceTarget {
  readonly port: number;
  /** Path that answers 200 when it is well. */
  readonly healthPath: string;
}

export interface TargetsProps {
  readonly namespace: string;
  readonly application: MonitoredService;
  /** Addresses that browsers and clients use. */
  readonly endpoints: readonly string[];
  /** Hosts and ports of MySQL. */
  readonly databases: readonly string[];
  /** Hosts and ports of DNS servers. */
  readonly nameServers: readonly string[];
  /** What brings traffic from outside, where it has metrics. @default nothing that is scraped */
  readonly ingress?: ServiceTarget;
  /** Of the exporter that asks endpoints. */
  readonly replicas: number;
  /** What brings the secrets that exporters read. */
  readonly secrets: ITerraformDependable;
  /** What brings the kinds of these objects. */
  readonly kinds: ITerraformDependable;
}

/** As often as assets/monitoring/rules count on it. */
const INTERVAL = "60s";

/** What DNS servers are asked for where the environment has no endpoint: something that is always there. */
const ANY_ENDPOINT = "https://aws.amazon.com";

/** What Prometheus scrapes beside the cluster itself: the application, MySQL, and endpoints as others see them. */
export class Targets extends Construct {
  constructor(scope: Construct, id: string, props: TargetsProps) {
    super(scope, id);
    const { namespace, application, endpoints, databases, replicas, ingress } = props;
    const [first = ANY_ENDPOINT] = endpoints;
    const mysql = new MysqlExporter(this, "mysql-exporter", { namespace, after: [props.secrets] });
    const blackbox = new BlackboxExporter(this, "blackbox-exporter", { namespace, replicas, host: hostOf(first) });
    const { prober } = blackbox;
    const ask = (module: string, targets: readonly string[]) =>
      probe({ name: `blackbox-${module}`, job: "blackbox", prober, module, targets, interval: INTERVAL });
    const { name, port, healthPath } = application;
    new CustomObjects(this, "Resource", {
      name: "monitoring-targets",
      namespace,
      objects: [
        serviceMonitor(application),
        ...(ingress ? [serviceMonitor(ingress)] : []),
        ask("https", endpoints),
        ask("certificate", endpoints.map(hostAndPort)),
        ask("health", [`http://${name}.${application.namespace}:${port}${healthPath}`]),
        ask("tcp", databases),
        ask("dns", props.nameServers),
        probe({ name: "mysql-exporter", job: "mysql-exporter", prober: mysql.prober, targets: databases }),
      ],
      after: [props.kinds],
    });
  }
}

/** The port of HTTPS unless the address has another. */
export function portOf(endpoint: string): number {
  return Number(new URL(endpoint).port || 443);
}

function hostOf(endpoint: string): string {
  return new URL(endpoint).hostname;
}

function hostAndPort(endpoint: string): string {
  return `${hostOf(endpoint)}:${portOf(endpoint)}`;
}
