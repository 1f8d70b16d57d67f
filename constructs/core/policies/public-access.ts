import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { Annotations, type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { hasCompanion } from "./companion";

/** Arguments that would make a resource public, and what to do instead. */
const NEVER_TRUE: Readonly<Record<string, { readonly argument: string; readonly instead: string }>> = {
  aws_db_instance: { argument: "publiclyAccessible", instead: "reach databases from inside the VPC" },
  aws_rds_cluster_instance: { argument: "publiclyAccessible", instead: "reach databases from inside the VPC" },
  aws_subnet: { argument: "mapPublicIpOnLaunch", instead: "give a public address where one is needed" },
};

/** Nothing is public by accident: buckets, databases, and the addresses that subnets give out. */
export class PublicAccessPolicy implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof S3Bucket && !hasCompanion(node, S3BucketPublicAccessBlock)) {
      Annotations.of(node).addError("has no aws_s3_bucket_public_access_block; use SecureBucket.");
    }
    if (node instanceof S3BucketPublicAccessBlock) {
      const open = Object.entries({
        block_public_acls: node.blockPublicAclsInput,
        block_public_policy: node.blockPublicPolicyInput,
        ignore_public_acls: node.ignorePublicAclsInput,
        restrict_public_buckets: node.restrictPublicBucketsInput,
      }).flatMap(([name, value]) => (value === true ? [] : [name]));
      if (open.length > 0) Annotations.of(node).addError(`leaves ${open.join(", ")} off; all four must be true.`);
    }
    if (!TerraformResource.isTerraformResource(node)) return;
    if (node.terraformResourceType === "aws_s3_bucket_acl") {
      Annotations.of(node).addError("sets an ACL; ACLs are disabled here, use a bucket policy.");
    }
    const rule = NEVER_TRUE[node.terraformResourceType];
    if (rule && Reflect.get(node, `${rule.argument}Input`) === true) {
      Annotations.of(node).addError(`${rule.argument} is true; ${rule.instead}.`);
    }
  }
}
