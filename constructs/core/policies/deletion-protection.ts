import { Annotations, type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** Types whose loss loses data, or the key or the name that others need to reach it. */
const STATEFUL_TYPES: ReadonlySet<string> = new Set([
  "aws_db_instance",
  "aws_dynamodb_table",
  "aws_ebs_volume",
  "aws_efs_file_system",
  "aws_eks_cluster",
  "aws_elasticache_replication_group",
  "aws_kms_key",
  "aws_rds_cluster",
  "aws_route53_zone",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
]);

/** In a protected environment a stateful resource carries `prevent_destroy`. */
export class DeletionProtectionPolicy implements IAspect {
  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) return;
    if (!STATEFUL_TYPES.has(node.terraformResourceType) || node.lifecycle?.preventDestroy === true) return;
    Annotations.of(node).addError(
      `${node.terraformResourceType} holds state in a protected environment; set lifecycle with protectedLifecycle(this).`,
    );
  }
}
