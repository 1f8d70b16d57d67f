import { number, text } from "../access";
import type { Refusal, Rule } from "../rule";
import { uniqueRule } from "./unique";
import { formRule, rangeRule } from "./values";

const API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference";
const PROVIDER =
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elasticache/replication_group.go";
const PROVIDER_SERVERLESS =
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elasticache/serverless_cache.go";
const TYPE = "aws_elasticache_replication_group";
const SERVERLESS = "aws_elasticache_serverless_cache";
const VALUE = "InvalidParameterValue";
const documented = { source: `${API}/API_CreateReplicationGroup.html`, standing: "documented" } as const;
const cluster = {
  type: "aws_elasticache_cluster",
  source: `${API}/API_CreateCacheCluster.html`,
  standing: "documented",
} as const;
const serverless = {
  type: SERVERLESS,
  source: `${API}/API_CreateServerlessCache.html`,
  standing: "documented",
} as const;
const onServerless = {
  type: SERVERLESS,
  code: "InvalidParameterValue",
  source: `${API}/API_CreateServerlessCache.html`,
} as const;

/** Names, numbers and what a serverless cache may use. */
export const cacheLimitRules: readonly Rule[] = [
  uniqueRule({
    type: TYPE,
    attribute: "replication_group_id",
    within: "region",
    code: "ReplicationGroupAlreadyExists",
    ...documented,
  }),
  uniqueRule({ ...cluster, attribute: "cluster_id", within: "region", code: "CacheClusterAlreadyExists" }),
  uniqueRule({ ...serverless, attribute: "name", within: "region", code: "ServerlessCacheAlreadyExistsFault" }),
  ...(
    [
      ["aws_elasticache_subnet_group", "CacheSubnetGroupAlreadyExists", "API_CreateCacheSubnetGroup"],
      ["aws_elasticache_parameter_group", "CacheParameterGroupAlreadyExists", "API_CreateCacheParameterGroup"],
    ] as const
  ).map(([type, code, page]) =>
    uniqueRule({
      type,
      attribute: "name",
      within: "region",
      code,
      source: `${API}/${page}.html`,
      standing: "documented",
    }),
  ),
  formRule({
    type: TYPE,
    attribute: "replication_group_id",
    form: /^[a-z](?!.*--)[a-z0-9-]{0,39}(?<!-)$/i,
    is: "up to 40 letters, digits and single hyphens, a letter first, no hyphen last",
    code: VALUE,
    ...documented,
  }),
  formRule({
    ...cluster,
    attribute: "cluster_id",
    form: /^[a-z](?!.*--)[a-z0-9-]{0,49}(?<!-)$/i,
    is: "up to 50 letters, digits and single hyphens, a letter first, no hyphen last",
    code: VALUE,
  }),
  rangeRule({
    type: TYPE,
    attribute: "snapshot_retention_limit",
    from: 0,
    to: 35,
    code: VALUE,
    source: PROVIDER,
    standing: "documented",
  }),
  uniqueRule({
    source: `${API}/API_CreateUser.html`,
    standing: "documented",
    type: "aws_elasticache_user",
    attribute: "user_id",
    within: "region",
    code: "UserAlreadyExists",
  }),
  uniqueRule({
    source: `${API}/API_CreateUserGroup.html`,
    standing: "documented",
    type: "aws_elasticache_user_group",
    attribute: "user_group_id",
    within: "region",
    code: "UserGroupAlreadyExists",
  }),
  formRule({
    ...onServerless,
    attribute: "name",
    form: /^[a-z](?!.*--)[a-z0-9-]{0,39}(?<!-)$/i,
    is: "up to 40 letters, digits and single hyphens, a letter first, no hyphen last",
    standing: "assumed",
  }),
  ...(
    [
      ["snapshot_retention_limit", 0, 35, "documented"],
      ["cache_usage_limits.data_storage.minimum", 1, 5000, "assumed"],
      ["cache_usage_limits.data_storage.maximum", 1, 5000, "assumed"],
      ["cache_usage_limits.ecpu_per_second.minimum", 1000, 15_000_000, "documented"],
      ["cache_usage_limits.ecpu_per_second.maximum", 1000, 15_000_000, "documented"],
    ] as const
  ).map(([attribute, from, to, standing]) =>
    rangeRule({ ...onServerless, source: PROVIDER_SERVERLESS, attribute, from, to, standing }),
  ),
  {
    name: "serverless-cache-limits",
    types: [SERVERLESS],
    attributes: ["cache_usage_limits.data_storage.minimum", "cache_usage_limits.ecpu_per_second.minimum"],
    says: "What it may use at least is not above what it may use at most.",
    source: onServerless.source,
    standing: "assumed",
    on: "values",
    check: ({ values }) =>
      ["data_storage", "ecpu_per_second"].flatMap((name): Refusal[] => {
        const attribute = `cache_usage_limits.${name}.minimum`;
        const [least, most] = [number(values, attribute), number(values, `cache_usage_limits.${name}.maximum`)];
        if (least === undefined || most === undefined || least <= most) return [];
        return [
          {
            attribute,
            code: onServerless.code,
            message: `The minimum of ${name} is ${least}, above its maximum, ${most}.`,
          },
        ];
      }),
  },
  {
    name: "serverless-cache-users",
    types: [SERVERLESS],
    attributes: ["user_group_id"],
    says: "Memcached has no user groups.",
    source: onServerless.source,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      if (text(values, "engine") !== "memcached" || text(values, "user_group_id") === undefined) return undefined;
      return {
        attribute: "user_group_id",
        code: "InvalidParameterCombination",
        message: "User groups are for Valkey and Redis OSS. Leave user_group_id out for Memcached.",
      };
    },
  },
];
