import type { Values } from "../../provider/value";
import { isTrue, known, number, text } from "../access";
import type { Change, Refusal, Rule } from "../rule";
import { collide, readWindow } from "./windows";

const API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference";
const PROVIDER =
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elasticache/replication_group.go";
const TYPE = "aws_elasticache_replication_group";
const CLUSTER = "aws_elasticache_cluster";
const documented = { source: `${API}/API_CreateReplicationGroup.html`, standing: "documented" } as const;
const base = { types: [TYPE], on: "values", ...documented } as const;
const COMBINATION = "InvalidParameterCombination";
const VALUE = "InvalidParameterValue";

/** Two arguments that are not given together. */
const EXCLUSIVE = [
  ["num_cache_clusters", "num_node_groups"],
  ["num_cache_clusters", "replicas_per_node_group"],
  ["auth_token", "user_group_ids"],
  ["node_group_configuration", "preferred_cache_cluster_azs"],
] as const;

/** Shortest windows of ElastiCache, in minutes. */
const SHORTEST = 60;

const given = (values: Values, name: string) => known(values, name).some((value) => value !== "" && value !== 0);
/** Whether this request says it: afterwards the platform has values of its own where none was given. */
const asked = ({ values, prior }: Change, name: string) => !prior || number(prior, name) !== number(values, name);
const series = (version: string) => version.split(".")[0] ?? "";

function refuse(attribute: string, message: string, code: string = COMBINATION): Refusal {
  return { attribute, code, message };
}

