import { z } from "zod";
import type { Context, Fragment } from "../validation/fragment";
import { type DeepPartial, type DeepReadonly, type Layer, valueAt } from "../validation/merge";
import { choice, flag, group, list, text, whole } from "../validation/values";
import { applicationsOf } from "./database-connections";
import { databaseRules } from "./database-rules";

const engineVersion = text("a version of MySQL such as 8.4 or 8.4.7", /^\d+\.\d+(\.\d+)?$/);
const instanceClass = text("a class such as db.m7g.4xlarge");

/** Beside the application, on its machine. */
const container = group({ kind: z.literal("container"), engineVersion });

const replicaZones = z.union([whole(0, 6), list(text("a zone letter", /^[a-h]$/), "a list of zone letters")], {
  error: 'a number of replicas from 0 to 6, one to a zone, or a list of zone letters such as ["b"]',
});

const rds = group({
  kind: z.literal("rds"),
  /** A series, whose minor upgrades RDS makes in the maintenance window, or one release of it. */
  engineVersion,
  instanceClass,
  storage: group({
    /** gp3 suits most; io2 keeps its latency under any load, at a price. */
    type: choice(["gp3", "io2"]),
    sizeGb: whole(20, 65536),
    /** Up to where the volume grows by itself; it never shrinks. */
    maxGb: whole(22, 65536),
    /** Of io2 always; of gp3 from 400 GB on, where 12,000 are included. */
    iops: whole(1000, 256000).optional(),
    /** MiB/s, of gp3 from 400 GB on, where 500 are included. */
    throughputMibps: whole(500, 4000).optional(),
  }),
  /** A standby in another zone that takes over within a minute or two; it serves no reads. */
  multiAz: flag(),
  replicas: group({
    /** How many readers, or in which zones of the network. */
    zones: replicaZones,
    instanceClass: instanceClass.optional(),
    /** A reader in recovery.region, which becomes the writer when the own region is lost. */
    recovery: flag(),
    /** Whether that reader has become the writer: set it when the own region is lost, and not before. */
    promoted: flag(),
  }),
  backups: group({
    /** How far back the database can be set, to the second. 0 turns backups off. */
    retentionDays: whole(0, 35),
    /** UTC, every day. */
    window: text("a daily window in UTC such as 17:00-18:00"),
    /** Whether a last snapshot is left when the database is destroyed. */
    finalSnapshot: flag(),
    /** Whether backups and logs are copied to recovery.region, to set the database back there. */
    replicate: flag(),
    /** Hours for which the binary log stays on the server, to be streamed elsewhere. */
    binlogRetentionHours: whole(0, 168),
  }),
  /** UTC, once a week: upgrades, and changes that wait for it. */
  maintenanceWindow: text("a weekly window in UTC such as sun:18:30-sun:19:30"),
  /** Whether a change that restarts the database waits for the maintenance window. */
  changes: choice(["immediately", "in-maintenance-window"]),
  /** Lets the next deployment move to another series; take it back afterwards. */
  majorUpgrade: flag(),
  /** Minor upgrades on a copy that takes the database's place: less than a minute of downtime, twice the price meanwhile. */
  blueGreen: flag(),
  /** "own-key": a key of the environment's own; "aws-key": the key that AWS keeps for RDS. */
  encryption: choice(["own-key", "aws-key"]),
  /** "own": set by Terraform, unseen; "managed": kept and rotated each week by RDS. */
  masterPassword: choice(["own", "managed"]),
  /** Raise it by one to give every user a new password. */
  passwordVersion: whole(1, 1_000_000),
  /** Whether a proxy holds connections open, for applications that come and go. */
  proxy: flag(),
  cache: group({
    /** Of Valkey. */
    engineVersion: text("a version of Valkey such as 8.2", /^\d+\.\d+$/),
    nodeType: text("a node type such as cache.t4g.small"),
    /** Copies in other zones, of which one takes over. */
    replicas: whole(0, 5),
  }).optional(),
  monitoring: group({
    /** Advanced: 15 months of history, locks and plans of statements, charged by the vCPU. */
    insights: choice(["standard", "advanced"]),
    /** Seconds between two looks at the operating system; 0 for none. */
    intervalSeconds: z.literal([0, 1, 5, 10, 15, 30, 60], { error: "one of 0, 1, 5, 10, 15, 30, 60" }),
    logRetentionDays: whole(1, 3653),
  }),
  connections: group({
    /** Connections that each instance of the application may hold. */
    perApplication: whole(1, 10_000),
  }),
});

const schema = z.discriminatedUnion("kind", [container, rds], { error: "an object with a kind: container or rds" });

type Written = z.output<typeof schema>;
type RdsWritten = z.output<typeof rds>;

/** MySQL on RDS, with the letters of the replicas' zones and the instances of the application that the topology allows. */
export type RdsDatabase = Omit<RdsWritten, "replicas" | "connections"> & {
  readonly replicas: Omit<RdsWritten["replicas"], "zones"> & { readonly zones: readonly string[] };
  readonly connections: { readonly perApplication: number; readonly applications: number };
};

/** Where MySQL runs. */
export type Database = DeepReadonly<z.output<typeof container> | RdsDatabase>;

/** What differs from the defaults; its kind follows from the topology. */
export type DatabaseInput = DeepPartial<Omit<RdsWritten, "kind">> & { readonly kind?: Database["kind"] };

type Tell = (message: string) => void;

/** The newest series: see aws-facts. */
const ENGINE_VERSION = "8.4";

