import { UNKNOWN } from "../../src/provider/value";
import { encryptionReferences, encryptionRules } from "../../src/rules/aws/encryption";
import { iamReferences, iamRules } from "../../src/rules/aws/iam";
import { namingRules } from "../../src/rules/aws/naming";
import { readPolicy } from "../../src/rules/aws/policy";
import { storageReferences, storageRules } from "../../src/rules/aws/storage";
import { referenceRules } from "../../src/rules/references";
import { FRANKFURT, ruleWorld } from "./world";

const rules = [
  ...storageRules,
  ...encryptionRules,
  ...iamRules,
  ...namingRules,
  ...[...storageReferences, ...encryptionReferences, ...iamReferences].flatMap(referenceRules),
];
const GLOBAL = { ...FRANKFURT, region: "" };

function cloud() {
  const world = ruleWorld(rules);
  for (const bucket of ["a", "b"]) world.has("aws_s3_bucket", { id: bucket, bucket, arn: `arn:aws:s3:::${bucket}` });
  world.has("aws_iam_role", { id: "worker", name: "worker", arn: "arn:aws:iam::111122223333:role/worker" }, GLOBAL);
  world.has("aws_kms_key", { id: "k", key_id: "k", arn: "arn:aws:kms:eu-central-1:111122223333:key/k" });
  return world;
}

function expectSaid(found: readonly string[], said: string): void {
  if (said === "") expect(found).toEqual([]);
  else expect(found.join("\n")).toContain(said);
}

const versions = (bucket: string, status: string) => ({ bucket, versioning_configuration: [{ status }] });

describe("a bucket", () => {
  it.each([
    ["acme-logs-1", ""],
    ["Acme", "lowercase letters"],
    ["ab", "has 2 characters"],
    ["a".repeat(64), "has 64 characters"],
    ["a..b", "two dots"],
    ["10.0.0.1", "looks like an IP address"],
    ["xn--acme", "begins with the reserved xn--"],
    ["acme-s3alias", "ends with the reserved -s3alias"],
    ["acme-", "begins and ends with a letter or digit"],
  ])("called %s: %s", (bucket, said) => {
    expectSaid(cloud().plan("aws_s3_bucket", { bucket }), said);
  });

  it("has its name alone, in all accounts and regions", () => {
    expectSaid(cloud().create("aws_s3_bucket", { bucket: "a" }), "BucketAlreadyOwnedByYou");
    expectSaid(
      cloud().create("aws_s3_bucket", { bucket: "a" }, { ...FRANKFURT, region: "eu-west-1" }),
      "BucketAlreadyOwnedByYou",
    );
    expectSaid(
      cloud().create("aws_s3_bucket", { bucket: "a" }, { ...FRANKFURT, account: "444455556666" }),
      "BucketAlreadyExists",
    );
    expectSaid(cloud().create("aws_s3_bucket", { bucket: "abc" }), "");
  });

  it("goes when it is empty, or when that is forced", () => {
    const world = cloud();
    expectSaid(world.delete("aws_s3_bucket", { id: "a", bucket: "a" }), "");
    world.has("aws_s3_object", { id: "x", bucket: "a" });
    expectSaid(world.delete("aws_s3_bucket", { id: "a", bucket: "a" }), "BucketNotEmpty");
    expectSaid(world.delete("aws_s3_bucket", { id: "a", bucket: "a", force_destroy: true }), "");
  });

  it("has each setting once", () => {
    const world = cloud();
    world.has("aws_s3_bucket_versioning", versions("a", "Enabled"));
    expectSaid(world.create("aws_s3_bucket_versioning", versions("a", "Enabled")), "each would undo the other");
    expectSaid(world.create("aws_s3_bucket_versioning", versions("b", "Enabled")), "");
    expectSaid(world.create("aws_s3_bucket_versioning", versions("none", "Enabled")), "NoSuchBucket");
  });

  it("locks objects only when it keeps versions, and keeps them then", () => {
    const world = cloud();
    world.has("aws_s3_bucket", { id: "c", bucket: "c", object_lock_enabled: true });
    expectSaid(
      world.create("aws_s3_bucket_object_lock_configuration", { bucket: "c" }),
      "Versioning must be 'Enabled' on c",
    );
    world.has("aws_s3_bucket_versioning", versions("c", "Enabled"));
    expectSaid(world.create("aws_s3_bucket_object_lock_configuration", { bucket: "c" }), "");
    expectSaid(
      world.update("aws_s3_bucket_versioning", {}, versions("c", "Suspended")),
      "Object Lock configuration is present on c",
    );
    expectSaid(world.create("aws_s3_bucket_versioning", versions("b", "Suspended")), "");
  });

  it("is replicated when both keep versions", () => {
    const world = cloud();
    const replication = (to: string) => ({ bucket: "a", rule: [{ destination: [{ bucket: `arn:aws:s3:::${to}` }] }] });
    expectSaid(world.create("aws_s3_bucket_replication_configuration", replication("b")), "on the bucket a");
    world.has("aws_s3_bucket_versioning", versions("a", "Enabled"));
    expectSaid(world.create("aws_s3_bucket_replication_configuration", replication("b")), "on the bucket b");
    world.has("aws_s3_bucket_versioning", versions("b", "Enabled"));
    expectSaid(world.create("aws_s3_bucket_replication_configuration", replication("b")), "");
    expectSaid(
      world.create("aws_s3_bucket_replication_configuration", replication("a")),
      "cannot be its own destination",
    );
    expectSaid(
      world.create("aws_s3_bucket_replication_configuration", replication("none")),
      "has no such aws_s3_bucket",
    );
  });

  it("writes its access logs at home", () => {
    const world = cloud();
    world.has(
      "aws_s3_bucket",
      { id: "far", bucket: "far", arn: "arn:aws:s3:::far" },
      { ...FRANKFURT, region: "eu-west-1" },
    );
    expectSaid(world.create("aws_s3_bucket_logging", { bucket: "a", target_bucket: "b" }), "");
    expectSaid(
      world.create("aws_s3_bucket_logging", { bucket: "a", target_bucket: "far" }),
      "logs of a bucket go to one of its own region",
    );
  });
});

