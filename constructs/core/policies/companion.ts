import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { resolveToken } from "../resolve";

interface BucketSetting extends IConstruct {
  readonly bucketInput?: string;
}

/** Whether a resource of `type` beside the bucket configures it: S3 settings are resources of their own. */
export function hasCompanion(bucket: S3Bucket, type: abstract new (...args: never[]) => BucketSetting): boolean {
  const stack = TerraformStack.of(bucket);
  const references = [resolveToken(stack, bucket.bucket), resolveToken(stack, bucket.id)];
  return (bucket.node.scope ?? bucket).node
    .findAll()
    .some((node) => node instanceof type && references.includes(resolveToken(stack, node.bucketInput)));
}
