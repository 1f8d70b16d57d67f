import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLoggingA as S3BucketLogging } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketObjectLockConfigurationA as S3BucketObjectLock } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA as S3BucketEncryption } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA as S3BucketVersioning } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { protectedLifecycle } from "../core/lifecycle";
import type { EncryptionKey } from "../encryption/encryption-key";
import { BucketLifecycle, type BucketLifecycleProps } from "./bucket-lifecycle";
import { BucketPolicy } from "./bucket-policy";

/** SSE-KMS with a key of ours, or SSE-S3 with keys that S3 manages. */
export type BucketEncryption = { readonly kind: "kms"; readonly key: EncryptionKey } | { readonly kind: "s3" };

/** `governance` can be lifted by a privileged role; `compliance` by nobody, not even the root user. */
export interface ObjectLock {
  readonly mode: "governance" | "compliance";
  /** For how long a new version cannot be deleted. */
  readonly days: number;
}

export interface SecureBucketProps extends BucketLifecycleProps {
  /** Last part of the bucket's name, and the prefix of its access logs. */
  readonly purpose: string;
  readonly encryption: BucketEncryption;
  /** @default objects are not locked */
  readonly objectLock?: ObjectLock;
  /** Bucket that receives this one's access logs. @default access is not logged */
  readonly accessLogs?: SecureBucket;
  /** Region of this bucket. @default the provider's */
  readonly region?: string;
}

/**
 * A private bucket: no public access, no ACLs, encrypted, versioned, TLS only, and swept. Every setting is a resource of
 * its own, since inline settings of `aws_s3_bucket` fight with these (hashicorp/terraform-provider-aws#23790).
 */
export class SecureBucket extends Construct {
  /** The bucket's name. */
  readonly name: string;
  readonly arn: string;
  readonly regionalDomainName: string;
  /** What the bucket was made of; a replica is made of the same. */
  readonly props: SecureBucketProps;
  /** Versioning is on once this exists; what needs versions depends on it. */
  readonly versioning: ITerraformDependable;
  private readonly policy: BucketPolicy;

  constructor(scope: Construct, id: string, props: SecureBucketProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const { encryption, region } = props;
    const bucket = new S3Bucket(this, "Resource", {
      bucket: stack.physicalName("bucket", stack.account, props.purpose),
      objectLockEnabled: props.objectLock ? true : undefined,
      // Emptying a bucket is a decision of its own.
      forceDestroy: false,
      region,
      lifecycle: protectedLifecycle(this),
    });
    this.name = bucket.bucket;
    this.arn = bucket.arn;
    this.regionalDomainName = bucket.bucketRegionalDomainName;
    this.props = props;

    const settings = { bucket: bucket.id, region };
    new S3BucketPublicAccessBlock(this, "public-access", {
      ...settings,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", { ...settings, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketEncryption(this, "encryption", { ...settings, rule: [encryptionRule(encryption)] });
    this.versioning = new S3BucketVersioning(this, "versioning", {
      ...settings,
      versioningConfiguration: { status: "Enabled" },
    });
    if (props.objectLock) {
      const { mode, days } = props.objectLock;
      new S3BucketObjectLock(this, "object-lock", {
        ...settings,
        rule: { defaultRetention: { mode: mode.toUpperCase(), days } },
        dependsOn: [this.versioning],
      });
    }
    new BucketLifecycle(this, "lifecycle", { ...settings, ...props, versioning: this.versioning });
    this.policy = new BucketPolicy(this, "policy", { bucket, region });
    if (props.accessLogs) {
      new S3BucketLogging(this, "access-logs", {
        ...settings,
        targetBucket: props.accessLogs.name,
        targetPrefix: `s3/${props.purpose}/`,
        dependsOn: [props.accessLogs.allowAccessLogs(this)],
      });
    }
  }

  /**
   * Lets `delivery.logs.amazonaws.com` write: flow logs, and logs of other services that it carries.
   * @returns what such a log depends on: AWS attaches a policy of its own to a bucket that does not let it in yet
   */
  allowLogDelivery(): ITerraformDependable {
    this.policy.allowLogDelivery();
    return this.policy.attached;
  }

  private allowAccessLogs(source: SecureBucket): ITerraformDependable {
    this.policy.allowAccessLogs(source.node.id, source.arn);
    return this.policy.attached;
  }
}

function encryptionRule(encryption: BucketEncryption) {
  if (encryption.kind === "s3") return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: encryption.key.arn },
    // One data key for many objects: fewer calls to KMS, at a fraction of the price.
    bucketKeyEnabled: true,
  };
}
