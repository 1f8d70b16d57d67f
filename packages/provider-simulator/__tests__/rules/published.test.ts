import { UNKNOWN, type Values } from "../../src/provider/value";
import { publishedReferences, publishedRefusals } from "../../src/rules/published";

const REGION = "eu-central-1";

function refused(type: string, values: Values, region = REGION): string[] {
  return publishedRefusals(type, values, region).map(({ attribute = "", message }) => `${attribute}: ${message}`);
}

describe("values that AWS publishes as allowed", () => {
  test.each<[string, Values]>([
    ["aws_cloudwatch_log_group", { name: "/httpsok/app", retention_in_days: 365, log_group_class: "STANDARD" }],
    ["aws_cloudwatch_metric_alarm", { comparison_operator: "GreaterThanThreshold", evaluation_periods: 3, period: 60 }],
    ["aws_db_instance", { identifier: "app-primary", username: "admin", database_insights_mode: "standard" }],
    ["aws_db_proxy", { engine_family: "MYSQL", vpc_subnet_ids: ["subnet-1", "subnet-2"] }],
    ["aws_ecr_repository", { name: "team/app", image_tag_mutability: "IMMUTABLE" }],
    ["aws_backup_selection", { name: "all", selection_tag: [{ type: "STRINGEQUALS", key: "backup", value: "yes" }] }],
    ["aws_eks_cluster", { name: "main", version: "1.36", enabled_cluster_log_types: ["api", "audit"] }],
    ["aws_eks_node_group", { capacity_type: "SPOT", scaling_config: [{ min_size: 0, max_size: 3, desired_size: 1 }] }],
    ["aws_iam_role", { name: "app-reader", path: "/apps/", max_session_duration: 3600 }],
    ["aws_kms_key", { key_usage: "ENCRYPT_DECRYPT", deletion_window_in_days: 30, rotation_period_in_days: 90 }],
    ["aws_lb", { load_balancer_type: "network", ip_address_type: "dualstack" }],
    ["aws_lb_target_group", { target_type: "ip", protocol: "HTTP", port: 8080, health_check: [{ interval: 10 }] }],
    ["aws_s3_bucket_lifecycle_configuration", { rule: [{ id: "old", status: "Enabled", transition: [{ days: 0 }] }] }],
    ["aws_s3_bucket_versioning", { versioning_configuration: [{ status: "Disabled" }] }],
    ["aws_sqs_queue", { delay_seconds: 900, message_retention_seconds: 1209600 }],
    ["aws_ssm_parameter", { type: "SecureString", tier: "Standard" }],
    ["aws_vpc", { instance_tenancy: "dedicated", ipv4_ipam_pool_id: "ipam-pool-1" }],
    ["aws_wafv2_web_acl", { scope: "REGIONAL", name: "edge" }],
  ])("%s takes %j", (type, values) => {
    expect(refused(type, values)).toEqual([]);
  });
});

