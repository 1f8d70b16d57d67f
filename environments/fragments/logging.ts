import { z } from "zod";
import type { Context, Fragment } from "../validation/fragment";
import { type DeepPartial, type DeepReadonly, type Layer, valueAt } from "../validation/merge";
import { group, text, whole } from "../validation/values";
import { ELASTIC_VERSIONS } from "./elastic-versions";
import { loggingRules } from "./logging-rules";

const shared = {
  /** How long logs are kept. */
  retentionDays: whole(1, 3653),
  /** How long it can be asked who logged in, and who changed what: logs of the kernel's audit, of MySQL's, of logins. */
  auditRetentionDays: whole(1, 3653),
  /** What is expected of all sources together, before it is indexed; disks are judged by it. */
  dailyGb: whole(1, 10_000),
};

/** What holds on Kubernetes alone; machines have volumes of their own. Copies of the server, each with a volume. */
const cluster = (leastMemoryGb: number) =>
  group({ nodes: whole(1, 99), volumeGb: whole(10, 65536), memoryGb: whole(leastMemoryGb, 64) });

const elastic = group({
  engine: z.literal("elastic"),
  ...shared,
  /** Of Elasticsearch, Kibana, Logstash and Filebeat. */
  version: text(`a version such as ${ELASTIC_VERSIONS[0].version}`, /^\d+\.\d+\.\d+$/),
  /** When an index is merged for good, since nothing is written to it any more. */
  warmAfterDays: whole(1, 3653),
  kibana: group({
    /** Under which browsers inside the network reach it; otherwise by port-forwarding only. */
    host: text("a host such as logs.httpsok.example", /^[a-z0-9-]+(\.[a-z0-9-]+)+$/).optional(),
  }),
  /** Memory: half of it becomes the heap, which ends at about 31 GB. */
  kubernetes: cluster(2),
});

const loki = group({
  engine: z.literal("loki"),
  ...shared,
  /** Its volume holds what has not been written to S3 yet. */
  kubernetes: cluster(1),
});

const schema = z.discriminatedUnion("engine", [elastic, loki], {
  error: "an object with an engine: elastic or loki",
});

/** Where logs go: searched in every word (elastic), or cheaply kept and searched by their labels (loki). */
export type Logging = DeepReadonly<z.output<typeof schema>>;
type Elastic = z.output<typeof elastic>;
type Loki = z.output<typeof loki>;

/** What differs from the defaults. */
export type LoggingInput = DeepPartial<Elastic> | DeepPartial<Loki>;

/** Volumes of Elasticsearch are what the formula in logging-rules.ts asks, with some room. */
const BY_CLASS = {
  development: {
    engine: "loki",
    shared: { retentionDays: 3, auditRetentionDays: 7, dailyGb: 1 },
    elastic: { warmAfterDays: 1, kubernetes: { nodes: 1, volumeGb: 20, memoryGb: 2 } },
    loki: { kubernetes: { nodes: 1, volumeGb: 10, memoryGb: 1 } },
  },
  testing: {
    engine: "loki",
    shared: { retentionDays: 7, auditRetentionDays: 14, dailyGb: 1 },
    elastic: { warmAfterDays: 1, kubernetes: { nodes: 1, volumeGb: 30, memoryGb: 4 } },
    loki: { kubernetes: { nodes: 1, volumeGb: 10, memoryGb: 2 } },
  },
  staging: {
    engine: "elastic",
    shared: { retentionDays: 30, auditRetentionDays: 90, dailyGb: 2 },
    elastic: { warmAfterDays: 7, kubernetes: { nodes: 3, volumeGb: 100, memoryGb: 4 } },
    loki: { kubernetes: { nodes: 3, volumeGb: 20, memoryGb: 2 } },
  },
  production: {
    engine: "elastic",
    shared: { retentionDays: 90, auditRetentionDays: 365, dailyGb: 5 },
    elastic: { warmAfterDays: 7, kubernetes: { nodes: 3, volumeGb: 500, memoryGb: 8 } },
    loki: { kubernetes: { nodes: 3, volumeGb: 50, memoryGb: 4 } },
  },
} as const;

function defaults(context: Context): Layer<Logging>[] {
  const sizes = BY_CLASS[context.class];
  const engine = valueAt(context.input, ["logging", "engine"]) ?? sizes.engine;
  const origin = `default for class ${context.class}`;
  if (engine === "elastic") {
    return [
      { origin: "default", values: { engine, version: ELASTIC_VERSIONS[0].version, kibana: {} } },
      { origin, values: { engine, ...sizes.shared, ...sizes.elastic } },
    ];
  }
  if (engine === "loki") return [{ origin, values: { engine, ...sizes.shared, ...sizes.loki } }];
  return [];
}

export const logging: Fragment<Logging> = {
  key: "logging",
  schema,
  defaults,
  resolve: (written) => written,
  rules: loggingRules,
};
