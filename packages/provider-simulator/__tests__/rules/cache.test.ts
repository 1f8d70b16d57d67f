import { UNKNOWN } from "../../src/provider/value";
import { cacheRules } from "../../src/rules/aws/cache";
import { cacheLimitRules } from "../../src/rules/aws/cache-limits";
import { cacheReferences } from "../../src/rules/aws/cache-references";
import { cacheUserRules } from "../../src/rules/aws/cache-users";
import { referenceRules } from "../../src/rules/references";
import { ruleWorld } from "./world";

const rules = [...cacheRules, ...cacheLimitRules, ...cacheUserRules, ...cacheReferences.flatMap(referenceRules)];
const GROUP = "aws_elasticache_replication_group";
const USERS = "aws_elasticache_user_group";
const SERVERLESS = "aws_elasticache_serverless_cache";

function cloud() {
  const world = ruleWorld(rules);
  world.has("aws_elasticache_subnet_group", { id: "data", name: "data", subnet_ids: ["subnet-a"] });
  world.has("aws_elasticache_parameter_group", { id: "p8", name: "p8", family: "valkey8" });
  world.has("aws_elasticache_parameter_group", { id: "p7", name: "p7", family: "redis7" });
  world.has("aws_elasticache_user", { id: "app", user_id: "app", user_name: "app", passwords: ["x".repeat(16)] });
  world.has("aws_elasticache_user", { id: "open", user_id: "open", user_name: "open", no_password_required: true });
  world.has("aws_elasticache_user", { id: "mine", user_id: "mine", user_name: "default", passwords: ["x".repeat(16)] });
  world.has("aws_elasticache_user", { id: "app2", user_id: "app2", user_name: "app" });
  world.has(USERS, { id: "valkey", user_group_id: "valkey", engine: "valkey", user_ids: ["app"] });
  world.has(USERS, { id: "redis", user_group_id: "redis", engine: "redis", user_ids: ["mine", "app"] });
  world.has(GROUP, {
    id: "taken",
    replication_group_id: "taken",
    subnet_group_name: "data",
    user_group_ids: ["redis"],
  });
  return world;
}

const right = {
  replication_group_id: "cache",
  engine: "valkey",
  engine_version: "8.2",
  node_type: "cache.t4g.small",
  num_cache_clusters: 2,
  automatic_failover_enabled: true,
  multi_az_enabled: true,
  preferred_cache_cluster_azs: ["eu-central-1a", "eu-central-1b"],
  subnet_group_name: "data",
  parameter_group_name: "p8",
  user_group_ids: ["valkey"],
  transit_encryption_enabled: true,
  transit_encryption_mode: "required",
  snapshot_window: "01:00-02:00",
  maintenance_window: "sun:18:30-sun:19:30",
  snapshot_retention_limit: 7,
};

