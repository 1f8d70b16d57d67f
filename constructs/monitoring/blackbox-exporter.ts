import { Fn } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { CHARTS } from "../helm/catalogue";
import { HelmRelease } from "../helm/helm-release";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from "../kubernetes/pods";

export interface BlackboxExporterProps {
  readonly namespace: string;
  readonly replicas: number;
  /** Name that DNS servers are asked for. */
  readonly host: string;
}

const NAME = "blackbox-exporter";
const PORT = 9115;
const USER = 1000;

/** Asks endpoints from outside, as assets/monitoring/blackbox.yaml says. */
export class BlackboxExporter extends Construct {
  /** Where Prometheus asks it for an endpoint. */
  readonly prober = { url: `${NAME}:${PORT}` };

  constructor(scope: Construct, id: string, { namespace, replicas, host }: BlackboxExporterProps) {
    super(scope, id);
    const config = new Asset(this, "config", { source: "monitoring/blackbox.yaml" });
    new HelmRelease(this, "Resource", {
      chart: CHARTS.blackboxExporter,
      name: NAME,
      namespace,
      values: {
        fullnameOverride: NAME,
        replicas,
        podDisruptionBudget: { maxUnavailable: 1 },
        config: Fn.yamldecode(Fn.templatefile(config.path, { host })),
        podSecurityContext: RESTRICTED_POD,
        securityContext: { ...RESTRICTED_CONTAINER, runAsUser: USER, runAsGroup: USER },
        resources: resources("20m", "32Mi", "128Mi"),
      },
    });
  }
}