describe("values outside what AWS publishes", () => {
  test.each<[string, Values, RegExp]>([
    ["aws_cloudwatch_log_group", { retention_in_days: 31 }, /^retention_in_days: .* is 31; it must be one of 1, 3, 5/],
    ["aws_cloudwatch_log_group", { name: "a b" }, /^name: name is "a b"; it must match /],
    ["aws_cloudwatch_metric_alarm", { comparison_operator: "Greater" }, /must be one of GreaterThanOrEqualToThreshold/],
    ["aws_db_instance", { identifier: "1st" }, /^identifier: identifier is "1st"/],
    ["aws_db_proxy", { vpc_subnet_ids: ["subnet-1"] }, /has 1 item and must have at least 2/],
    ["aws_ecr_repository", { name: "Team/App" }, /^name: /],
    [
      "aws_eks_cluster",
      { enabled_cluster_log_types: ["api", "kubelet"] },
      /is "kubelet"; it must be one of api, audit/,
    ],
    ["aws_eks_node_group", { taint: [{ key: "a", effect: "NoSchedule" }] }, /^taint.effect: .*NO_SCHEDULE/],
    ["aws_iam_role", { name: "a".repeat(65) }, /has 65 characters and must have between 1 and 64/],
    ["aws_iam_role", { max_session_duration: 60 }, /is 60; it must be between 3600 and 43200/],
    ["aws_kms_key", { deletion_window_in_days: 5n }, /is 5; it must be between 7 and 30/],
    ["aws_lb", { load_balancer_type: "classic" }, /must be one of application, gateway, network/],
    ["aws_lb_target_group", { health_check: [{ interval: 301 }] }, /^health_check.interval: /],
    [
      "aws_s3_bucket_lifecycle_configuration",
      { rule: [{ transition: [{ storage_class: "COLD" }] }] },
      /^rule.transition.storage_class: .* is "COLD"/,
    ],
    [
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "On" }] },
      /^versioning_configuration.status: /,
    ],
    ["aws_sqs_queue", { delay_seconds: 901 }, /must be between 0 and 900/],
    ["aws_ssm_parameter", { type: "Secret" }, /must be one of String, StringList, SecureString/],
    ["aws_vpc", { instance_tenancy: "shared" }, /^instance_tenancy: /],
  ])("%s refuses %j", (type, values, message) => {
    expect(refused(type, values)).toEqual([expect.stringMatching(message)]);
  });

  test("all are reported at once", () => {
    expect(refused("aws_sqs_queue", { delay_seconds: 901, visibility_timeout_seconds: 43201 })).toHaveLength(2);
  });

  test("also in statements inside statements", () => {
    const search = { field_to_match: [{ headers: [{ match_scope: "SOME" }] }] };
    const statement = { and_statement: [{ statement: [{ byte_match_statement: [search] }, {}] }] };
    expect(refused("aws_wafv2_web_acl", { rule: [{ statement: [statement] }] })).toEqual([
      expect.stringMatching(/match_scope is "SOME"; it must be one of ALL, KEY, VALUE/),
    ]);
  });
});

describe("what is not a value", () => {
  test.each<[string, Values]>([
    ["null", { retention_in_days: null, name: null }],
    ["unknown", { retention_in_days: UNKNOWN, name: UNKNOWN }],
    ["empty, as the provider has what is not given", { retention_in_days: 0, name: "" }],
  ])("%s passes", (_, values) => {
    expect(refused("aws_cloudwatch_log_group", values)).toEqual([]);
  });

  test("no items pass, and an unknown item counts as one", () => {
    expect(refused("aws_db_proxy", { vpc_subnet_ids: [] })).toEqual([]);
    expect(refused("aws_db_proxy", { vpc_subnet_ids: [UNKNOWN, UNKNOWN] })).toEqual([]);
  });

  test("a type that is not mapped has no refusals", () => {
    expect(refused("aws_lambda_function", { runtime: "cobol" })).toEqual([]);
  });
});

describe("an object that is there", () => {
  test("keeps what it has, though it is outside", () => {
    const prior = { retention_in_days: 31, name: "app" };
    expect(publishedRefusals("aws_cloudwatch_log_group", { ...prior, skip_destroy: true }, REGION, prior)).toEqual([]);
  });

  test("cannot get what is outside", () => {
    const prior = { retention_in_days: 30, name: "app" };
    expect(
      publishedRefusals("aws_cloudwatch_log_group", { ...prior, retention_in_days: 31 }, REGION, prior),
    ).toHaveLength(1);
  });
});

describe("attributes that exclude each other", () => {
  test("one is enough", () => {
    expect(refused("aws_vpc_security_group_egress_rule", { cidr_ipv4: "0.0.0.0/0", cidr_ipv6: null })).toEqual([]);
  });

  test("two are refused by name", () => {
    const values = { cidr_ipv4: "0.0.0.0/0", referenced_security_group_id: "sg-1" };
    expect(refused("aws_vpc_security_group_egress_rule", values)).toEqual([
      "cidr_ipv4: cidr_ipv4 and referenced_security_group_id exclude each other. Leave all but one out.",
    ]);
  });

  test("each block is looked at for itself", () => {
    const [s3, custom] = [{ s3_origin_config: [{}] }, { custom_origin_config: [{}] }];
    expect(refused("aws_cloudfront_distribution", { origin: [s3, custom] })).toEqual([]);
    expect(refused("aws_cloudfront_distribution", { origin: [{ ...s3, ...custom }] })).toHaveLength(1);
  });
});