describe("a replication group", () => {
  it.each([
    ["that is right", {}],
    ["with what is not known", { transit_encryption_enabled: UNKNOWN, num_cache_clusters: UNKNOWN }],
    [
      "of one node without failover",
      {
        num_cache_clusters: 1,
        automatic_failover_enabled: false,
        multi_az_enabled: false,
        preferred_cache_cluster_azs: null,
      },
    ],
    ["of shards", { num_cache_clusters: null, num_node_groups: 2, preferred_cache_cluster_azs: null }],
    ["with a token", { user_group_ids: null, auth_token: "abcdefgh12345678!" }],
    ["with AWS's own parameters", { parameter_group_name: "default.valkey8" }],
    ["of r6gd with tiering", { node_type: "cache.r6gd.xlarge", data_tiering_enabled: true }],
    [
      "of Redis with its users",
      { engine: "redis", engine_version: "7.1", parameter_group_name: "p7", user_group_ids: ["redis"] },
    ],
  ])("%s is taken", (_, change) => {
    expect(cloud().create(GROUP, { ...right, ...change })).toEqual([]);
  });

  it.each([
    ["an id that is taken", { replication_group_id: "taken" }, "ReplicationGroupAlreadyExists"],
    ["an id of 41 characters", { replication_group_id: "x".repeat(41) }, "up to 40 letters"],
    ["an id with a hyphen last", { replication_group_id: "cache-" }, "no hyphen last"],
    ["failover of one node", { num_cache_clusters: 1 }, "at least one read replica"],
    ["Multi-AZ without failover", { automatic_failover_enabled: false }, "Multi-AZ needs automatic failover"],
    [
      "shards without failover",
      { num_cache_clusters: null, num_node_groups: 2, automatic_failover_enabled: false },
      "2 node groups need",
    ],
    ["nodes and shards", { num_node_groups: 2 }, "num_cache_clusters conflicts with num_node_groups"],
    ["other zones than nodes", { num_cache_clusters: 3 }, "2 zones are given for num_cache_clusters = 3"],
    ["a token and user groups", { auth_token: "abcdefgh12345678" }, "auth_token conflicts with user_group_ids"],
    ["user groups without TLS", { transit_encryption_enabled: false }, "user_group_ids needs encryption in transit"],
    [
      "a token without TLS",
      { user_group_ids: null, auth_token: "abcdefgh12345678", transit_encryption_enabled: false },
      "auth_token needs",
    ],
    ["a short token", { user_group_ids: null, auth_token: "short" }, "Invalid AuthToken"],
    ["a token with an @", { user_group_ids: null, auth_token: "abcdefgh@12345678" }, "Invalid AuthToken"],
    ["tiering of other nodes", { data_tiering_enabled: true }, "must be false for cache.t4g.small"],
    ["r6gd without tiering", { node_type: "cache.r6gd.xlarge", data_tiering_enabled: false }, "must be true"],
    ["a window of half an hour", { snapshot_window: "01:00-01:30" }, "60 minutes or more"],
    ["a daily window of maintenance", { maintenance_window: "18:30-19:30" }, "such as sun:23:00"],
    ["windows that overlap", { snapshot_window: "18:00-19:00" }, "must not overlap"],
    ["snapshots kept too long", { snapshot_retention_limit: 36 }, "0 to 35"],
    ["parameters of another engine", { parameter_group_name: "p7" }, "family valkey8 but found one of family redis7"],
    ["parameters that do not exist", { parameter_group_name: "none" }, "CacheParameterGroupNotFound"],
    [
      "users of Valkey for Redis",
      { engine: "redis", engine_version: "7.1", parameter_group_name: "p7" },
      "valkey is of engine valkey",
    ],
    [
      "users for an old Redis",
      { engine: "redis", engine_version: "5.0.6", parameter_group_name: null, user_group_ids: ["redis"] },
      "Redis OSS 6.0",
    ],
    ["subnets that do not exist", { subnet_group_name: "none" }, "CacheSubnetGroupNotFoundFault"],
  ])("is refused for %s", (_, change, said) => {
    expect(
      cloud()
        .create(GROUP, { ...right, ...change })
        .join(),
    ).toContain(said);
  });

  it("goes to TLS by way of preferred", () => {
    const prior = { ...right, user_group_ids: null, transit_encryption_enabled: false, transit_encryption_mode: null };
    const on = { ...prior, transit_encryption_enabled: true };
    expect(cloud().update(GROUP, prior, { ...on, transit_encryption_mode: "preferred" })).toEqual([]);
    expect(
      cloud()
        .update(GROUP, prior, { ...on, transit_encryption_mode: "required" })
        .join(),
    ).toContain("preferred first");
  });

  it("keeps what the platform decided", () => {
    const prior = { ...right, transit_encryption_enabled: false, num_cache_clusters: 1 };
    expect(cloud().update(GROUP, prior, { ...prior, description: "new" })).toEqual([]);
  });

  it("keeps its subnets and its user group", () => {
    expect(cloud().delete("aws_elasticache_subnet_group", { id: "data" }).join()).toContain("CacheSubnetGroupInUse");
    expect(cloud().delete(USERS, { id: "redis" }).join()).toContain("InvalidUserGroupState");
    expect(cloud().delete(USERS, { id: "valkey" })).toEqual([]);
  });
});

