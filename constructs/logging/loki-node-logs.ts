import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { CHARTS } from "../helm/catalogue";
import { HelmRelease } from "../helm/helm-release";
import { RESTRICTED_CONTAINER, resources } from "../kubernetes/pods";

export interface LokiNodeLogsProps {
  /** Of Pod Security `privileged`: the files of a node are read as root. */
  readonly namespace: string;
  readonly lokiUrl: string;
  /** Label of every line. */
  readonly environment: string;
  readonly after: readonly ITerraformDependable[];
}

const NAME = "alloy";

const CONFIG = "config.alloy";

/** Where it remembers how far it has read. */
const STATE = "/var/lib/alloy";

/** Alloy, which reads the logs of every node and sends them to Loki. Source: https://grafana.com/docs/alloy/latest/ */
export class LokiNodeLogs extends Construct {
  constructor(scope: Construct, id: string, { namespace, lokiUrl, environment, after }: LokiNodeLogsProps) {
    super(scope, id);
    const config = new Asset(this, "config", { source: "logging/alloy/config.alloy" });
    // The chart would read the templates in it as its own.
    const map = new ConfigMapV1(this, "map", {
      metadata: { name: NAME, namespace },
      data: { [CONFIG]: Fn.file(config.path) },
    });
    new HelmRelease(this, "Resource", {
      chart: CHARTS.alloy,
      name: NAME,
      namespace,
      values: {
        fullnameOverride: NAME,
        crds: { create: false },
        alloy: {
          configMap: { create: false, name: map.metadata.name, key: CONFIG },
          enableReporting: false,
          storagePath: STATE,
          mounts: { varlog: true, extra: [{ name: "state", mountPath: STATE }] },
          extraEnv: [
            { name: "LOKI_URL", value: lokiUrl },
            { name: "ENVIRONMENT", value: environment },
          ],
          // Files below /var/log belong to root; as their owner it needs none of root's capabilities.
          securityContext: { ...RESTRICTED_CONTAINER, runAsUser: 0 },
          resources: resources("50m", "128Mi", "512Mi"),
        },
        configReloader: { resources: resources("10m", "32Mi", "64Mi") },
        controller: {
          type: "daemonset",
          tolerations: [{ operator: "Exists" }],
          priorityClassName: "system-node-critical",
          updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "20%" } },
          volumes: { extra: [{ name: "state", hostPath: { path: STATE, type: "DirectoryOrCreate" } }] },
        },
        // Those of the chart read secrets and configuration everywhere.
        rbac: {
          rules: [{ apiGroups: [""], resources: ["namespaces", "pods"], verbs: ["get", "list", "watch"] }],
          clusterRules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "watch"] }],
        },
      },
      after,
    });
  }
}