describe("a lifecycle", () => {
  const to = (days: number, storage_class: string) => ({ days, storage_class });
  it.each<[string, object[], string]>([
    [
      "in steps that get cheaper",
      [{ id: "a", transition: [to(30, "STANDARD_IA"), to(60, "GLACIER")], expiration: [{ days: 90 }] }],
      "",
    ],
    ["of two rules of one id", [{ id: "a" }, { id: "a" }], 'same ID "a"'],
    ["that is too early", [{ id: "a", transition: [to(10, "STANDARD_IA")] }], "takes objects after 30 days"],
    ["that goes back", [{ id: "a", transition: [to(30, "GLACIER"), to(90, "STANDARD_IA")] }], "goes the wrong way"],
    [
      "that leaves too early",
      [{ id: "a", transition: [to(30, "STANDARD_IA"), to(40, "GLACIER")] }],
      "must be 60 or more",
    ],
    [
      "that ends before its last step",
      [{ id: "a", transition: [to(60, "GLACIER")], expiration: [{ days: 60 }] }],
      "must be more than the 60",
    ],
    [
      "of old versions that is too early",
      [{ id: "a", noncurrent_version_transition: [{ noncurrent_days: 5, storage_class: "ONEZONE_IA" }] }],
      "ONEZONE_IA takes objects after 30 days",
    ],
  ])("%s: %s", (_, rule, said) => {
    expectSaid(
      cloud().plan("aws_s3_bucket_lifecycle_configuration", { bucket: "a", rule: JSON.parse(JSON.stringify(rule)) }),
      said,
    );
  });
});

const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

describe("a bucket's policy", () => {
  const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" };

  it("lets nobody in where public policies are blocked", () => {
    const world = cloud();
    const open = { bucket: "a", policy: policy({ ...read, Principal: "*" }) };
    expectSaid(world.create("aws_s3_bucket_policy", open), "");
    world.has("aws_s3_bucket_public_access_block", { bucket: "a", block_public_policy: true });
    expectSaid(world.create("aws_s3_bucket_policy", open), "lets everybody in");
    const limited = policy({ ...read, Principal: "*", Condition: { StringEquals: { "aws:SourceAccount": "1" } } });
    expectSaid(world.create("aws_s3_bucket_policy", { bucket: "a", policy: limited }), "");
  });

  it("is about its own bucket", () => {
    const foreign = policy({
      ...read,
      Principal: { Service: "logging.s3.amazonaws.com" },
      Resource: "arn:aws:s3:::b/*",
    });
    expectSaid(cloud().plan("aws_s3_bucket_policy", { bucket: "a", policy: foreign }), "arn:aws:s3:::b/* is not of a");
  });
});