describe("a user", () => {
  const USER = "aws_elasticache_user";
  const named = { user_id: "new", user_name: "new", engine: "valkey", access_string: "on ~* +@all" };
  const password = "x".repeat(16);

  it.each([
    ["by IAM", { authentication_mode: [{ type: "iam" }] }],
    ["by password", { authentication_mode: [{ type: "password", passwords: [password] }] }],
    ["by a password that is not known yet", { authentication_mode: [{ type: "password", passwords: UNKNOWN }] }],
    ["that needs none", { no_password_required: true }],
  ])("%s is taken", (_, values) => {
    expect(cloud().create(USER, { ...named, ...values })).toEqual([]);
  });

  it.each([
    ["a taken id", { user_id: "app" }, "UserAlreadyExists"],
    [
      "IAM under another name",
      { user_name: "x", authentication_mode: [{ type: "iam" }] },
      "must be the same as the user id",
    ],
    ["IAM and a password", { authentication_mode: [{ type: "iam", passwords: [password] }] }, "has no passwords"],
    ["no password", { authentication_mode: [{ type: "password" }] }, "needs passwords"],
    ["a short one", { passwords: ["short"] }, "16 to 128 characters"],
    ["three", { passwords: [password, `${password}1`, `${password}2`] }, "3 passwords are given; 2 are allowed"],
    [
      "one that is not needed",
      { no_password_required: true, passwords: [password] },
      "needs no password, and one is given",
    ],
    ["one in the access string", { access_string: "on >secret ~* +@all" }, ">... is not allowed"],
  ])("is refused for %s", (_, values, said) => {
    const found = cloud()
      .create(USER, { ...named, ...values })
      .join();
    expect(found).toContain(said);
    expect(found).not.toContain("secret");
  });

  it("goes while groups name it, unless it is their default", () => {
    expect(cloud().delete(USER, { id: "app", user_id: "app", user_name: "app" })).toEqual([]);
    expect(cloud().delete(USER, { id: "mine", user_id: "mine", user_name: "default" }).join()).toContain(
      "DefaultUserAssociatedToUserGroup",
    );
  });
});

describe("a user group", () => {
  it.each([
    ["of Valkey without a default", "valkey", ["app"], ""],
    ["of Valkey with an open user", "valkey", ["open"], "takes users with a password or IAM only"],
    ["of Redis with its own default", "redis", ["mine", "app"], ""],
    ["of Redis with AWS's default", "redis", ["default", "app"], ""],
    ["of Redis with somebody unknown", "redis", ["app", UNKNOWN], ""],
    ["of Redis without a default", "redis", ["app"], "DefaultUserRequired"],
    ["with a name twice", "valkey", ["app", "app2"], "Two users of the group are named app"],
    ["with nobody known", "valkey", ["none"], "UserNotFound"],
  ])("%s", (_, engine, user_ids, said) => {
    const found = cloud().create(USERS, { user_group_id: "new", engine, user_ids });
    if (said === "") expect(found).toEqual([]);
    else expect(found.join()).toContain(said);
  });
});

describe("a serverless cache", () => {
  const limits = (minimum: number, maximum: number) => ({
    cache_usage_limits: [{ ecpu_per_second: [{ minimum, maximum }] }],
  });

  it.each([
    [{ name: "cache", engine: "valkey", user_group_id: "valkey", ...limits(1000, 5000) }, ""],
    [{ name: "cache-" }, "no hyphen last"],
    [limits(5000, 1000), "above its maximum"],
    [limits(500, 5000), "must be 1000 to 15000000"],
    [{ engine: "memcached", user_group_id: "valkey" }, "Leave user_group_id out"],
    [{ snapshot_retention_limit: 36 }, "0 to 35"],
  ])("with %p", (values, said) => {
    const found = cloud().create(SERVERLESS, values);
    if (said === "") expect(found).toEqual([]);
    else expect(found.join()).toContain(said);
  });
});
