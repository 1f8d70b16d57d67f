import { committedSchemas } from "provider-schemas";
import { fillUnknown } from "../../src/provider/fill";
import { UNKNOWN, type Value, type Values } from "../../src/provider/value";
import { mapBlock } from "../../src/provider/walk";

const schemas = Object.values(committedSchemas().provider_schemas);
const resource = (type: string) => {
  const schema = schemas.flatMap(({ resource_schemas = {} }) => resource_schemas[type] ?? [])[0];
  if (!schema) throw new Error(`no ${type}`);
  return schema;
};

function created(type: string, given: Values = {}, region = "eu-central-1", seed = `${type}#1`): Values {
  const { block } = resource(type);
  const planned = mapBlock(block, given, (value, _name, { computed }) =>
    value === null && computed ? UNKNOWN : value,
  );
  return fillUnknown(block, planned, { type, seed, region, account: "111122223333" });
}

describe("ids", () => {
  it.each([
    ["aws_vpc", /^vpc-[0-9a-f]{17}$/],
    ["aws_subnet", /^subnet-[0-9a-f]{17}$/],
    ["aws_security_group", /^sg-[0-9a-f]{17}$/],
    ["aws_route_table", /^rtb-[0-9a-f]{17}$/],
    ["aws_internet_gateway", /^igw-[0-9a-f]{17}$/],
    ["aws_nat_gateway", /^nat-[0-9a-f]{17}$/],
    ["aws_eip", /^eipalloc-[0-9a-f]{17}$/],
    ["aws_vpc_endpoint", /^vpce-[0-9a-f]{17}$/],
    ["aws_flow_log", /^fl-[0-9a-f]{17}$/],
    ["aws_vpc_security_group_ingress_rule", /^sgr-[0-9a-f]{17}$/],
    ["aws_kms_key", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ["aws_route53_zone", /^Z[0-9A-F]{20}$/],
  ])("of %s have its form", (type, form) => {
    expect(created(type).id).toMatch(form);
  });

  it.each<[string, Values, string]>([
    ["aws_s3_bucket", { bucket: "logs" }, "logs"],
    ["aws_s3_bucket_versioning", { bucket: "logs" }, "logs"],
    ["aws_iam_role", { name: "worker" }, "worker"],
    ["aws_iam_role_policy", { role: "worker", name: "read" }, "worker:read"],
    ["aws_cloudwatch_log_group", { name: "/vpc" }, "/vpc"],
    ["kubernetes_namespace_v1", { metadata: [{ name: "app" }] }, "app"],
    ["helm_release", { name: "nginx" }, "nginx"],
  ])("of %s are what names it", (type, given, id) => {
    expect(created(type, given).id).toBe(id);
  });
});

describe("ARNs", () => {
  it.each([
    ["eu-central-1", "arn:aws:"],
    ["cn-north-1", "arn:aws-cn:"],
    ["us-gov-west-1", "arn:aws-us-gov:"],
  ])("in %s begin with %s", (region, prefix) => {
    const { arn, id } = created("aws_vpc", {}, region);
    expect(arn).toBe(`${prefix}ec2:${region}:111122223333:vpc/${id}`);
  });

  it("name neither region nor account for a bucket, and no region for a role", () => {
    expect(created("aws_s3_bucket", { bucket: "logs" }).arn).toBe("arn:aws:s3:::logs");
    expect(created("aws_iam_role", { name: "worker" }).arn).toBe("arn:aws:iam::111122223333:role/worker");
    expect(created("aws_db_instance", { identifier: "main" }).arn).toMatch(/^arn:aws:rds:[^:]+:111122223333:db:main$/);
  });
});

describe("every computed value of every type", () => {
  const types = schemas.flatMap(({ resource_schemas = {} }) => Object.keys(resource_schemas));

  const hasUnknown = (value: Value): boolean =>
    value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));

  it.each(types)("of %s is known, and the same at each call", (type) => {
    const first = created(type);
    expect(hasUnknown(first)).toBe(false);
    expect(created(type)).toEqual(first);
  });

  it("differs between two objects that have nothing in common but their type", () => {
    expect(created("aws_vpc", {}, "eu-central-1", "1").id).not.toBe(created("aws_vpc", {}, "eu-central-1", "2").id);
  });
});

describe("random values", () => {
  it("have the length, classes and minimum that were asked for", () => {
    const { result } = created("random_password", { length: 20, special: false, upper: false, min_numeric: 5 });
    expect(result).toMatch(/^[a-z0-9]{20}$/);
    expect(String(result).replace(/\D/g, "").length).toBeGreaterThanOrEqual(5);
  });

  it("use only the special characters that were allowed", () => {
    const given = { length: 40, lower: false, upper: false, numeric: false, override_special: "_-" };
    expect(created("random_password", given).result).toMatch(/^[_-]{40}$/);
  });
});
