import type { Construct } from "constructs";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { EncryptionKey } from "../constructs/encryption/encryption-key";
import { BucketReplica } from "../constructs/storage/bucket-replica";
import { type BucketEncryption, type ObjectLock, SecureBucket } from "../constructs/storage/secure-bucket";

export interface StorageStackProps extends BaseStackProps {
  /** `kms`: keys of our own, one for backups and one for the rest. `s3`: keys that S3 manages. */
  readonly encryption: "kms" | "s3";
  readonly backups: { readonly retentionDays: number; readonly objectLock?: ObjectLock };
  readonly logs: { readonly retentionDays: number };
  readonly site: { readonly noncurrentVersionDays: number };
  readonly downloads: { readonly noncurrentVersionDays: number };
  /** Where backups, site and downloads are copied to. @default they are not copied */
  readonly replicaRegion?: string;
}

/**
 * What later layers learn of the buckets.
 * @public
 */
export const storageOutputs = defineOutputs("storage", {
  backupsBucket: { kind: "string", description: "Name of the bucket for backups" },
  backupsBucketArn: { kind: "string", description: "ARN of the bucket for backups" },
  logsBucket: { kind: "string", description: "Name of the bucket for logs" },
  logsBucketArn: { kind: "string", description: "ARN of the bucket for logs" },
  siteBucket: { kind: "string", description: "Name of the bucket with the static site" },
  siteBucketArn: { kind: "string", description: "ARN of the bucket with the static site" },
  siteBucketDomain: { kind: "string", description: "Host from which a CDN fetches the static site" },
  downloadsBucket: { kind: "string", description: "Name of the bucket with client downloads" },
  downloadsBucketArn: { kind: "string", description: "ARN of the bucket with client downloads" },
  downloadsBucketDomain: { kind: "string", description: "Host from which a CDN fetches client downloads" },
  keyArns: { kind: "list", description: "Keys that encrypt the buckets; empty where S3 manages the keys" },
});

/** The buckets that outlive what runs: backups, logs, the static site, client downloads. */
export class StorageStack extends BaseStack {
  constructor(scope: Construct, props: StorageStackProps) {
    super(scope, props);
    const keys: EncryptionKey[] = [];
    const encryptionOf = (name: string, description: string): BucketEncryption => {
      if (props.encryption === "s3") return { kind: "s3" };
      const key = new EncryptionKey(this, `${name}-key`, { name, description });
      keys.push(key);
      return { kind: "kms", key };
    };

    const logs = new SecureBucket(this, "logs", {
      purpose: "logs",
      // S3 delivers access logs to buckets with its own keys only:
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
      encryption: { kind: "s3" },
      expirationDays: props.logs.retentionDays,
    });
    logs.allowLogDelivery();

    const backups = new SecureBucket(this, "backups", {
      purpose: "backups",
      encryption: encryptionOf("backups", "Backups of databases and configuration"),
      expirationDays: props.backups.retentionDays,
      objectLock: props.backups.objectLock,
      accessLogs: logs,
    });
    const content = encryptionOf("content", "The static site and client downloads");
    const site = new SecureBucket(this, "site", {
      purpose: "site",
      encryption: content,
      noncurrentVersionDays: props.site.noncurrentVersionDays,
      accessLogs: logs,
    });
    const downloads = new SecureBucket(this, "downloads", {
      purpose: "downloads",
      encryption: content,
      noncurrentVersionDays: props.downloads.noncurrentVersionDays,
      accessLogs: logs,
    });

    const { replicaRegion } = props;
    if (replicaRegion) {
      for (const source of [backups, site, downloads]) {
        new BucketReplica(source, "replica", { source, region: replicaRegion });
      }
    }

    storageOutputs.publish(this, {
      backupsBucket: backups.name,
      backupsBucketArn: backups.arn,
      logsBucket: logs.name,
      logsBucketArn: logs.arn,
      siteBucket: site.name,
      siteBucketArn: site.arn,
      siteBucketDomain: site.regionalDomainName,
      downloadsBucket: downloads.name,
      downloadsBucketArn: downloads.arn,
      downloadsBucketDomain: downloads.regionalDomainName,
      keyArns: keys.map((key) => key.arn),
    });
  }
}