describe("a policy", () => {
  const kind = { size: 6144, principal: "refused", strictSid: true } as const;
  const right = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject", "kms:*"], Resource: "*" };

  it("that is right has no problems", () => {
    expect(readPolicy(policy(right), kind).problems).toEqual([]);
  });

  it.each([
    ["an action that is none", { Action: "s3GetObject" }, '"s3GetObject" is no action'],
    ["an effect that is none", { Effect: "allow" }, 'Effect "allow" is neither Allow nor Deny'],
    ["no action", { Action: undefined }, "has no Action"],
    ["two kinds of resources", { NotResource: "*" }, "both Resource and NotResource"],
    ["a resource that is none", { Resource: "bucket" }, '"bucket" is neither an ARN nor *'],
    ["a principal", { Principal: "*" }, "has Principal, which a policy of an identity does not"],
    ["a name with a blank", { Sid: "Read it" }, "other characters than letters and digits"],
    ["an operator that is none", { Condition: { StringEqual: { a: "b" } } }, '"StringEqual" is no condition operator'],
  ])("with %s says so", (_, change, said) => {
    expect(readPolicy(policy({ ...right, ...change }), kind).problems.join()).toContain(said);
  });

  it.each([
    ["{", "not a JSON object"],
    [JSON.stringify({ Version: "2020-01-01", Statement: [right] }), 'Version "2020-01-01"'],
    [JSON.stringify({ Statement: [right, right] }), 'Sid "Read" stands twice'],
    [JSON.stringify({ Statement: [] }), "no Statement"],
    [
      policy({ ...right, Resource: Array.from({ length: 200 }, () => `arn:aws:s3:::${"x".repeat(40)}`) }),
      "6144 are allowed",
    ],
  ])("of %j says what is wrong", (json, said) => {
    expect(readPolicy(json, kind).problems.join()).toContain(said);
  });

  it.each([
    [{ AWS: "arn:aws:iam::111122223333:root" }, ""],
    [{ AWS: "111122223333" }, ""],
    [{ Service: "ec2.amazonaws.com" }, ""],
    [{ Service: "ec2" }, "no service principal"],
    [{ AWS: "somebody" }, "no principal of AWS"],
    [{ Robot: "x" }, '"Robot" is no kind of principal'],
  ])("for %j: %s", (Principal, said) => {
    const trust = { size: 2048, principal: "required" } as const;
    const { problems } = readPolicy(policy({ ...right, Principal }), trust);
    expectSaid(problems, said);
  });
});

describe("identities", () => {
  const trust = (statement: object = {}) =>
    policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" }, ...statement });

  it.each([
    ["is right", { name: "new", assume_role_policy: trust() }, ""],
    ["has a name that is taken", { name: "worker" }, "EntityAlreadyExists"],
    ["has a name that is too long", { name: "x".repeat(65) }, "has 65 characters"],
    ["has a name with a blank", { name: "a b" }, "ValidationError"],
    [
      "trusts with another action",
      { name: "new", assume_role_policy: trust({ Action: "s3:GetObject" }) },
      "may only specify STS",
    ],
    [
      "trusts for a resource",
      { name: "new", assume_role_policy: trust({ Resource: "*" }) },
      "which a trust policy does not",
    ],
    ["has short sessions", { name: "new", max_session_duration: 60 }, "between 3600 and 43200"],
    ["is not known yet", { name: UNKNOWN, assume_role_policy: UNKNOWN }, ""],
  ])("a role that %s", (_, values, said) => {
    expectSaid(cloud().create("aws_iam_role", values, GLOBAL), said);
  });

  it("a role is kept by its policies, and has ten managed ones, each once", () => {
    const world = cloud();
    const attach = (index: number) => ({ role: "worker", policy_arn: `arn:aws:iam::aws:policy/P${index}` });
    expectSaid(world.create("aws_iam_role_policy_attachment", attach(1), GLOBAL), "");
    world.has("aws_iam_role_policy_attachment", { id: "1", ...attach(1) }, GLOBAL);
    expectSaid(world.create("aws_iam_role_policy_attachment", attach(1), GLOBAL), "is attached to worker already");
    expectSaid(world.delete("aws_iam_role", { id: "worker", name: "worker" }, GLOBAL), "DeleteConflict");
    for (let index = 2; index <= 10; index++)
      world.has("aws_iam_role_policy_attachment", { id: `${index}`, ...attach(index) }, GLOBAL);
    expectSaid(world.create("aws_iam_role_policy_attachment", attach(11), GLOBAL), "quota for PoliciesPerRole: 10");
  });

  it("an own policy must exist, one of AWS is believed", () => {
    const mine = { role: "worker", policy_arn: "arn:aws:iam::111122223333:policy/none" };
    expectSaid(cloud().create("aws_iam_role_policy_attachment", mine, GLOBAL), "NoSuchEntity");
  });
});

