import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CustomObjects } from "../helm/custom-objects";
import { BlackboxExporter } from "./blackbox-exporter";
import { MysqlExporter } from "./mysql-exporter";
import { probe, serviceMonitor } from "./scrape-objects";

/** A service of ours that has metrics, and says whether it is well. */
interface MonitoredService {
  /** Of its Service, label `app.kubernetes.io/name` of that and of its pods, and the job. */
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly portName: string;
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
  /** Of the exporter that asks endpoints. */
  readonly replicas: number;
  /** What brings the secrets that exporters read. */
  readonly secrets: ITerraformDependable;
  /** What brings the kinds of these objects. */
  readonly kinds: ITerraformDependable;
}

/** As often as assets/monitoring/rules count on it. */
const INTERVAL = "60s";

/** What Prometheus scrapes beside the cluster itself: the application, MySQL, and endpoints as others see them. */
export class Targets extends Construct {
  constructor(scope: Construct, id: string, props: TargetsProps) {
    super(scope, id);
    const { namespace, application, endpoints, databases, replicas } = props;
    const mysql = new MysqlExporter(this, "mysql-exporter", { namespace, after: [props.secrets] });
    const blackbox = new BlackboxExporter(this, "blackbox-exporter", { namespace, replicas });
    const { prober } = blackbox;
    const ask = (module: string, targets: readonly string[]) =>
      probe({ name: `blackbox-${module}`, job: "blackbox", prober, module, targets, interval: INTERVAL });
    const { name, port, healthPath } = application;
    new CustomObjects(this, "Resource", {
      name: "monitoring-targets",
      namespace,
      objects: [
        serviceMonitor(application),
        ask("https", endpoints),
        ask("certificate", endpoints.map(hostAndPort)),
        ask("health", [`http://${name}.${application.namespace}:${port}${healthPath}`]),
        ask("tcp", databases),
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

function hostAndPort(endpoint: string): string {
  return `${new URL(endpoint).hostname}:${portOf(endpoint)}`;
}
