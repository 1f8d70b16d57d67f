import path from "node:path";
import type { Schema } from "provider-schemas";
import { deriveSchemas, openProviderPackage } from "provider-schemas/src/derive";
import { replacement } from "../../src/rules/replacement";

const bindings = openProviderPackage("@cdktf/provider-aws", path.join(__dirname, "..", ".."));
const schemas = Object.values(
  deriveSchemas(bindings, ["db-instance", "eks-cluster", "s3-bucket", "kms-key", "subnet", "secretsmanager-secret"])
    .provider_schemas,
)[0]?.resource_schemas;

const schemaOf = (type: string): Schema => {
  const schema = schemas?.[type];
  if (!schema) throw new Error(`There is no ${type}.`);
  return schema;
};

describe("what a change replaces", () => {
  it.each([
    ["aws_db_instance", ["engine", "storage_encrypted", "kms_key_id", "username", "availability_zone", "db_name"]],
    ["aws_eks_cluster", ["name", "role_arn", "kubernetes_network_config.service_ipv4_cidr"]],
    ["aws_s3_bucket", ["bucket", "object_lock_enabled"]],
    ["aws_kms_key", ["key_usage", "multi_region"]],
    ["aws_subnet", ["cidr_block", "vpc_id", "availability_zone"]],
    ["aws_secretsmanager_secret", ["name"]],
  ])("of %s: %j", (type, paths) => {
    expect(replacement(type, schemaOf(type))).toEqual(expect.arrayContaining(paths));
  });

  it.each([
    [
      "aws_db_instance",
      [
        "allocated_storage",
        "apply_immediately",
        "backup_retention_period",
        "blue_green_update",
        "db_subnet_group_name",
        "deletion_protection",
        "engine_version",
        "identifier",
        "instance_class",
        "multi_az",
        "parameter_group_name",
        "password_wo_version",
        "replicate_source_db",
        "skip_final_snapshot",
        "tags",
      ],
    ],
    ["aws_eks_cluster", ["version", "vpc_config.subnet_ids", "upgrade_policy", "deletion_protection", "tags"]],
    ["aws_s3_bucket", ["force_destroy", "tags"]],
    ["aws_kms_key", ["policy", "description", "deletion_window_in_days", "enable_key_rotation"]],
    ["aws_subnet", ["map_public_ip_on_launch", "tags"]],
  ])("is nothing when it is in place, for %s: %j", (type, names) => {
    const replaced = replacement(type, schemaOf(type));
    expect(names.filter((name) => replaced.includes(name))).toEqual([]);
  });

  it("is what holds data, for an argument that nobody has said anything about", () => {
    const schema: Schema = { block: { attributes: { brand_new: { type: "string", optional: true } } } };
    expect(replacement("aws_ebs_volume", schema)).toEqual(["brand_new"]);
    expect(replacement("aws_internet_gateway", schema)).toEqual([]);
  });
});