describe("keys", () => {
  const root = {
    Effect: "Allow",
    Action: "kms:*",
    Resource: "*",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
  };

  it.each([
    ["keeps a way to its policy", { policy: policy(root) }, ""],
    [
      "locks everybody out",
      { policy: policy({ ...root, Action: "kms:Decrypt" }) },
      "will not allow you to update the key policy",
    ],
    [
      "belongs to another account alone",
      { policy: policy({ ...root, Principal: { AWS: "444455556666" } }) },
      "arn:aws:iam::111122223333:root",
    ],
    ["goes within a week", { deletion_window_in_days: 6 }, "must be between 7 and 30"],
    ["signs, and is rotated", { customer_master_key_spec: "RSA_2048", enable_key_rotation: true }, "is not rotated"],
  ])("a key that %s", (_, values, said) => {
    expectSaid(cloud().plan("aws_kms_key", values), said);
  });

  it.each([
    ["alias/acme/logs", ""],
    ["acme", "must begin with alias/"],
    ["alias/aws/acme", "keys that AWS manages"],
    ["alias/a b", "letters, digits, /, _ and -"],
  ])("an alias called %s: %s", (name, said) => {
    expectSaid(cloud().create("aws_kms_alias", { name, target_key_id: "k" }), said);
  });

  it("an alias is one of its name, for a key that exists", () => {
    const world = cloud();
    world.has("aws_kms_alias", { id: "alias/a", name: "alias/a", target_key_id: "k" });
    expectSaid(world.create("aws_kms_alias", { name: "alias/a", target_key_id: "k" }), "AlreadyExistsException");
    expectSaid(world.create("aws_kms_alias", { name: "alias/b", target_key_id: "none" }), "NotFoundException");
  });
});

describe("names and tags", () => {
  it.each<[string, object, string]>([
    ["a few", { Name: "a", "kubernetes.io/role/elb": "1" }, ""],
    ["one that AWS keeps for itself", { "aws:name": "a" }, "begins with aws:"],
    ["a key that is too long", { ["k".repeat(129)]: "a" }, "has 129 characters"],
    ["a value that is too long", { a: "v".repeat(257) }, "has 257 characters"],
    ["a value with other characters", { a: "a#b" }, "other characters than"],
    [
      "too many",
      Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ""])),
      "51 tags are too many",
    ],
  ])("tags: %s", (_, tags, said) => {
    expectSaid(cloud().plan("aws_vpc", { tags: { ...tags } }), said);
  });

  it.each([
    [30, ""],
    [0, ""],
    [31, "must be one of 0, 1, 3"],
  ])("a log group keeps its events for %i days: %s", (retention_in_days, said) => {
    expectSaid(cloud().plan("aws_cloudwatch_log_group", { name: "/acme", retention_in_days }), said);
  });

  it("a log group has a name of its own, of a small set of characters", () => {
    const world = cloud();
    expectSaid(world.create("aws_cloudwatch_log_group", { name: "/a b" }), "._-/#");
    world.has("aws_cloudwatch_log_group", { id: "/acme", name: "/acme" });
    expectSaid(world.create("aws_cloudwatch_log_group", { name: "/acme" }), "ResourceAlreadyExistsException");
  });
});
