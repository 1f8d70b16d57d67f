import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { FOLDER } from "./grafana-values";

export interface DashboardsProps {
  readonly namespace: string;
  /** In Grafana. */
  readonly folder: string;
  /** Whether a dashboard has anything to show here, by the name of its file. */
  readonly includes: (name: string) => boolean;
}

/** The dashboards of assets/monitoring, one ConfigMap each, since one holds 1 MiB at most. Grafana finds them by a label. */
export class Dashboards extends Construct {
  constructor(scope: Construct, id: string, { namespace, folder, includes }: DashboardsProps) {
    super(scope, id);
    const files = new Asset(this, "files", { source: "monitoring/dashboards" }).files(".json");
    for (const { name, path } of files.filter((file) => includes(file.name))) {
      new ConfigMapV1(this, name, {
        metadata: {
          name: `dashboard-${name}`,
          namespace,
          labels: { grafana_dashboard: "1" },
          annotations: { [FOLDER]: folder },
        },
        data: { [`${name}.json`]: Fn.file(path) },
      });
    }
  }
}
