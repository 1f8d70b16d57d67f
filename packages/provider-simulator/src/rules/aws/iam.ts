import type { Values } from "../../provider/value";
import { number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";
import { malformed, type PolicyKind, readPolicy } from "./policy";
import { type Unique, uniqueRule } from "./unique";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const documented = { source: QUOTAS, standing: "documented" } as const;
const missing = "NoSuchEntity";
const keeps = "DeleteConflict";

export const iamReferences: readonly Reference[] = [
  { type: "aws_iam_role_policy", attribute: "role", to: ["aws_iam_role"], missing, keeps, ...documented },
  { type: "aws_iam_role_policy_attachment", attribute: "role", to: ["aws_iam_role"], missing, keeps, ...documented },
  {
    type: "aws_iam_role_policy_attachment",
    attribute: "policy_arn",
    to: ["aws_iam_policy"],
    missing,
    keeps,
    ...documented,
  },
  { type: "aws_iam_instance_profile", attribute: "role", to: ["aws_iam_role"], missing, keeps, ...documented },
];

const TAKEN: readonly Unique[] = [
  ...["aws_iam_role", "aws_iam_policy", "aws_iam_instance_profile", "aws_iam_user"].map(
    (type): Unique => ({
      type,
      attribute: "name",
      within: "region",
      code: "EntityAlreadyExists",
      ...documented,
    }),
  ),
  {
    type: "aws_iam_role_policy",
    attribute: "name",
    within: { attribute: "role" },
    code: "EntityAlreadyExists",
    ...documented,
  },
];

/** Bytes that a policy may have, by what it is attached to. Source: the page of quotas. */
const SIZES = { trust: 2048, managed: 6144, role: 10_240 };
const identity: Omit<PolicyKind, "size"> = { principal: "refused", strictSid: true };

/** Where policies stand, and of which kind each is. */
const POLICIES: readonly {
  readonly type: string;
  readonly attribute: string;
  readonly kind: PolicyKind;
  readonly source?: string;
}[] = [
  {
    type: "aws_iam_role",
    attribute: "assume_role_policy",
    kind: { size: SIZES.trust, principal: "required", resource: "refused", strictSid: true },
  },
  { type: "aws_iam_role_policy", attribute: "policy", kind: { ...identity, size: SIZES.role } },
  { type: "aws_iam_policy", attribute: "policy", kind: { ...identity, size: SIZES.managed } },
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  { type: "aws_kms_key", attribute: "policy", kind: { size: 32_768, principal: "required" } },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
  { type: "aws_s3_bucket_policy", attribute: "policy", kind: { size: 20_480, principal: "required" } },
  { type: "aws_vpc_endpoint", attribute: "policy", kind: { size: 20_480, principal: "required" } },
  { type: "aws_sns_topic", attribute: "policy", kind: { size: 30_720, principal: "required" } },
  { type: "aws_sqs_queue", attribute: "policy", kind: { size: 20_480, principal: "required" } },
  { type: "aws_secretsmanager_secret", attribute: "policy", kind: { size: 20_480, principal: "required" } },
];

const CODES: Readonly<Record<string, string>> = {
  aws_kms_key: "MalformedPolicyDocumentException",
  aws_s3_bucket_policy: "MalformedPolicy",
};

const policyForms = POLICIES.map(
  ({ type, attribute, kind }): Rule => ({
    name: `${type}-${attribute}-form`.replaceAll("_", "-"),
    types: [type],
    says: `Its ${attribute} is a policy of at most ${kind.size} bytes, with known parts only.`,
    source: GRAMMAR,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const json = text(values, attribute);
      return json === undefined ? undefined : malformed(attribute, readPolicy(json, kind).problems, CODES[type]);
    },
  }),
);

const NAME = /^[\w+=,.@-]+$/;

/** Longest names. Source: the page of quotas. */
const LENGTHS: Readonly<Record<string, number>> = {
  aws_iam_role: 64,
  aws_iam_user: 64,
  aws_iam_policy: 128,
  aws_iam_role_policy: 128,
  aws_iam_instance_profile: 128,
};

/** Managed policies of one role, unless a higher quota was asked for. */
const ATTACHED = 10;

export const iamRules: readonly Rule[] = [
  ...TAKEN.map(uniqueRule),
  ...policyForms,
  {
    name: "iam-name-form",
    types: Object.keys(LENGTHS),
    says: "Its name has letters, digits and +=,.@-_ only, up to 64 of them (128 for policies and profiles).",
    ...documented,
    on: "values",
    check: ({ type, values }) => {
      const name = text(values, "name");
      const most = LENGTHS[type] ?? 128;
      if (name === undefined || (NAME.test(name) && name.length <= most)) return undefined;
      return {
        attribute: "name",
        code: "ValidationError",
        message: `"${name}" has ${name.length} characters; up to ${most} letters, digits and +=,.@-_ are allowed.`,
      };
    },
  },
  {
    name: "role-session-length",
    types: ["aws_iam_role"],
    says: "A session lasts from 3,600 to 43,200 seconds.",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const seconds = number(values, "max_session_duration");
      if (seconds === undefined || (seconds >= 3600 && seconds <= 43_200)) return undefined;
      return {
        attribute: "max_session_duration",
        code: "ValidationError",
        message: `max_session_duration is ${seconds}; it must be between 3600 and 43200 seconds.`,
      };
    },
  },
  {
    name: "trust-names-assume-role",
    types: ["aws_iam_role"],
    says: "A trust policy allows actions of STS only.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => trustActions(values),
  },
  {
    name: "attached-policies",
    types: ["aws_iam_role_policy_attachment"],
    says: `A role has at most ${ATTACHED} managed policies, each once.`,
    ...documented,
    on: "world",
    check: ({ values, key }, platform) => {
      const [role, policy] = [text(values, "role"), text(values, "policy_arn")];
      if (role === undefined) return undefined;
      const others = platform.where("aws_iam_role_policy_attachment", "role", role).filter((it) => it.key !== key);
      if (others.some(({ attributes }) => text(attributes, "policy_arn") === policy)) {
        return {
          attribute: "policy_arn",
          code: "EntityAlreadyExists",
          message: `${policy} is attached to ${role} already; two attachments would remove each other.`,
        };
      }
      if (others.length < ATTACHED) return undefined;
      return {
        attribute: "role",
        code: "LimitExceeded",
        message: `Cannot exceed quota for PoliciesPerRole: ${ATTACHED}. ${role} has ${others.length} already.`,
      };
    },
  },
];

function trustActions(values: Values): Refusal[] {
  return texts(values, "assume_role_policy").flatMap((json) =>
    readPolicy(json, { size: Number.POSITIVE_INFINITY, principal: "required", resource: "refused" })
      .statements.flatMap(({ actions }) => actions)
      .filter((action) => action !== "*" && !action.startsWith("sts:"))
      .map((action) => ({
        attribute: "assume_role_policy",
        code: "MalformedPolicyDocument",
        message: `AssumeRole policy may only specify STS AssumeRole actions, and names ${action}.`,
      })),
  );
}