export const cacheRules: readonly Rule[] = [
  {
    ...base,
    name: "cache-exclusive",
    attributes: EXCLUSIVE.flat(),
    says: `Not given together: ${EXCLUSIVE.map((pair) => pair.join(" and ")).join("; ")}.`,
    source: PROVIDER,
    check: ({ action, values }) => {
      if (action !== "create") return undefined;
      return EXCLUSIVE.filter((pair) => pair.every((name) => given(values, name))).map(([one, other]) =>
        refuse(one, `${one} conflicts with ${other}. Leave one of them out.`),
      );
    },
  },
  {
    ...base,
    name: "cache-failover",
    attributes: ["automatic_failover_enabled", "multi_az_enabled"],
    says: "Multi-AZ needs automatic failover; that needs two nodes, and several shards need it.",
    check: (change) => {
      const { values } = change;
      const [nodes, shards] = [number(values, "num_cache_clusters"), number(values, "num_node_groups")];
      const failover = isTrue(values, "automatic_failover_enabled");
      const isOff = values.automatic_failover_enabled === false || (values.automatic_failover_enabled ?? null) === null;
      const one = failover && nodes === 1 && asked(change, "num_cache_clusters") && (shards ?? 1) <= 1;
      return [
        ...(isTrue(values, "multi_az_enabled") && isOff
          ? [refuse("multi_az_enabled", "Multi-AZ needs automatic failover. Set automatic_failover_enabled to true.")]
          : []),
        ...(one
          ? [
              refuse(
                "automatic_failover_enabled",
                "Replication group with AutomaticFailover must have at least one read replica, and num_cache_clusters is 1. Set it to 2 or more.",
              ),
            ]
          : []),
        ...(shards !== undefined && shards > 1 && asked(change, "num_node_groups") && isOff
          ? [
              refuse(
                "automatic_failover_enabled",
                `${shards} node groups need automatic failover. Set automatic_failover_enabled to true.`,
              ),
            ]
          : []),
      ];
    },
  },
  {
    ...base,
    name: "cache-zones-per-node",
    attributes: ["preferred_cache_cluster_azs"],
    says: "There are as many preferred zones as nodes.",
    check: (change) => {
      const zones = change.values.preferred_cache_cluster_azs;
      const nodes = number(change.values, "num_cache_clusters");
      if (
        !Array.isArray(zones) ||
        zones.length === 0 ||
        nodes === undefined ||
        change.action !== "create" ||
        zones.length === nodes
      )
        return undefined;
      return refuse(
        "preferred_cache_cluster_azs",
        `The number of preferred availability zones must equal the number of nodes: ${zones.length} zones are given for num_cache_clusters = ${nodes}.`,
        VALUE,
      );
    },
  },
  {
    ...base,
    name: "cache-login-encrypted",
    attributes: ["auth_token", "transit_encryption_enabled", "user_group_ids"],
    says: "A password or user groups need encryption in transit.",
    check: ({ values, prior }) => {
      if (values.transit_encryption_enabled !== false) return undefined;
      const stays = (name: string) => prior?.transit_encryption_enabled === false && given(prior, name);
      return ["auth_token", "user_group_ids"]
        .filter((name) => given(values, name) && !stays(name))
        .map((name) => refuse(name, `${name} needs encryption in transit. Set transit_encryption_enabled to true.`));
    },
  },
  {
    ...base,
    name: "cache-token-form",
    attributes: ["auth_token"],
    says: 'A token has 16 to 128 printable characters, none of which is /, " or @.',
    check: ({ values }) => {
      const token = text(values, "auth_token");
      if (token === undefined || /^(?:(?![/"@])[\x21-\x7e]){16,128}$/.test(token)) return undefined;
      return refuse(
        "auth_token",
        `Invalid AuthToken provided: it must have 16 to 128 printable characters without /, " and @.`,
        VALUE,
      );
    },
  },
  {
    ...base,
    name: "cache-encryption-step-by-step",
    attributes: ["transit_encryption_mode"],
    says: "Encryption in transit is turned on later by way of the mode preferred.",
    check: ({ values, prior }) => {
      const wasOff = prior?.transit_encryption_enabled === false;
      const mode = text(values, "transit_encryption_mode");
      if (!wasOff || !isTrue(values, "transit_encryption_enabled") || mode === undefined || mode === "preferred")
        return undefined;
      return refuse(
        "transit_encryption_mode",
        `Encryption in transit cannot be turned on with the mode ${mode}. Apply transit_encryption_mode = preferred first.`,
        VALUE,
      );
    },
  },
  {
    ...base,
    name: "cache-tiering",
    attributes: ["data_tiering_enabled", "node_type"],
    says: "r6gd nodes have data tiering, and no others.",
    check: ({ values, prior }) => {
      const node = text(values, "node_type");
      const tiered = values.data_tiering_enabled;
      if (prior && text(prior, "node_type") === node && prior.data_tiering_enabled === tiered) return undefined;
      if (node === undefined || typeof tiered !== "boolean" || tiered === node.startsWith("cache.r6gd."))
        return undefined;
      return refuse("data_tiering_enabled", `data_tiering_enabled must be ${!tiered} for ${node}.`);
    },
  },
  {
    ...base,
    types: [TYPE, CLUSTER],
    name: "cache-windows",
    attributes: ["maintenance_window", "snapshot_window"],
    says: `Snapshots have a daily and maintenance a weekly window, of at least ${SHORTEST} minutes.`,
    check: ({ values }) =>
      (["snapshot_window", "maintenance_window"] as const).flatMap((attribute) => {
        const [value, every] = [text(values, attribute), attribute === "snapshot_window" ? "day" : "week"];
        const window = value === undefined ? undefined : readWindow(value);
        if (value === undefined || (window?.every === every && window.length >= SHORTEST)) return [];
        const example = every === "day" ? "05:00-09:00" : "sun:23:00-mon:01:30";
        return [
          refuse(
            attribute,
            `"${value}" must be a window of ${SHORTEST} minutes or more, such as ${example}, in UTC.`,
            VALUE,
          ),
        ];
      }),
  },
  {
    ...base,
    types: [TYPE, CLUSTER],
    name: "cache-windows-apart",
    attributes: ["maintenance_window", "snapshot_window"],
    says: "The windows of snapshots and of maintenance do not overlap.",
    standing: "assumed",
    check: ({ values }) => {
      const [snapshot, maintenance] = ["snapshot_window", "maintenance_window"].map((name) => text(values, name) ?? "");
      const [one, other] = [readWindow(snapshot ?? ""), readWindow(maintenance ?? "")];
      if (!one || !other || !collide(one, other)) return undefined;
      return refuse(
        "snapshot_window",
        `The snapshot window and maintenance window must not overlap: ${snapshot} and ${maintenance}.`,
        VALUE,
      );
    },
  },
  {
    ...base,
    types: [TYPE, CLUSTER],
    name: "cache-parameters-of-engine",
    attributes: ["parameter_group_name"],
    says: "Its parameter group is of its engine and major version.",
    standing: "assumed",
    on: "world",
    check: ({ values }, platform) => {
      const [engine, version] = [text(values, "engine"), text(values, "engine_version")];
      const group = platform.find(["aws_elasticache_parameter_group"], text(values, "parameter_group_name") ?? "");
      const family = group && text(group.attributes, "family");
      if (family === undefined || engine === undefined || version === undefined) return undefined;
      const major = `${engine}${engine === "memcached" ? version.split(".").slice(0, 2).join(".") : series(version)}`;
      if (family.startsWith(major)) return undefined;
      return refuse(
        "parameter_group_name",
        `Expected a parameter group of family ${major} but found one of family ${family}.`,
      );
    },
  },
];
