import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { BucketReplica } from "../../../constructs/storage/bucket-replica";
import { type BucketEncryption, SecureBucket } from "../../../constructs/storage/secure-bucket";
import { exampleStack, policyErrors } from "../../helpers/stack";
import { dataOf, resourcesOf } from "../../helpers/template";

function replicated(kind: BucketEncryption["kind"]) {
  const stack = exampleStack({ deletionProtection: true });
  const encryption: BucketEncryption =
    kind === "s3" ? { kind } : { kind, key: new EncryptionKey(stack, "key", { name: "files", description: "Files" }) };
  const source = new SecureBucket(stack, "files", {
    purpose: "files",
    encryption,
    expirationDays: 90,
    objectLock: { mode: "governance", days: 35 },
  });
  new BucketReplica(source, "replica", { source, region: "ap-northeast-1" });
  return stack;
}

describe("a replica", () => {
  const stack = replicated("kms");

  it("passes every policy", () => {
    expect(policyErrors(stack)).toEqual([]);
  });

  it("stands in the other region with all its settings, swept and locked as its source", () => {
    const here = [
      "public_access_block",
      "ownership_controls",
      "server_side_encryption_configuration",
      "versioning",
      "policy",
    ];
    for (const type of ["", ...here.map((name) => `_${name}`)]) {
      const replica = Object.entries(resourcesOf(stack, `aws_s3_bucket${type}`)).find(([name]) =>
        name.startsWith("files_replica"),
      );
      expect(replica?.[1]).toMatchObject({ region: "ap-northeast-1" });
    }
    expect(resourcesOf(stack, "aws_s3_bucket").files_replica).toMatchObject({
      bucket: "httpsok-staging-111111111111-files-replica",
      object_lock_enabled: true,
    });
    expect(resourcesOf(stack, "aws_s3_bucket_lifecycle_configuration").files_replica_lifecycle?.rule).toHaveLength(3);
  });

  it("is encrypted with a key of its own region", () => {
    expect(resourcesOf(stack, "aws_kms_key").files_replica_key).toMatchObject({ region: "ap-northeast-1" });
    expect(resourcesOf(stack, "aws_kms_alias").files_replica_key_alias).toMatchObject({ region: "ap-northeast-1" });
  });

  it("receives every new object and every deletion, once both buckets are versioned", () => {
    expect(resourcesOf(stack, "aws_s3_bucket_replication_configuration").files_replica_rule).toEqual({
      bucket: "${aws_s3_bucket.files.bucket}",
      role: "${aws_iam_role.files_replica_role.arn}",
      rule: [
        {
          id: "everything",
          priority: 1,
          status: "Enabled",
          filter: {},
          delete_marker_replication: { status: "Enabled" },
          source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
          destination: {
            bucket: "${aws_s3_bucket.files_replica.arn}",
            encryption_configuration: { replica_kms_key_id: "${aws_kms_key.files_replica_key.arn}" },
          },
        },
      ],
      depends_on: ["aws_s3_bucket_versioning.files_versioning", "aws_s3_bucket_versioning.files_replica_versioning"],
    });
  });

  it("is written by a role that can read the source and write the copy, and nothing else", () => {
    const { statement } = dataOf(stack, "aws_iam_policy_document").files_replica_role_permissions ?? {};
    expect(statement).toEqual([
      { actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: ["${aws_s3_bucket.files.arn}"] },
      {
        actions: [
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionTagging",
          "s3:GetObjectRetention",
          "s3:GetObjectLegalHold",
        ],
        resources: ["${aws_s3_bucket.files.arn}/*"],
      },
      { actions: ["kms:Decrypt"], resources: ["${aws_kms_key.key.arn}"] },
      {
        actions: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
        resources: ["${aws_s3_bucket.files_replica.arn}/*"],
      },
      { actions: ["kms:Encrypt", "kms:GenerateDataKey"], resources: ["${aws_kms_key.files_replica_key.arn}"] },
    ]);
  });

  it("needs no key where S3 manages the keys", () => {
    const plain = replicated("s3");
    expect(policyErrors(plain)).toEqual([]);
    expect(resourcesOf(plain, "aws_kms_key")).toEqual({});
    const rule = resourcesOf(plain, "aws_s3_bucket_replication_configuration").files_replica_rule?.rule;
    expect(JSON.stringify(rule)).not.toContain("kms");
  });
});
