import type { Schema } from "provider-schemas";
import { isPublished, publishedReplacement } from "./published";

/** Types whose loss loses data, or a name or key that others need to reach it. */
const STATEFUL: ReadonlySet<string> = new Set([
  "aws_backup_vault",
  "aws_db_instance",
  "aws_ebs_volume",
  "aws_ecr_repository",
  "aws_eks_cluster",
  "aws_elasticache_replication_group",
  "aws_kms_key",
  "aws_route53_zone",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "mysql_database",
]);

interface Correction {
  /** Paths whose change needs another object, though AWS does not say so. */
  readonly replaces?: readonly string[];
  /** Paths that the provider changes in place: arguments of its own, and those for which it knows a way. */
  readonly keeps?: readonly string[];
}

const DELETION = [
  "deletion_protection",
  "force_destroy",
  "skip_final_snapshot",
  "final_snapshot_identifier",
  "apply_immediately",
];

/**
 * The provider modifies a rule in place, as EC2 does.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html
 */
const RULE_PARTS = [
  "cidr_ipv4",
  "cidr_ipv6",
  "from_port",
  "ip_protocol",
  "prefix_list_id",
  "referenced_security_group_id",
  "to_port",
];

/**
 * Where the provider differs from CloudFormation. Source of each: the argument's `ForceNew`, or its update function, in
 * the provider's own resource of that type (https://github.com/hashicorp/terraform-provider-aws/tree/main/internal).
 */
const CORRECTIONS: Readonly<Record<string, Correction>> = {
  aws_backup_vault: { keeps: ["force_destroy"] },
  aws_cloudfront_origin_access_control: { replaces: ["name"] },
  aws_db_instance: {
    replaces: [
      "availability_zone",
      "engine",
      "nchar_character_set_name",
      "replicate_source_db",
      "restore_to_point_in_time",
      "s3_import",
      "snapshot_identifier",
    ],
    keeps: [
      ...DELETION,
      "allow_major_version_upgrade",
      "blue_green_update",
      "database_insights_mode",
      "db_subnet_group_name",
      "identifier",
      "identifier_prefix",
      "network_type",
      "parameter_group_name",
      "password_wo",
      "password_wo_version",
      "port",
      "upgrade_storage_config",
    ],
  },
  aws_ecr_repository: { keeps: ["force_delete", "image_tag_mutability_exclusion_filter"] },
  aws_eip: { keeps: ["instance", "network_interface", "associate_with_private_ip"] },
  aws_eks_access_policy_association: { replaces: ["cluster_name", "policy_arn", "principal_arn", "access_scope"] },
  aws_eks_cluster: {
    // Secrets can be encrypted later, and never decrypted: the provider replaces for the latter only.
    keeps: [
      "encryption_config",
      "encryption_config.provider",
      "encryption_config.provider.key_arn",
      "encryption_config.resources",
      "enabled_cluster_log_types",
      "force_update_version",
      "kubernetes_network_config",
      "outpost_config",
    ],
  },
  aws_elasticache_replication_group: {
    replaces: ["subnet_group_name", "replication_group_id"],
    keeps: [
      ...DELETION,
      "auth_token",
      "auth_token_update_strategy",
      "engine",
      "auto_minor_version_upgrade",
      "replicas_per_node_group",
      "node_group_configuration.replica_count",
    ],
  },
  aws_iam_instance_profile: { keeps: ["role"] },
  aws_iam_role_policy_attachment: { replaces: ["role", "policy_arn"] },
  aws_internet_gateway: { keeps: ["vpc_id"] },
  aws_kms_key: {
    replaces: ["customer_master_key_spec", "custom_key_store_id", "key_usage", "multi_region", "xks_key_id"],
    keeps: ["bypass_policy_lockout_safety_check", "deletion_window_in_days"],
  },
  aws_route: {
    replaces: ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id", "route_table_id"],
  },
  aws_route53_zone: {
    replaces: ["delegation_set_id", "name"],
    keeps: ["comment", "force_destroy", "vpc", "enable_accelerated_recovery"],
  },
  aws_route_table_association: { keeps: ["route_table_id"] },
  aws_s3_bucket: { keeps: ["force_destroy"] },
  aws_secretsmanager_secret: {
    replaces: ["name"],
    keeps: ["force_overwrite_replica_secret", "recovery_window_in_days", "policy", "replica", "type"],
  },
  aws_secretsmanager_secret_version: { replaces: ["secret_id"] },
  aws_vpc_security_group_egress_rule: { replaces: ["security_group_id"], keeps: RULE_PARTS },
  aws_vpc_security_group_ingress_rule: { replaces: ["security_group_id"], keeps: RULE_PARTS },
  helm_release: { replaces: ["name", "namespace"] },
  kubernetes_namespace_v1: { replaces: ["metadata.name", "metadata.generate_name"] },
  mysql_database: { replaces: ["name"] },
  mysql_grant: { replaces: ["user", "host", "role", "database", "table"] },
  mysql_user: { replaces: ["user", "host"] },
  random_password: {
    replaces: [
      "length",
      "special",
      "upper",
      "lower",
      "numeric",
      "override_special",
      "keepers",
      "min_lower",
      "min_upper",
      "min_numeric",
      "min_special",
    ],
  },
  tls_private_key: { replaces: ["algorithm", "rsa_bits", "ecdsa_curve"] },
};

/** Settings of a bucket belong to it for good. */
function isBucketSetting(type: string): boolean {
  return type.startsWith("aws_s3_bucket_");
}

const found = new Map<string, readonly string[]>();

/**
 * Paths of the arguments of a type whose change needs another object: what AWS publishes, corrected by what the provider
 * does. Of what holds data, an argument that nobody has said anything about counts as one: better a replacement shown
 * that does not come than one that comes unseen.
 */
export function replacement(type: string, { block }: Schema): readonly string[] {
  const existing = found.get(type);
  if (existing) return existing;
  const { replaces = [], keeps = [] } = CORRECTIONS[type] ?? {};
  const configurable = Object.entries(block.attributes ?? {}).flatMap(([name, { optional, required }]) =>
    optional || required ? [name] : [],
  );
  const names = [...configurable, ...Object.keys(block.block_types ?? {})];
  const unlisted = STATEFUL.has(type)
    ? names.filter(
        (name) => !isPublished(type, name) && !keeps.includes(name) && !/^(id|tags|tags_all|timeouts)$/.test(name),
      )
    : [];
  const made = [
    ...new Set([
      ...(block.attributes?.region ? ["region"] : []),
      ...(isBucketSetting(type) ? ["bucket"] : []),
      ...publishedReplacement(type).filter((path) => !keeps.includes(path)),
      ...replaces,
      ...unlisted,
    ]),
  ].filter((path) => names.includes(path.split(".")[0] ?? ""));
  found.set(type, made);
  return made;
}