const LIGHT = {
  instanceClass: "db.t4g.medium",
  multiAz: false,
  encryption: "aws-key",
  changes: "immediately",
  connections: { perApplication: 10 },
} as const;

/** The requirements of a database server (3.2.1): 16 vCPU, 32 GiB, 500 GB, 1 Gbit/s. */
const FULL = {
  instanceClass: "db.m7g.4xlarge",
  multiAz: true,
  encryption: "own-key",
  changes: "in-maintenance-window",
  connections: { perApplication: 50 },
} as const;

const BY_CLASS = {
  development: {
    ...LIGHT,
    storage: { sizeGb: 20, maxGb: 100 },
    replicas: { zones: 0 },
    backups: { retentionDays: 1, finalSnapshot: false, binlogRetentionHours: 0 },
    monitoring: { intervalSeconds: 0, logRetentionDays: 7 },
  },
  testing: {
    ...LIGHT,
    storage: { sizeGb: 50, maxGb: 200 },
    replicas: { zones: 1 },
    backups: { retentionDays: 7, finalSnapshot: false, binlogRetentionHours: 24 },
    monitoring: { intervalSeconds: 60, logRetentionDays: 14 },
  },
  staging: {
    ...FULL,
    storage: { sizeGb: 500, maxGb: 2000 },
    replicas: { zones: 1 },
    backups: { retentionDays: 14, finalSnapshot: true, binlogRetentionHours: 24 },
    monitoring: { intervalSeconds: 60, logRetentionDays: 90 },
  },
  production: {
    ...FULL,
    storage: { sizeGb: 500, maxGb: 2000 },
    replicas: { zones: 1 },
    // The longest that RDS offers.
    backups: { retentionDays: 35, finalSnapshot: true, binlogRetentionHours: 72 },
    monitoring: { intervalSeconds: 15, logRetentionDays: 365 },
  },
} as const;

function defaults(context: Context): Layer<Written>[] {
  const topology = valueAt(context.input, ["topology", "kind"]);
  const kind = valueAt(context.input, ["database", "kind"]) ?? (topology === "single-node" ? "container" : "rds");
  const where = "derived from topology.kind";
  if (kind === "container") {
    return [
      { origin: where, values: { kind } },
      { origin: "default", values: { kind, engineVersion: ENGINE_VERSION } },
    ];
  }
  if (kind !== "rds") return [];
  return [
    { origin: where, values: { kind } },
    {
      origin: "default",
      values: {
        engineVersion: ENGINE_VERSION,
        storage: { type: "gp3" },
        // Night in most of Asia; https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html
        backups: { window: "17:00-18:00" },
        maintenanceWindow: "sun:18:30-sun:19:30",
        replicas: { promoted: false },
        majorUpgrade: false,
        blueGreen: false,
        masterPassword: "own",
        passwordVersion: 1,
        proxy: false,
        monitoring: { insights: "standard" },
      },
    },
    { origin: `default for class ${context.class}`, values: BY_CLASS[context.class] },
    ...recoveryDefaults(context),
    ...cacheDefaults(context),
  ];
}

function recoveryDefaults(context: Context): Layer<Written>[] {
  const copied = valueAt(context.input, ["recovery", "region"]) !== undefined;
  const reachable = copied && valueAt(context.input, ["recovery", "network"]) !== undefined;
  const layers: Layer<Written>[] = [
    {
      origin: "derived from recovery",
      values: { replicas: { recovery: reachable }, backups: { replicate: copied } },
    },
  ];
  // Only a key of one's own can let a copy be encrypted elsewhere.
  if (copied) layers.push({ origin: "derived from recovery", values: { encryption: "own-key" } });
  return layers;
}

function cacheDefaults(context: Context): Layer<Written>[] {
  if (valueAt(context.input, ["database", "cache"]) === undefined) return [];
  const full = context.class === "staging" || context.class === "production";
  const sizes = full ? { nodeType: "cache.m7g.large", replicas: 1 } : { nodeType: "cache.t4g.small", replicas: 0 };
  return [
    { origin: "default", values: { cache: { engineVersion: "8.2" } } },
    { origin: `default for class ${context.class}`, values: { cache: sizes } },
  ];
}

/** A number takes the network's zones from the second on: the first is where a writer without a standby often lands. */
function zonesOf(
  written: RdsWritten["replicas"]["zones"],
  network: readonly string[],
  report: Tell,
): readonly string[] {
  if (typeof written === "number") {
    if (written > network.length) {
      report(`${written} asked, one to a zone, but the network has ${network.length} zones (network.zones)`);
    }
    return [...network.slice(1), ...network.slice(0, 1)].slice(0, written);
  }
  const missing = written.filter((letter) => !network.includes(letter));
  if (missing.length > 0) {
    report(`${missing.join(", ")} asked, but the network is in ${network.join(", ")} (network.zones)`);
  }
  return [...written].sort();
}

export const database: Fragment<Written, Database> = {
  key: "database",
  schema,
  defaults,
  resolve: (written, _context, report, { network, topology }) => {
    if (written.kind === "container") return written;
    const tell: Tell = (message) => report("database.replicas.zones", message);
    // A network or a topology that could not be read has been reported.
    const zones = network ? zonesOf(written.replicas.zones, network.zones, tell) : [];
    const applications = topology ? applicationsOf(topology).count : 1;
    return {
      ...written,
      replicas: { ...written.replicas, zones },
      connections: { ...written.connections, applications },
    };
  },
  derived: { "connections.applications": "derived from topology" },
  rules: databaseRules,
};
