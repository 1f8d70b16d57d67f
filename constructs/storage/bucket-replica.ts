import { S3BucketReplicationConfigurationA as S3BucketReplication } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { EncryptionKey } from "../encryption/encryption-key";
import type { PolicyStatement } from "../iam/policy-document";
import { ServiceRole } from "../iam/service-role";
import { type BucketEncryption, SecureBucket } from "./secure-bucket";

export interface BucketReplicaProps {
  readonly source: SecureBucket;
  /** Where the second bucket stands. */
  readonly region: string;
}

/** A second bucket in another region, and the rule and role by which S3 copies every new object into it. */
export class BucketReplica extends Construct {
  readonly bucket: SecureBucket;

  constructor(scope: Construct, id: string, { source, region }: BucketReplicaProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const { props } = source;
    const purpose = `${props.purpose}-replica`;

    const encryption = this.encryptionIn(region, purpose, props.encryption);
    // Copies are swept and locked as what they copy; S3 refuses to replicate locked objects into a bucket without a lock.
    this.bucket = new SecureBucket(this, "Resource", { ...props, purpose, encryption, region, accessLogs: undefined });
    const role = new ServiceRole(this, "role", {
      name: stack.physicalName("role", stack.layer, props.purpose, "replication"),
      description: `Copies ${props.purpose} to ${region}`,
      service: "s3.amazonaws.com",
      // S3 names no source account when it assumes this role.
      namesSourceAccount: false,
      statements: [...readStatements(source), ...writeStatements(this.bucket)],
    });
    new S3BucketReplication(this, "rule", {
      bucket: source.name,
      role: role.arn,
      rule: [
        {
          id: "everything",
          priority: 1,
          status: "Enabled",
          filter: {},
          deleteMarkerReplication: { status: "Enabled" },
          destination: {
            bucket: this.bucket.arn,
            encryptionConfiguration: encryption.kind === "kms" ? { replicaKmsKeyId: encryption.key.arn } : undefined,
          },
          sourceSelectionCriteria:
            props.encryption.kind === "kms" ? { sseKmsEncryptedObjects: { status: "Enabled" } } : undefined,
        },
      ],
      dependsOn: [source.versioning, this.bucket.versioning],
    });
  }

  /** A KMS key does not leave its region, so the copies have one of their own. */
  private encryptionIn(region: string, name: string, source: BucketEncryption): BucketEncryption {
    if (source.kind === "s3") return source;
    const description = `Objects in ${name}, in ${region}`;
    return { kind: "kms", key: new EncryptionKey(this, "key", { name, description, region }) };
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html */
function readStatements({ arn, props }: SecureBucket): PolicyStatement[] {
  return [
    { actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [arn] },
    {
      actions: [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        ...(props.objectLock ? ["s3:GetObjectRetention", "s3:GetObjectLegalHold"] : []),
      ],
      resources: [`${arn}/*`],
    },
    ...keyStatement(["kms:Decrypt"], props.encryption),
  ];
}

function writeStatements({ arn, props }: SecureBucket): PolicyStatement[] {
  return [
    { actions: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], resources: [`${arn}/*`] },
    // S3 asks for a data key where the bucket has a bucket key, and encrypts with the key itself elsewhere.
    ...keyStatement(["kms:Encrypt", "kms:GenerateDataKey"], props.encryption),
  ];
}

function keyStatement(actions: string[], encryption: BucketEncryption): PolicyStatement[] {
  return encryption.kind === "kms" ? [{ actions, resources: [encryption.key.arn] }] : [];
}
