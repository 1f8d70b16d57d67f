import type { Values } from "../../provider/value";
import { blocks, isTrue, number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Platform, Refusal, Rule } from "../rule";
import { readPolicy } from "./policy";

const GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";
const ERRORS = "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html";
const documented = { source: ERRORS, standing: "documented" } as const;
const missing = "NoSuchBucket";

/** Resources that each set one thing of a bucket: a second one would undo the first. */
const SETTINGS = [
  "aws_s3_bucket_accelerate_configuration",
  "aws_s3_bucket_cors_configuration",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_notification",
  "aws_s3_bucket_object_lock_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_replication_configuration",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_s3_bucket_website_configuration",
];

const BUCKET = ["aws_s3_bucket"];

export const storageReferences: readonly Reference[] = [
  ...SETTINGS.map((type): Reference => ({ type, attribute: "bucket", to: BUCKET, missing, ...documented })),
  { type: "aws_s3_object", attribute: "bucket", to: BUCKET, missing, ...documented },
  {
    type: "aws_s3_bucket_logging",
    attribute: "target_bucket",
    to: BUCKET,
    missing: "InvalidTargetBucketForLogging",
    ...documented,
  },
  {
    type: "aws_s3_bucket_replication_configuration",
    attribute: "role",
    to: ["aws_iam_role"],
    missing: "InvalidRequest",
    ...documented,
  },
  {
    type: "aws_s3_bucket_replication_configuration",
    attribute: "rule.destination.bucket",
    to: BUCKET,
    missing: "InvalidRequest",
    ...documented,
  },
];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const RESERVED = {
  prefixes: ["xn--", "sthree-", "amzn-s3-demo-"],
  suffixes: ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"],
};

function nameProblems(name: string): string[] {
  return [
    ...(name.length < 3 || name.length > 63 ? [`has ${name.length} characters, and 3 to 63 are allowed`] : []),
    ...(/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name)
      ? []
      : ["may have lowercase letters, digits, dots and hyphens only, and begins and ends with a letter or digit"]),
    ...(name.includes("..") ? ["has two dots side by side"] : []),
    ...(/^\d+\.\d+\.\d+\.\d+$/.test(name) ? ["looks like an IP address"] : []),
    ...RESERVED.prefixes
      .filter((prefix) => name.startsWith(prefix))
      .map((prefix) => `begins with the reserved ${prefix}`),
    ...RESERVED.suffixes.filter((suffix) => name.endsWith(suffix)).map((suffix) => `ends with the reserved ${suffix}`),
  ];
}

/** Whether a bucket keeps versions now. */
function isVersioned(platform: Platform, bucket: string): boolean {
  return platform
    .everywhere("aws_s3_bucket_versioning", "bucket", bucket)
    .some(({ attributes }) => texts(attributes, "versioning_configuration.status").includes("Enabled"));
}

/** `arn:aws:s3:::name` or the name itself. */
function nameOf(bucket: string): string {
  return bucket.split(":").at(-1) ?? bucket;
}

