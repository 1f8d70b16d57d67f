import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodIdentity } from "../cluster/pod-identity";
import { Asset } from "../core/asset";
import { BaseStack } from "../core/base-stack";
import type { EncryptionKey } from "../encryption/encryption-key";
import { CHARTS } from "../helm/catalogue";
import { HelmRelease, type Values } from "../helm/helm-release";
import { resources } from "../kubernetes/pods";
import { SecureBucket } from "../storage/secure-bucket";
import { AUDIT_DATASETS } from "./datasets";

export interface LokiProps {
  readonly namespace: string;
  readonly clusterName: string;
  readonly retentionDays: number;
  /** Of logs that say who did what. */
  readonly auditRetentionDays: number;
  /** Copies of the whole program: 1, or 3 and more. */
  readonly nodes: number;
  /** Of each copy, for what is not in S3 yet. */
  readonly volumeGb: number;
  readonly memoryGb: number;
  readonly storageClass: string;
  /** Of our own, for the bucket. @default keys that S3 manages */
  readonly key?: EncryptionKey;
  /** Of Alertmanager, which tells people. */
  readonly alertmanagerUrl: string;
  readonly after: readonly ITerraformDependable[];
}

/** As pods of the same cluster find it. */
export const LOKI = { name: "loki", port: 3100 };

/** Whoever sends no tenant is this one: https://grafana.com/docs/loki/latest/operations/multi-tenancy/ */
const TENANT = "fake";
const RULES = "/etc/loki/rules";

/** More copies of a line than three cost much and help little. */
const MOST_COPIES = 3;

/** S3 deletes what Loki forgot to, some days after it should have. */
const DAYS_TO_DELETE = 7;

const OVER_ZONES = {
  topologyKey: "topology.kubernetes.io/zone",
  maxSkew: 1,
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: { "app.kubernetes.io/name": LOKI.name } },
};

const EVERYTHING_ELSE = [
  ...["backend", "read", "write", "ingester", "distributor", "querier", "queryFrontend", "queryScheduler"],
  ...["compactor", "indexGateway", "bloomPlanner", "bloomBuilder", "bloomGateway"],
];

/**
 * Loki as one program, with its data in S3. Source:
 * https://grafana.com/docs/loki/latest/get-started/deployment-modes/#monolithic-mode
 */
export class Loki extends Construct {
  /** Whoever sends logs waits for it. */
  readonly resource: ITerraformDependable;
  readonly url: string;

  constructor(scope: Construct, id: string, props: LokiProps) {
    super(scope, id);
    const { namespace, clusterName, key } = props;
    const bucket = new SecureBucket(this, "bucket", {
      purpose: "loki",
      encryption: key ? { kind: "kms", key } : { kind: "s3" },
      expirationDays: Math.max(props.retentionDays, props.auditRetentionDays) + DAYS_TO_DELETE,
      // Nothing in it is ever written twice.
      noncurrentVersionDays: DAYS_TO_DELETE,
    });
    const identity = new PodIdentity(this, "identity", {
      clusterName,
      namespace,
      serviceAccount: LOKI.name,
      workload: LOKI.name,
      // https://grafana.com/docs/loki/latest/operations/storage/#s3-based-deployments
      statements: [
        { sid: "ListOwnBucket", actions: ["s3:ListBucket"], resources: [bucket.arn] },
        {
          sid: "UseOwnObjects",
          actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
          resources: [`${bucket.arn}/*`],
        },
        ...(key ? [{ sid: "Encrypt", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key.arn] }] : []),
      ],
    });
    const rules = new Asset(this, "rule-files", { source: "logging/loki/rules" }).files(".yaml");
    const map = new ConfigMapV1(this, "rules", {
      metadata: { name: "loki-rules", namespace },
      data: Object.fromEntries(rules.map(({ name, path }) => [`${name}.yaml`, Fn.file(path)])),
    });
    this.resource = new HelmRelease(this, "Resource", {
      chart: CHARTS.loki,
      name: LOKI.name,
      namespace,
      values: this.values(props, bucket.name, map.metadata.name),
      after: [...props.after, ...identity.rights],
    }).resource;
    this.url = `http://${LOKI.name}.${namespace}:${LOKI.port}`;
  }

  private values(props: LokiProps, bucket: string, rules: string): Values {
    const { region } = BaseStack.of(this);
    const { nodes, volumeGb, memoryGb } = props;
    const memory = `${memoryGb}Gi`;
    return {
      deploymentMode: "Monolithic",
      loki: {
        // The namespace is isolated; there is one tenant.
        auth_enabled: false,
        analytics: { reporting_enabled: false },
        commonConfig: { replication_factor: Math.min(nodes, MOST_COPIES) },
        storage: { type: "s3", bucketNames: { chunks: bucket, ruler: bucket }, s3: { region } },
        schemaConfig: {
          configs: [
            {
              from: "2026-01-01",
              store: "tsdb",
              object_store: "s3",
              schema: "v13",
              index: { prefix: "index_", period: "24h" },
            },
          ],
        },
        limits_config: {
          retention_period: `${props.retentionDays * 24}h`,
          retention_stream: [
            {
              selector: `{dataset=~"${AUDIT_DATASETS.join("|")}"}`,
              priority: 1,
              period: `${props.auditRetentionDays * 24}h`,
            },
          ],
          allow_structured_metadata: true,
        },
        compactor: { retention_enabled: true, delete_request_store: "s3", working_directory: "/var/loki/compactor" },
        rulerConfig: {
          storage: { type: "local", local: { directory: RULES } },
          rule_path: "/var/loki/rules",
          alertmanager_url: props.alertmanagerUrl,
          enable_alertmanager_v2: true,
        },
      },
      serviceAccount: { name: LOKI.name, automountServiceAccountToken: false },
      // It asks nothing of Kubernetes.
      defaults: { automountServiceAccountToken: false },
      rbac: { namespaced: true },
      singleBinary: {
        replicas: nodes,
        ...(nodes > 1 && { podDisruptionBudget: { maxUnavailable: 1 }, topologySpreadConstraints: [OVER_ZONES] }),
        resources: resources("200m", memory, memory),
        persistence: { size: `${volumeGb}Gi`, storageClass: props.storageClass },
        extraVolumes: [{ name: "rules", configMap: { name: rules } }],
        extraVolumeMounts: [{ name: "rules", mountPath: `${RULES}/${TENANT}`, readOnly: true }],
      },
      ...Object.fromEntries(EVERYTHING_ELSE.map((part) => [part, { replicas: 0 }])),
      // Not of use to one program that everybody asks directly.
      gateway: { enabled: false },
      chunksCache: { enabled: false },
      resultsCache: { enabled: false },
      lokiCanary: { enabled: false },
      test: { enabled: false },
      sidecar: { rules: { enabled: false } },
    };
  }
}
