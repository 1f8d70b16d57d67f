import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketServerSideEncryptionConfigurationA as S3BucketEncryption } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Annotations, type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { hasCompanion } from "./companion";

/** Types whose encryption at rest is one argument, which must be true. */
const ENCRYPTED_BY: Readonly<Record<string, string>> = {
  aws_db_instance: "storageEncrypted",
  aws_ebs_volume: "encrypted",
  aws_efs_file_system: "encrypted",
  aws_elasticache_replication_group: "atRestEncryptionEnabled",
  aws_rds_cluster: "storageEncrypted",
};

/** What is stored is encrypted, by an explicit setting that a reviewer can see. */
export class EncryptionPolicy implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof S3Bucket && !hasCompanion(node, S3BucketEncryption)) {
      Annotations.of(node).addError("has no aws_s3_bucket_server_side_encryption_configuration; use SecureBucket.");
    }
    if (!TerraformResource.isTerraformResource(node)) return;
    const argument = ENCRYPTED_BY[node.terraformResourceType];
    if (argument === undefined) return;
    const value: unknown = Reflect.get(node, `${argument}Input`);
    if (value !== true && value !== "true") {
      Annotations.of(node).addError(`is not encrypted at rest; set ${argument} to true.`);
    }
  }
}