describe("classes of machines", () => {
  const database = (instance_class: string, region = REGION) =>
    refused("aws_db_instance", { engine: "mysql", instance_class }, region);

  test.each(["db.t4g.micro", "db.r6g.large", "db.m5.xlarge"])("%s is a class", (name) => {
    expect(database(name)).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ["db.tt3.micro", /there is no family db\.tt3/],
    ["t3.micro", /there is no family t3/],
    ["large", /there is no family large/],
    ["db.t3.mirco", /the sizes of db\.t3 are /],
    ["db.m5x.large", /of this series there are .*db\.m5d/],
  ])("%s is refused", (name, message) => {
    expect(database(name)).toEqual([expect.stringMatching(message)]);
  });

  test("a generation that is newer than the list passes", () => {
    expect(database("db.m99g.large")).toEqual([]);
  });

  test("a past generation is refused in a region that did not get it", () => {
    expect(database("db.m4.large", "ap-southeast-7")).toEqual([
      expect.stringMatching(/not offered in ap-southeast-7, but in .*us-east-1/),
    ]);
  });

  test("without an engine nothing is known", () => {
    expect(refused("aws_db_instance", { instance_class: "db.tt3.micro" })).toEqual([]);
    expect(refused("aws_db_instance", { instance_class: "db.tt3.micro", engine: UNKNOWN })).toEqual([]);
  });

  test("each of a list is looked at", () => {
    expect(refused("aws_eks_node_group", { instance_types: ["m5.large", "m5.huge"] })).toHaveLength(1);
    expect(refused("aws_instance", { instance_type: "t3.medium" })).toEqual([]);
    expect(refused("aws_elasticache_replication_group", { node_type: "cache.t4g.small" })).toEqual([]);
    expect(refused("aws_elasticache_replication_group", { node_type: "cache.t4g.smal" })).toHaveLength(1);
  });
});

describe("versions of engines", () => {
  test.each([
    ["mysql", "8.4"],
    ["mysql", "8.4.7"],
    ["mysql", "8.4.999"],
    ["mysql", "8.0.46-rds.20260624"],
    ["mysql", "8"],
    ["mariadb", "11.4"],
    ["postgres", "16"],
    ["postgres", "16.999"],
    ["oracle-ee", "19.0.0.0.ru-2024-01.rur-2024-01.r1"],
  ])("%s %s is one, or newer than the list", (engine, engine_version) => {
    expect(refused("aws_db_instance", { engine, engine_version })).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ["mysql", "8.3", /the versions are 5\.5, .*8\.4/],
    ["mysql", "8.4.1", /of 8\.4 there are .*8\.4\.3/],
    ["postgres", "99", /the versions are /],
  ])("%s %s is refused", (engine, engine_version, message) => {
    expect(refused("aws_db_instance", { engine, engine_version })).toEqual([expect.stringMatching(message)]);
  });

  test("of a cache too", () => {
    const cache = (engine: string, engine_version: string) =>
      refused("aws_elasticache_replication_group", { engine, engine_version });
    expect(cache("valkey", "8.1")).toEqual([]);
    expect(cache("redis", "6.x")).toEqual([]);
    expect(cache("valkey", "3.0")).toHaveLength(1);
  });
});

test("a type that a region lacks is refused there", () => {
  const values = { engine_family: "MYSQL" };
  expect(publishedRefusals("aws_db_proxy", values, "ap-east-2")).toEqual([
    { code: "UnsupportedOperation", message: "ap-east-2 does not offer aws_db_proxy. Choose another region." },
  ]);
});

test("references name attributes and the types they lead to", () => {
  expect(publishedReferences("aws_subnet")).toContainEqual({ attribute: "vpc_id", types: ["aws_vpc"] });
  expect(publishedReferences("aws_db_instance")).toContainEqual({ attribute: "kms_key_id", types: ["aws_kms_key"] });
  expect(publishedReferences("aws_nothing")).toEqual([]);
});
