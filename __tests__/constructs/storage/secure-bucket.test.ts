import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { SecureBucket, type SecureBucketProps } from "../../../constructs/storage/secure-bucket";
import { exampleStack, policyErrors } from "../../helpers/stack";
import { dataOf, resourcesOf } from "../../helpers/template";

/** A stack with one bucket named "files". */
function stackWith(props: Partial<SecureBucketProps> = {}, stack = exampleStack()) {
  const bucket = new SecureBucket(stack, "files", { purpose: "files", encryption: { kind: "s3" }, ...props });
  return { stack, bucket, setting: (type: string) => Object.values(resourcesOf(stack, type))[0] };
}

const statementsOf = (stack: ReturnType<typeof exampleStack>, name: string) =>
  dataOf(stack, "aws_iam_policy_document")[name]?.statement;

describe("a secure bucket", () => {
  it("passes every policy, also where deletion is protected", () => {
    expect(policyErrors(stackWith({}, exampleStack({ deletionProtection: true })).stack)).toEqual([]);
  });

  it("has a name that is unique in the world, and is never emptied by terraform", () => {
    expect(stackWith().setting("aws_s3_bucket")).toMatchObject({
      bucket: "httpsok-staging-111111111111-files",
      force_destroy: false,
    });
  });

  it("keeps a long name within 63 characters, and two long names apart", () => {
    const purpose = "a-purpose-whose-name-alone-is-longer-than-most-names-are";
    const names = [purpose, `${purpose}-too`].map((long) =>
      String(stackWith({ purpose: long }).setting("aws_s3_bucket")?.bucket),
    );
    expect(names.map((name) => name.length)).toEqual([63, 63]);
    expect(names[0]).not.toBe(names[1]);
  });

  it("carries prevent_destroy where deletion is protected, and only there", () => {
    const protectedStack = stackWith({}, exampleStack({ deletionProtection: true }));
    expect(protectedStack.setting("aws_s3_bucket")).toMatchObject({ lifecycle: { prevent_destroy: true } });
    expect(stackWith().setting("aws_s3_bucket")).not.toHaveProperty("lifecycle");
  });

  it("blocks public access and ACLs", () => {
    const { setting } = stackWith();
    expect(setting("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(setting("aws_s3_bucket_ownership_controls")).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("encrypts with S3's keys, or with a key of ours through a bucket key", () => {
    expect(stackWith().setting("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
    const stack = exampleStack();
    const key = new EncryptionKey(stack, "key", { name: "files", description: "Files" });
    expect(
      stackWith({ encryption: { kind: "kms", key } }, stack).setting(
        "aws_s3_bucket_server_side_encryption_configuration",
      ),
    ).toMatchObject({
      rule: [
        {
          bucket_key_enabled: true,
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: "${aws_kms_key.key.arn}",
          },
        },
      ],
    });
  });

  it("lets nobody in without TLS 1.2", () => {
    const { stack } = stackWith();
    const deny = { effect: "Deny", actions: ["s3:*"], principals: [{ type: "*", identifiers: ["*"] }] };
    expect(statementsOf(stack, "files_policy_document")).toMatchObject([
      { ...deny, condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }] },
      { ...deny, condition: [{ test: "NumericLessThan", variable: "s3:TlsVersion", values: ["1.2"] }] },
    ]);
  });

  it("sweeps abandoned uploads and old versions, and objects when asked to", () => {
    const { setting } = stackWith({ expirationDays: 90, noncurrentVersionDays: 7 });
    const everything = { status: "Enabled", filter: [{}] };
    expect(setting("aws_s3_bucket_lifecycle_configuration")).toMatchObject({
      rule: [
        { id: "abandoned-uploads", ...everything, abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] },
        { id: "old-versions", ...everything, noncurrent_version_expiration: [{ noncurrent_days: 7 }] },
        { id: "expiration", ...everything, expiration: [{ days: 90 }] },
      ],
      depends_on: ["aws_s3_bucket_versioning.files_versioning"],
    });
    expect(stackWith().setting("aws_s3_bucket_lifecycle_configuration")?.rule).toMatchObject([
      { id: "abandoned-uploads" },
      { id: "old-versions", expiration: [{ expired_object_delete_marker: true }] },
    ]);
  });

  it("locks objects when asked to, once versioning is on", () => {
    const { setting } = stackWith({ objectLock: { mode: "governance", days: 35 } });
    expect(setting("aws_s3_bucket")).toMatchObject({ object_lock_enabled: true });
    expect(setting("aws_s3_bucket_object_lock_configuration")).toMatchObject({
      rule: { default_retention: { mode: "GOVERNANCE", days: 35 } },
      depends_on: ["aws_s3_bucket_versioning.files_versioning"],
    });
    expect(stackWith().setting("aws_s3_bucket_object_lock_configuration")).toBeUndefined();
  });

  it("logs access into another bucket, which lets S3 write for exactly this one", () => {
    const stack = exampleStack();
    const logs = new SecureBucket(stack, "logs", { purpose: "logs", encryption: { kind: "s3" } });
    stackWith({ accessLogs: logs }, stack);
    expect(resourcesOf(stack, "aws_s3_bucket_logging").files_access_logs).toMatchObject({
      bucket: "${aws_s3_bucket.files.id}",
      target_bucket: "${aws_s3_bucket.logs.bucket}",
      target_prefix: "s3/files/",
      depends_on: ["aws_s3_bucket_policy.logs_policy"],
    });
    expect(statementsOf(stack, "logs_policy_document")).toContainEqual({
      sid: "AccessLogsOfFiles",
      actions: ["s3:PutObject"],
      resources: ["${aws_s3_bucket.logs.arn}/*"],
      principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      condition: [
        { test: "ArnLike", variable: "aws:SourceArn", values: ["${aws_s3_bucket.files.arn}"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["111111111111"] },
      ],
    });
  });

  it("takes delivered logs of this account when asked to", () => {
    const { stack, bucket } = stackWith();
    bucket.allowLogDelivery();
    expect(statementsOf(stack, "files_policy_document")).toMatchObject([
      {},
      {},
      { actions: ["s3:PutObject"], principals: [{ identifiers: ["delivery.logs.amazonaws.com"] }] },
      { actions: ["s3:GetBucketAcl"], resources: ["${aws_s3_bucket.files.arn}"] },
    ]);
  });
});

describe("an encryption key", () => {
  const stack = exampleStack({ deletionProtection: true, partition: "aws-cn", region: "cn-north-1" });
  new EncryptionKey(stack, "key", { name: "files", description: "Files" });

  it("rotates, can be brought back for 30 days and is protected", () => {
    expect(resourcesOf(stack, "aws_kms_key").key).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
    expect(resourcesOf(stack, "aws_kms_alias").key_alias).toMatchObject({ name: "alias/httpsok-staging-files" });
  });

  it("leaves the decision to IAM, in its own partition", () => {
    expect(statementsOf(stack, "key_access")).toMatchObject([
      { actions: ["kms:*"], principals: [{ type: "AWS", identifiers: ["arn:aws-cn:iam::111111111111:root"] }] },
    ]);
  });
});