export const storageRules: readonly Rule[] = [
  {
    name: "bucket-name-form",
    types: BUCKET,
    says: "Its name has 3 to 63 lowercase letters, digits, dots and hyphens, and none of the reserved beginnings and ends.",
    source: `${GUIDE}/bucketnamingrules.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) =>
      texts(values, "bucket").flatMap((name) =>
        nameProblems(name).map((problem) => ({
          attribute: "bucket",
          code: "InvalidBucketName",
          message: `"${name}" ${problem}.`,
        })),
      ),
  },
  {
    name: "bucket-name-once",
    types: BUCKET,
    says: "Its name is unique in all of AWS.",
    ...documented,
    on: "world",
    check: ({ values, key }, platform) => {
      const name = text(values, "bucket");
      const other = name && platform.everywhere("aws_s3_bucket", "bucket", name).find((bucket) => bucket.key !== key);
      if (!other) return undefined;
      const mine = other.account === platform.account;
      return {
        attribute: "bucket",
        code: mine ? "BucketAlreadyOwnedByYou" : "BucketAlreadyExists",
        message: `The bucket name "${name}" is taken${mine ? ` by your own bucket in ${other.region}` : ""}; names are shared by all accounts and regions.`,
      };
    },
  },
  {
    name: "setting-once",
    types: SETTINGS,
    says: "A bucket has one of each kind of setting.",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket",
    standing: "documented",
    on: "world",
    check: ({ type, values, key }, platform) => {
      const bucket = text(values, "bucket");
      if (bucket === undefined || !platform.where(type, "bucket", bucket).some((other) => other.key !== key))
        return undefined;
      return {
        attribute: "bucket",
        code: "OperationAborted",
        message: `${bucket} has another ${type} already; each would undo the other. Join them.`,
      };
    },
  },
  {
    name: "lock-needs-versions",
    types: ["aws_s3_bucket_object_lock_configuration"],
    says: "Objects are locked in a bucket that keeps versions.",
    source: `${GUIDE}/object-lock-configure.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const bucket = text(values, "bucket");
      if (bucket === undefined || isVersioned(platform, bucket)) return undefined;
      return {
        attribute: "bucket",
        code: "InvalidBucketState",
        message: `Versioning must be 'Enabled' on ${bucket} to apply an Object Lock configuration. Wait for its aws_s3_bucket_versioning with depends_on.`,
      };
    },
  },
  {
    name: "versions-stay",
    types: ["aws_s3_bucket_versioning"],
    says: "Versioning is not suspended where objects are locked or replicated.",
    source: `${GUIDE}/object-lock.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const [bucket, status] = [text(values, "bucket"), text(values, "versioning_configuration.status")];
      if (bucket === undefined || status === "Enabled" || status === undefined) return undefined;
      const holder = platform.find(BUCKET, bucket);
      const locked = holder !== undefined && isTrue(holder.attributes, "object_lock_enabled");
      const replicated = platform.where("aws_s3_bucket_replication_configuration", "bucket", bucket).length > 0;
      if (!locked && !replicated) return undefined;
      return {
        attribute: "versioning_configuration.status",
        code: "InvalidBucketState",
        message: `${locked ? "An Object Lock configuration" : "A replication configuration"} is present on ${bucket}, so the versioning state cannot be changed to ${status}.`,
      };
    },
  },
  {
    name: "replication-needs-versions",
    types: ["aws_s3_bucket_replication_configuration"],
    says: "Source and destination keep versions before objects are replicated, and the destination is another bucket.",
    source: `${GUIDE}/replication-requirements.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const from = text(values, "bucket");
      const destinations = texts(values, "rule.destination.bucket").map(nameOf);
      const plain = [...(from === undefined ? [] : [from]), ...destinations].filter(
        (bucket) => !isVersioned(platform, bucket) && platform.find(BUCKET, bucket),
      );
      const unversioned = [...new Set(plain)].map((bucket) => ({
        attribute: "bucket",
        code: "InvalidRequest",
        message: `Versioning must be 'Enabled' on the bucket ${bucket} to apply a replication configuration. Wait for its aws_s3_bucket_versioning with depends_on.`,
      }));
      if (from === undefined || !destinations.includes(from)) return unversioned;
      return [
        ...unversioned,
        { attribute: "rule", code: "InvalidRequest", message: `${from} cannot be its own destination.` },
      ];
    },
  },
  {
    name: "logging-at-home",
    types: ["aws_s3_bucket_logging"],
    says: "Access logs go to a bucket of the same account and region.",
    source: `${GUIDE}/ServerLogs.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const target = text(values, "target_bucket");
      const source = platform.find(BUCKET, text(values, "bucket") ?? "");
      const other = target === undefined ? undefined : platform.everywhere("aws_s3_bucket", "bucket", target)[0];
      if (!source || !other || (source.region === other.region && source.account === other.account)) return undefined;
      return {
        attribute: "target_bucket",
        code: "InvalidTargetBucketForLogging",
        message: `${target} is in ${other.region} of ${other.account}; logs of a bucket go to one of its own region and account.`,
      };
    },
  },
  {
    name: "lifecycle",
    types: ["aws_s3_bucket_lifecycle_configuration"],
    says: "Its rules, at most 1,000, have different ids, and each moves objects to cheaper classes in time before it deletes them.",
    source: `${GUIDE}/lifecycle-transition-general-considerations.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => lifecycleProblems(values),
  },
  {
    name: "public-policy-blocked",
    types: ["aws_s3_bucket_policy"],
    says: "A bucket whose public policies are blocked takes no policy that lets everybody in.",
    source: `${GUIDE}/access-control-block-public-access.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const [bucket, json] = [text(values, "bucket"), text(values, "policy")];
      if (bucket === undefined || json === undefined) return undefined;
      const blocked = platform
        .where("aws_s3_bucket_public_access_block", "bucket", bucket)
        .some(({ attributes }) => isTrue(attributes, "block_public_policy"));
      const open = readPolicy(json, { size: Number.POSITIVE_INFINITY, principal: "required" }).statements.some(
        ({ effect, principals, hasCondition }) => effect === "Allow" && principals.includes("*") && !hasCondition,
      );
      if (!blocked || !open) return undefined;
      return {
        attribute: "policy",
        code: "AccessDenied",
        message: `The policy lets everybody in, and BlockPublicPolicy of ${bucket} refuses that. Name who may, or add a condition.`,
      };
    },
  },
  {
    name: "policy-of-own-bucket",
    types: ["aws_s3_bucket_policy"],
    says: "Its statements are about the bucket it belongs to.",
    source: `${GUIDE}/bucket-policies.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const [bucket, json] = [text(values, "bucket"), text(values, "policy")];
      if (bucket === undefined || json === undefined) return undefined;
      const { statements } = readPolicy(json, { size: Number.POSITIVE_INFINITY, principal: "required" });
      const foreign = statements
        .flatMap(({ resources }) => resources)
        .filter((arn) => arn !== "*" && !isOf(bucket, arn));
      return foreign.map((arn) => ({
        attribute: "policy",
        code: "MalformedPolicy",
        message: `Policy has invalid resource: ${arn} is not of ${bucket}.`,
      }));
    },
  },
  {
    name: "bucket-empty",
    types: BUCKET,
    says: "A bucket that holds objects is deleted with force_destroy only.",
    ...documented,
    on: "delete",
    check: ({ values }, platform) => {
      const name = text(values, "bucket");
      if (name === undefined || isTrue(values, "force_destroy")) return undefined;
      const held = platform.where("aws_s3_object", "bucket", name).length;
      if (held === 0) return undefined;
      return {
        code: "BucketNotEmpty",
        message: `The bucket you tried to delete is not empty: ${name} holds ${held} objects. Empty it, or set force_destroy and apply before.`,
      };
    },
  },
];

