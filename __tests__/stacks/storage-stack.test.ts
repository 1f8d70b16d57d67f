import { App } from "cdktf";
import { StorageStack, type StorageStackProps } from "../../stacks/storage-stack";
import { policyErrors, STACK_PROPS, temporaryFolder } from "../helpers/stack";
import { resourcesOf } from "../helpers/template";

const PROPS: StorageStackProps = {
  ...STACK_PROPS,
  layer: "storage",
  encryption: "kms",
  backups: { retentionDays: 90, objectLock: { mode: "governance", days: 35 } },
  logs: { retentionDays: 365 },
  site: { noncurrentVersionDays: 30 },
  downloads: { noncurrentVersionDays: 60 },
};

const storage = (props: Partial<StorageStackProps> = {}) =>
  new StorageStack(new App({ outdir: temporaryFolder(), stackTraces: false }), { ...PROPS, ...props });
const namesOf = (stack: StorageStack, type: string) => Object.keys(resourcesOf(stack, type)).sort();

describe("the storage", () => {
  it.each([{}, { encryption: "s3" }, { replicaRegion: "ap-northeast-1" }, { deletionProtection: true }] as const)(
    "passes every policy with %p",
    (props) => {
      expect(policyErrors(storage(props))).toEqual([]);
    },
  );

  it("has buckets for backups, logs, the static site and client downloads", () => {
    expect(namesOf(storage(), "aws_s3_bucket")).toEqual(["backups", "downloads", "logs", "site"]);
  });

  it("keeps backups under a key of their own, so that reading the site cannot read them", () => {
    expect(namesOf(storage(), "aws_kms_key")).toEqual(["backups_key", "content_key"]);
    const rules = resourcesOf(storage(), "aws_s3_bucket_server_side_encryption_configuration");
    expect(JSON.stringify(rules.backups_encryption)).toContain("aws_kms_key.backups_key.arn");
    expect(JSON.stringify(rules.site_encryption)).toContain("aws_kms_key.content_key.arn");
  });

  it("locks backups, and nothing else", () => {
    expect(namesOf(storage(), "aws_s3_bucket_object_lock_configuration")).toEqual(["backups_object_lock"]);
  });

  it("logs access to every bucket but the one that holds the logs", () => {
    expect(namesOf(storage(), "aws_s3_bucket_logging")).toEqual([
      "backups_access_logs",
      "downloads_access_logs",
      "site_access_logs",
    ]);
  });

  it("keeps each bucket's objects as long as it is told", () => {
    const rules = resourcesOf(storage(), "aws_s3_bucket_lifecycle_configuration");
    const days = Object.fromEntries(
      Object.entries(rules).map(([name, { rule }]) => [
        name,
        JSON.stringify(rule).match(/"(?:days|noncurrent_days)":\d+/g),
      ]),
    );
    expect(days).toEqual({
      backups_lifecycle: ['"noncurrent_days":30', '"days":90'],
      logs_lifecycle: ['"noncurrent_days":30', '"days":365'],
      site_lifecycle: ['"noncurrent_days":30'],
      downloads_lifecycle: ['"noncurrent_days":60'],
    });
  });

  it("copies backups, site and downloads to the recovery region when asked to", () => {
    const stack = storage({ replicaRegion: "ap-northeast-1" });
    expect(namesOf(stack, "aws_s3_bucket_replication_configuration")).toEqual([
      "backups_replica_rule",
      "downloads_replica_rule",
      "site_replica_rule",
    ]);
    expect(namesOf(storage(), "aws_s3_bucket_replication_configuration")).toEqual([]);
  });

  it("publishes the same outputs whatever the encryption", () => {
    const outputs = (stack: StorageStack) => Object.keys(stack.toTerraform().output);
    expect(outputs(storage({ encryption: "s3" }))).toEqual(outputs(storage()));
    expect(storage({ encryption: "s3" }).toTerraform().output.key_arns.value).toEqual([]);
  });

  it("gives every bucket and replica a name of its own, within 63 characters", () => {
    const stack = storage({ replicaRegion: "ap-northeast-1" });
    const names = Object.values(resourcesOf(stack, "aws_s3_bucket")).map(({ bucket }) => String(bucket));
    expect(names).toHaveLength(7);
    expect(new Set(names).size).toBe(7);
    expect(names.filter((name) => name.length > 63)).toEqual([]);
  });

  it("keeps logs under S3's keys, since S3 delivers access logs to no others", () => {
    const { logs_encryption } = resourcesOf(storage(), "aws_s3_bucket_server_side_encryption_configuration");
    expect(logs_encryption).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
  });

  it("names the China partition where it stands in it, and no other", () => {
    const stack = storage({ partition: "aws-cn", region: "cn-north-1", replicaRegion: "cn-northwest-1" });
    expect(policyErrors(stack)).toEqual([]);
    const text = JSON.stringify(stack.toTerraform());
    expect(text).toContain("arn:aws-cn:iam::111111111111:root");
    expect(text).not.toContain("arn:aws:");
  });
});
