import { publishedReplacement } from "../../src/rules/published";

describe("what needs another object, as the AWS provider does it", () => {
  test.each<[string, string[]]>([
    ["aws_vpc", ["cidr_block", "ipv4_ipam_pool_id", "ipv4_netmask_length"]],
    ["aws_subnet", ["availability_zone", "availability_zone_id", "cidr_block", "ipv6_native", "outpost_arn", "vpc_id"]],
    [
      "aws_db_instance",
      [
        "availability_zone",
        "backup_target",
        "character_set_name",
        "custom_iam_instance_profile",
        "db_name",
        "engine",
        "kms_key_id",
        "nchar_character_set_name",
        "restore_to_point_in_time",
        "s3_import",
        "snapshot_identifier",
        "storage_encrypted",
        "timezone",
        "username",
      ],
    ],
    [
      "aws_eks_cluster",
      [
        "access_config.bootstrap_cluster_creator_admin_permissions",
        "bootstrap_self_managed_addons",
        "compute_config.node_role_arn",
        "kubernetes_network_config.ip_family",
        "kubernetes_network_config.service_ipv4_cidr",
        "name",
        "outpost_config.control_plane_instance_type",
        "outpost_config.control_plane_placement.group_name",
        "role_arn",
      ],
    ],
    ["aws_kms_key", ["custom_key_store_id", "customer_master_key_spec", "key_usage", "multi_region", "xks_key_id"]],
    ["aws_iam_role_policy_attachment", ["policy_arn", "role"]],
    ["aws_route_table_association", ["gateway_id", "subnet_id"]],
    ["aws_s3_bucket_versioning", ["bucket", "expected_bucket_owner"]],
    ["aws_security_group", ["description", "name", "name_prefix", "vpc_id"]],
    ["aws_vpc_security_group_ingress_rule", ["security_group_id"]],
    ["aws_internet_gateway", []],
    ["aws_nothing", []],
  ])("%s", (type, paths) => {
    expect(publishedReplacement(type)).toEqual(paths);
  });

  test("a change of tags never does", () => {
    for (const type of ["aws_vpc", "aws_db_instance", "aws_eks_cluster", "aws_kms_key", "aws_lb"]) {
      expect(publishedReplacement(type)).not.toContain("tags");
    }
  });
});