function isOf(bucket: string, arn: string): boolean {
  const resource = arn.split(":").slice(5).join(":");
  return resource === bucket || resource.startsWith(`${bucket}/`) || /^[*]/.test(resource);
}

/** Classes in the order in which objects may move through them. */
const CLASSES = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];
/** Days before which these two classes take nothing from STANDARD. */
const FROM_30 = ["STANDARD_IA", "ONEZONE_IA"];

function lifecycleProblems(values: Values): Refusal[] {
  const rules = blocks(values, "rule");
  const ids = texts(values, "rule.id");
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))];
  const refuse = (message: string): Refusal => ({ attribute: "rule", code: "InvalidArgument", message });
  return [
    ...(rules.length > 1000 ? [refuse(`${rules.length} rules are too many; 1000 are allowed.`)] : []),
    ...twice.map((id) => refuse(`Rule ID must be unique. Found same ID "${id}" for more than one rule.`)),
    ...rules.flatMap((rule) =>
      [
        ...transitionProblems(rule, "transition", "days", number(rule, "expiration.days")),
        ...transitionProblems(
          rule,
          "noncurrent_version_transition",
          "noncurrent_days",
          number(rule, "noncurrent_version_expiration.noncurrent_days"),
        ),
      ].map((problem) => refuse(`Rule "${text(rule, "id")}": ${problem}`)),
    ),
  ];
}

function transitionProblems(rule: Values, name: string, unit: string, expiration: number | undefined): string[] {
  const steps = blocks(rule, name).flatMap((step) => {
    const [days, to] = [number(step, unit), text(step, "storage_class")];
    return days === undefined || to === undefined ? [] : [{ days, to }];
  });
  steps.sort((a, b) => a.days - b.days);
  return steps.flatMap(({ days, to }, index) => {
    const before = steps[index - 1];
    return [
      ...(FROM_30.includes(to) && days < 30
        ? [`${name} to ${to} after ${days} days; ${to} takes objects after 30 days.`]
        : []),
      ...(before && CLASSES.indexOf(to) <= CLASSES.indexOf(before.to)
        ? [`${name} from ${before.to} to ${to} goes the wrong way.`]
        : []),
      ...(before && FROM_30.includes(before.to) && days < before.days + 30
        ? [
            `${name} to ${to} after ${days} days; ${before.to} keeps objects for 30 days, so it must be ${before.days + 30} or more.`,
          ]
        : []),
      ...(expiration !== undefined && expiration <= days
        ? [`it expires after ${expiration} days, which must be more than the ${days} of its ${name} to ${to}.`]
        : []),
    ];
  });
}
