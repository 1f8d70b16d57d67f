/**
 * Where the AWS provider replaces, or does not, other than CloudFormation. Each is what the schema (`ForceNew`), the plan
 * modifiers or the update function of the provider's resource do:
 * https://github.com/hashicorp/terraform-provider-aws/tree/v6.25.0/internal/service
 */
interface Correction {
  readonly paths: readonly string[];
  /** Whether a change of them needs another object. */
  readonly replaces: boolean;
  readonly because: string;
}

const PREFIX = replaced("it is the beginning of the name, which is for good", "name_prefix");
const BUCKET = replaced("the setting belongs to this bucket for good", "bucket");
const OWNED_BUCKET = replaced("the setting belongs to this bucket for good", "bucket", "expected_bucket_owner");
const WHOLE = "the object is nothing but this relation";
const RULE = "the provider calls ModifySecurityGroupRules";

export const REPLACEMENT: Readonly<Record<string, readonly Correction[]>> = {
  aws_acm_certificate: [
    replaced("a certificate is validated once", "validation_option.domain_name", "validation_option.validation_domain"),
    replaced("whether the key can be exported is set at the request", "options.export"),
  ],
  aws_acm_certificate_validation: [replaced(WHOLE, "certificate_arn", "validation_record_fqdns")],
  aws_autoscaling_group: [PREFIX],
  aws_backup_plan: [replaced("the provider does not rename a plan", "name")],
  aws_backup_selection: [replaced("a selection belongs to its plan", "plan_id")],
  aws_cloudfront_distribution: [replaced("a distribution is for staging, or is not, from the start", "staging")],
  aws_cloudfront_origin_access_control: [replaced("the provider does not rename it", "name")],
  aws_cloudwatch_event_rule: [PREFIX],
  aws_cloudwatch_event_target: [
    replaced("a target is known by its rule, bus and id", "rule", "event_bus_name", "target_id"),
  ],
  aws_cloudwatch_log_group: [PREFIX, replaced("the class is set when the group is created", "log_group_class")],
  aws_db_instance: [
    replaced(
      "it says what the instance is created from, or where",
      "availability_zone",
      "restore_to_point_in_time",
      "s3_import",
      "snapshot_identifier",
    ),
    replaced("an instance keeps its engine", "engine"),
    inPlace("ModifyDBInstance takes it", "db_subnet_group_name", "identifier", "port"),
  ],
  aws_db_option_group: [PREFIX],
  aws_db_parameter_group: [PREFIX],
  aws_db_proxy: [inPlace("ModifyDBProxy takes a new name", "name")],
  aws_db_proxy_target: [
    replaced(WHOLE, "db_proxy_name", "target_group_name", "db_instance_identifier", "db_cluster_identifier"),
  ],
  aws_db_subnet_group: [PREFIX],
  aws_ebs_volume: [
    replaced(
      "ModifyVolume takes type, size and speed alone",
      "availability_zone",
      "encrypted",
      "kms_key_id",
      "multi_attach_enabled",
      "outpost_arn",
      "snapshot_id",
    ),
  ],
  aws_ecr_lifecycle_policy: [replaced("the provider has no update of a policy", "policy", "repository")],
  aws_eip: [replaced("it says where the address comes from", "customer_owned_ipv4_pool", "public_ipv4_pool")],
  aws_eks_access_policy_association: [replaced(WHOLE, "access_scope", "cluster_name", "policy_arn", "principal_arn")],
  aws_eks_cluster: [
    replaced("the provider does not give nodes another role", "compute_config.node_role_arn"),
    inPlace("UpdateClusterConfig takes them", "vpc_config.security_group_ids", "vpc_config.subnet_ids"),
    inPlace(
      "encryption can be added to a cluster",
      "encryption_config",
      "encryption_config.provider",
      "encryption_config.provider.key_arn",
      "encryption_config.resources",
    ),
    inPlace("the provider leaves the list alone", "outpost_config.outpost_arns"),
  ],
  aws_eks_node_group: [
    replaced("it is the beginning of the name, which is for good", "node_group_name_prefix"),
    replaced("a group keeps its template and takes new versions of it", "launch_template.id", "launch_template.name"),
  ],
  aws_elasticache_parameter_group: [replaced("there is no request to change them", "name", "description")],
  aws_elasticache_replication_group: [
    replaced("security groups outside a VPC are for good", "security_group_names"),
    inPlace("Redis OSS becomes Valkey in place", "engine"),
    inPlace(
      "replicas are added and removed",
      "replicas_per_node_group",
      "node_group_configuration.replica_count",
      "preferred_cache_cluster_azs",
    ),
  ],
  aws_elasticache_user: [inPlace("ModifyUser takes it", "engine")],
  aws_elasticache_user_group: [inPlace("ModifyUserGroup takes it", "engine")],
  aws_flow_log: [
    replaced(
      "a flow log is never changed",
      "eni_id",
      "subnet_id",
      "transit_gateway_attachment_id",
      "transit_gateway_id",
      "vpc_id",
    ),
  ],
  aws_iam_instance_profile: [PREFIX],
  aws_iam_policy: [PREFIX],
  aws_iam_role: [PREFIX],
  aws_iam_role_policy: [PREFIX],
  aws_iam_role_policy_attachment: [replaced(WHOLE, "policy_arn", "role")],
  aws_instance: [
    replaced(
      "it is said at launch only",
      "ephemeral_block_device",
      "hibernation",
      "instance_market_options",
      "placement_partition_number",
      "tenancy",
    ),
    replaced(
      "volumes of a launch are made once",
      ...["device_name", "encrypted", "iops", "snapshot_id", "throughput", "volume_size", "volume_type"].map(
        (name) => `ebs_block_device.${name}`,
      ),
      "root_block_device.encrypted",
      "root_block_device.kms_key_id",
    ),
  ],
  aws_kms_alias: [PREFIX],
  aws_kms_key: [
    replaced(
      "a key keeps its kind (https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html)",
      "custom_key_store_id",
      "customer_master_key_spec",
      "key_usage",
      "multi_region",
      "xks_key_id",
    ),
  ],
  aws_launch_template: [PREFIX],
  aws_lb: [PREFIX, replaced("it is said when the load balancer is created", "customer_owned_ipv4_pool", "internal")],
  aws_lb_target_group: [PREFIX],
  aws_route53_health_check: [replaced("it is said when the check is created", "reference_name", "routing_control_arn")],
  aws_route53_zone: [replaced("it says which name servers the zone gets", "delegation_set_id")],
  aws_route_table_association: [
    inPlace("the provider calls ReplaceRouteTableAssociation", "route_table_id"),
    replaced(WHOLE, "gateway_id"),
  ],
  aws_s3_bucket: [replaced("it is the beginning of the name, which is for good", "bucket_prefix")],
  aws_s3_bucket_lifecycle_configuration: [OWNED_BUCKET],
  aws_s3_bucket_logging: [OWNED_BUCKET],
  aws_s3_bucket_object_lock_configuration: [
    OWNED_BUCKET,
    replaced("the lock is never taken off", "object_lock_enabled"),
  ],
  aws_s3_bucket_ownership_controls: [BUCKET],
  aws_s3_bucket_public_access_block: [BUCKET],
  aws_s3_bucket_replication_configuration: [BUCKET],
  aws_s3_bucket_server_side_encryption_configuration: [OWNED_BUCKET],
  aws_s3_bucket_versioning: [OWNED_BUCKET],
  aws_secretsmanager_secret: [PREFIX],
  aws_secretsmanager_secret_version: [
    replaced("a version is never changed", "secret_binary", "secret_id", "secret_string", "secret_string_wo_version"),
  ],
  aws_security_group: [PREFIX],
  aws_security_group_rule: [replaced("a rule is never changed", "self", "type")],
  aws_sns_topic: [PREFIX],
  aws_sqs_queue: [PREFIX],
  aws_vpc_endpoint_policy: [replaced(WHOLE, "vpc_endpoint_id")],
  aws_vpc_security_group_egress_rule: [securityGroupRule()],
  aws_vpc_security_group_ingress_rule: [securityGroupRule()],
  aws_wafv2_web_acl: [PREFIX],
};

