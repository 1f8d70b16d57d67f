export interface IndexLifecycleProps {
  readonly retentionDays: number;
  /** Of logs that say who did what. */
  readonly auditRetentionDays: number;
  /** After so many days nothing is written to an index any more. */
  readonly warmAfterDays: number;
  /** Of Elasticsearch: with several, each index has a copy on a second one. */
  readonly nodes: number;
}

/** Larger ones are slow to move: https://www.elastic.co/docs/deploy-manage/production-guidance/optimize-performance/size-shards */
const LARGEST_SHARD = "50gb";

/** An index is deleted as a whole, so that logs live on for up to a tenth of their time, a week at most. */
const INDICES_IN_RETENTION = 10;
const LONGEST_INDEX_DAYS = 7;

type Files = Readonly<Record<string, object>>;

/**
 * What becomes of logs as they age, by the names of policies.
 * Source: https://www.elastic.co/docs/manage-data/lifecycle/index-lifecycle-management
 */
export function lifecyclePolicies({ retentionDays, auditRetentionDays, warmAfterDays }: IndexLifecycleProps) {
  return {
    "httpsok-logs": policy(retentionDays, warmAfterDays),
    "httpsok-audit": policy(auditRetentionDays, warmAfterDays),
  } as const satisfies Files;
}

/** What index templates of assets/logging are composed of beside their fields, by the names of component templates. */
export function settingsTemplates({ nodes }: IndexLifecycleProps) {
  const template = (lifecycle: keyof ReturnType<typeof lifecyclePolicies>) => ({
    template: {
      settings: { "index.number_of_replicas": nodes > 1 ? 1 : 0, "index.lifecycle.name": lifecycle },
    },
  });
  return {
    "httpsok-logs-settings": template("httpsok-logs"),
    "httpsok-audit-settings": template("httpsok-audit"),
  } as const satisfies Files;
}

function policy(retentionDays: number, warmAfterDays: number) {
  const days = Math.min(Math.ceil(retentionDays / INDICES_IN_RETENTION), LONGEST_INDEX_DAYS);
  return {
    policy: {
      phases: {
        hot: {
          min_age: "0ms",
          actions: {
            rollover: { max_age: `${days}d`, max_primary_shard_size: LARGEST_SHARD },
            set_priority: { priority: 100 },
          },
        },
        warm: {
          min_age: `${warmAfterDays}d`,
          actions: { readonly: {}, forcemerge: { max_num_segments: 1 }, set_priority: { priority: 50 } },
        },
        delete: { min_age: `${retentionDays}d`, actions: { delete: {} } },
      },
    },
  };
}
