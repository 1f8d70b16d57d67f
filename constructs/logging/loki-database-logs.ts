import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodIdentity } from "../cluster/pod-identity";
import { Asset } from "../core/asset";
import { BaseStack } from "../core/base-stack";
import { CHARTS } from "../helm/catalogue";
import { HelmRelease } from "../helm/helm-release";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from "../kubernetes/pods";
import { DATABASE_LOGS } from "./database-logs";

export interface LokiDatabaseLogsProps {
  readonly namespace: string;
  readonly clusterName: string;
  /** Identifier of the writer in RDS, with which those of its replicas begin. */
  readonly identifier: string;
  readonly lokiUrl: string;
  /** Label of every line. */
  readonly environment: string;
  readonly storageClass: string;
  readonly after: readonly ITerraformDependable[];
}

const CONFIG = "config.alloy";

/** Where it remembers how far it has read. */
const STATE = "/var/lib/alloy";

/** `alloy` of its image. */
const USER = 473;

/**
 * Alloy, which reads the logs of MySQL where RDS writes them, since there is no machine to read them on. One runs: two
 * would send everything twice. Source: https://grafana.com/docs/alloy/latest/reference/components/otelcol/
 */
export class LokiDatabaseLogs extends Construct {
  constructor(scope: Construct, id: string, props: LokiDatabaseLogsProps) {
    super(scope, id);
    const { namespace, clusterName, identifier } = props;
    const { partition, region, account } = BaseStack.of(this);
    const prefix = `/aws/rds/instance/${identifier}`;
    const groups = `arn:${partition}:logs:${region}:${account}:log-group`;
    const identity = new PodIdentity(this, "identity", {
      clusterName,
      namespace,
      serviceAccount: DATABASE_LOGS,
      workload: DATABASE_LOGS,
      statements: [
        { sid: "FindLogsOfTheDatabase", actions: ["logs:DescribeLogGroups"], resources: [`${groups}:*`] },
        { sid: "ReadLogsOfTheDatabase", actions: ["logs:FilterLogEvents"], resources: [`${groups}:${prefix}*`] },
      ],
    });
    const env = {
      LOKI_URL: props.lokiUrl,
      ENVIRONMENT: props.environment,
      AWS_REGION: region,
      LOG_GROUP_PREFIX: prefix,
    };
    const config = new Asset(this, "config", { source: "logging/alloy/cloudwatch.alloy" });
    // The chart would read the templates in it as its own.
    const map = new ConfigMapV1(this, "map", {
      metadata: { name: DATABASE_LOGS, namespace },
      data: { [CONFIG]: Fn.file(config.path) },
    });
    new HelmRelease(this, "Resource", {
      chart: CHARTS.alloy,
      name: DATABASE_LOGS,
      namespace,
      values: {
        fullnameOverride: DATABASE_LOGS,
        crds: { create: false },
        global: { podSecurityContext: { ...RESTRICTED_POD, fsGroup: USER } },
        serviceAccount: { name: DATABASE_LOGS, automountServiceAccountToken: false },
        // It asks nothing of Kubernetes.
        rbac: { create: false },
        alloy: {
          configMap: { create: false, name: map.metadata.name, key: CONFIG },
          enableReporting: false,
          // Of what reads CloudWatch there is nothing older.
          stabilityLevel: "experimental",
          storagePath: STATE,
          mounts: { extra: [{ name: "state", mountPath: STATE }] },
          extraEnv: Object.entries(env).map(([name, value]) => ({ name, value })),
          securityContext: { ...RESTRICTED_CONTAINER, runAsUser: USER, runAsGroup: USER },
          resources: resources("20m", "128Mi", "384Mi"),
        },
        configReloader: { resources: resources("10m", "32Mi", "64Mi") },
        controller: {
          type: "statefulset",
          replicas: 1,
          volumeClaimTemplates: [
            {
              metadata: { name: "state" },
              spec: {
                accessModes: ["ReadWriteOnce"],
                storageClassName: props.storageClass,
                resources: { requests: { storage: "1Gi" } },
              },
            },
          ],
        },
      },
      after: [...props.after, ...identity.rights],
    });
  }
}