/** Values that Terraform accepts though the sources lack them, by type and path. */
export const ACCEPTED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // What a bucket has that never was versioned; the provider takes it, and sends nothing.
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_versioning
  aws_s3_bucket_versioning: { "versioning_configuration.status": ["Disabled"] },
  // CloudFormation alone cannot write them. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
  aws_ssm_parameter: { data_type: ["aws:ssm:integration"], type: ["SecureString"] },
};

/** Groups of the sources that do not hold for Terraform, by type. */
export const FREE_GROUPS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // A replica may say that it is encrypted as its source is; the provider does not send it.
  aws_db_instance: [["replicate_source_db", "storage_encrypted"]],
  // A pool may be given with a block that is in it. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html
  aws_vpc: [["ipv4_ipam_pool_id", "ipv4_netmask_length"]],
};

function replaced(because: string, ...paths: string[]): Correction {
  return { paths, replaces: true, because };
}

function inPlace(because: string, ...paths: string[]): Correction {
  return { paths, replaces: false, because };
}

function securityGroupRule(): Correction {
  return inPlace(
    RULE,
    "cidr_ipv4",
    "cidr_ipv6",
    "from_port",
    "ip_protocol",
    "prefix_list_id",
    "referenced_security_group_id",
    "to_port",
  );
}
