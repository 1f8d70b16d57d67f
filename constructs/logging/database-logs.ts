import { PersistentVolumeClaimV1 } from "@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodIdentity } from "../cluster/pod-identity";
import { BaseStack } from "../core/base-stack";
import { CustomObjects } from "../helm/custom-objects";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from "../kubernetes/pods";
import { DATABASE_DATASETS } from "./datasets";
import { ELASTIC_USER } from "./elasticsearch";
import { dataset, filebeat } from "./filebeat";
import { logCertificate } from "./log-certificates";

export interface DatabaseLogsProps {
  readonly namespace: string;
  readonly clusterName: string;
  /** Of the Elastic stack, such as 9.5.2. */
  readonly version: string;
  /** Identifiers of the writer and its replicas in RDS. */
  readonly instances: readonly string[];
  readonly storageClass: string;
  /** Issuer of the whole cluster. */
  readonly issuer: string;
  readonly after: readonly ITerraformDependable[];
}

export const DATABASE_LOGS = "database-logs";

/** Longer than CloudWatch takes to show what RDS has written; log alerts look back further (buffer_time). */
const LATENCY = "5m";

/**
 * Reads the logs of MySQL where RDS writes them, since there is no machine to read them on.
 * Source: https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-aws-cloudwatch
 */
export class DatabaseLogs extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseLogsProps) {
    super(scope, id);
    const { namespace, clusterName, version } = props;
    const { partition, region, account } = BaseStack.of(this);
    const groups = props.instances.flatMap((instance) =>
      Object.entries(DATABASE_DATASETS).map(([log, name]) => ({ group: `/aws/rds/instance/${instance}/${log}`, name })),
    );
    const identity = new PodIdentity(this, "identity", {
      clusterName,
      namespace,
      serviceAccount: DATABASE_LOGS,
      workload: DATABASE_LOGS,
      statements: [
        {
          sid: "ReadLogsOfTheDatabase",
          actions: ["logs:FilterLogEvents"],
          resources: groups.map(({ group }) => `arn:${partition}:logs:${region}:${account}:log-group:${group}:*`),
        },
      ],
    });
    const serviceAccount = new ServiceAccountV1(this, "account", { metadata: { name: DATABASE_LOGS, namespace } });
    const place = new PersistentVolumeClaimV1(this, "place", {
      metadata: { name: DATABASE_LOGS, namespace },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: props.storageClass,
        resources: { requests: { storage: "1Gi" } },
      },
      // It is bound when the first pod asks for it.
      waitUntilBound: false,
    });
    const tlsSecret = `${DATABASE_LOGS}-tls`;
    const object = filebeat({
      name: DATABASE_LOGS,
      version,
      logstashNamespace: namespace,
      tlsSecret,
      inputs: {
        inputs: groups.map(({ group, name }) => ({
          type: "aws-cloudwatch",
          log_group_name: group,
          region_name: region,
          scan_frequency: "1m",
          // RDS delivers late, and a window that was read is not read again.
          latency: LATENCY,
          // Where it was when it last ran.
          start_position: "lastSync",
          processors: [dataset(name)],
        })),
      },
      runs: { as: "deployment", with: { replicas: 1, strategy: { type: "Recreate" } } },
      pod: {
        serviceAccountName: DATABASE_LOGS,
        automountServiceAccountToken: false,
        securityContext: { ...RESTRICTED_POD, runAsUser: ELASTIC_USER, fsGroup: ELASTIC_USER },
      },
      container: { securityContext: RESTRICTED_CONTAINER, resources: resources("20m", "128Mi", "256Mi") },
      // Of this name ECK would make a folder of the node, and where it has read to would be forgotten on another.
      volumes: [{ name: "beat-data", persistentVolumeClaim: { claimName: place.metadata.name } }],
      mounts: [{ name: "beat-data", mountPath: "/usr/share/filebeat/data" }],
    });
    new CustomObjects(this, "Resource", {
      name: DATABASE_LOGS,
      namespace,
      objects: [logCertificate({ name: tlsSecret, issuer: props.issuer }), object],
      after: [...props.after, ...identity.rights, serviceAccount, place],
    });
  }
}
