import type { Block, Schema } from "provider-schemas";
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

/**
 * Arguments of stateful types that are the provider's own, which AWS therefore says nothing of, and that change nothing
 * but what the provider does. https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const OF_THE_PROVIDER: Readonly<Record<string, readonly string[]>> = {
  aws_backup_vault: ["force_destroy"],
  aws_db_instance: [
    "apply_immediately",
    "blue_green_update",
    "database_insights_mode",
    "final_snapshot_identifier",
    "identifier_prefix",
    "network_type",
    "parameter_group_name",
    "password_wo",
    "password_wo_version",
    "skip_final_snapshot",
    "upgrade_storage_config",
  ],
  aws_ebs_volume: ["final_snapshot"],
  aws_ecr_repository: ["force_delete", "image_tag_mutability_exclusion_filter"],
  aws_eks_cluster: ["enabled_cluster_log_types", "force_update_version"],
  aws_elasticache_replication_group: ["apply_immediately", "auth_token_update_strategy", "final_snapshot_identifier"],
  aws_route53_zone: ["comment", "enable_accelerated_recovery", "force_destroy", "vpc"],
  aws_s3_bucket: ["force_destroy"],
  aws_secretsmanager_secret: ["force_overwrite_replica_secret", "policy", "recovery_window_in_days", "replica"],
};

/**
 * What replaces where nobody publishes it, in types that CloudFormation does not have and in other providers: the
 * arguments with `RequiresReplace` or `ForceNew` in their sources.
 * https://github.com/hashicorp/terraform-provider-aws, -helm, -kubernetes, -random, -tls and
 * https://github.com/petoju/terraform-provider-mysql
 */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance_automated_backups_replication: [
    "kms_key_id",
    "pre_signed_url",
    "retention_period",
    "source_db_instance_arn",
  ],
  aws_db_proxy_target: ["db_cluster_identifier", "db_instance_identifier", "db_proxy_name", "target_group_name"],
  helm_release: ["name", "namespace"],
  kubernetes_namespace_v1: ["metadata.name", "metadata.generate_name"],
  mysql_database: ["name"],
  mysql_grant: ["user", "host", "role", "roles", "database", "table", "grant", "tls_option"],
  mysql_user: ["user", "host", "auth_plugin", "aad_identity"],
  random_password: [
    "keepers",
    "length",
    "lower",
    "min_lower",
    "min_numeric",
    "min_special",
    "min_upper",
    "numeric",
    "override_special",
    "special",
    "upper",
  ],
  tls_private_key: ["algorithm", "ecdsa_curve", "rsa_bits"],
};

const found = new Map<string, readonly string[]>();

/**
 * Paths of the arguments of a type whose change needs another object: what AWS publishes, corrected by what the provider
 * does. Of what holds data, an argument that nobody has said anything about counts as one: better a replacement shown
 * that does not come than one that comes unseen.
 */
export function replacement(type: string, { block }: Schema): readonly string[] {
  const existing = found.get(type);
  if (existing) return existing;
  const given = [...configurable(block), ...Object.keys(block.block_types ?? {})];
  const isSaid = (name: string) =>
    isPublished(type, name) || OF_THE_PROVIDER[type]?.includes(name) || /^(id|tags|tags_all|timeouts)$/.test(name);
  const made = [
    ...(block.attributes?.region ? ["region"] : []),
    ...publishedReplacement(type),
    ...(OF_OTHERS[type] ?? []),
    ...(STATEFUL.has(type) ? given.filter((name) => !isSaid(name)) : []),
  ].filter((path) => given.includes(path.split(".")[0] ?? ""));
  found.set(type, [...new Set(made)]);
  return made;
}

function configurable({ attributes = {} }: Block): string[] {
  return Object.entries(attributes).flatMap(([name, { optional, required }]) => (optional || required ? [name] : []));
}
