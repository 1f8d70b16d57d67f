import { isTrue, number, text } from "../access";
import type { Reference } from "../references";
import type { Rule } from "../rule";
import { readPolicy } from "./policy";
import { uniqueRule } from "./unique";

const API = "https://docs.aws.amazon.com/kms/latest/APIReference";
const documented = { source: `${API}/API_CreateKey.html`, standing: "documented" } as const;
const KEY = ["aws_kms_key", "aws_kms_replica_key", "aws_kms_alias"];
const missing = "NotFoundException";

export const encryptionReferences: readonly Reference[] = [
  { type: "aws_kms_alias", attribute: "target_key_id", to: KEY, missing, ...documented },
  ...[
    ["aws_cloudwatch_log_group", "kms_key_id"],
    [
      "aws_s3_bucket_server_side_encryption_configuration",
      "rule.apply_server_side_encryption_by_default.kms_master_key_id",
    ],
    ["aws_s3_bucket_replication_configuration", "rule.destination.encryption_configuration.replica_kms_key_id"],
    ["aws_secretsmanager_secret", "kms_key_id"],
    ["aws_db_instance", "kms_key_id"],
    ["aws_eks_cluster", "encryption_config.provider.key_arn"],
    ["aws_ebs_volume", "kms_key_id"],
    ["aws_sns_topic", "kms_master_key_id"],
    ["aws_sqs_queue", "kms_master_key_id"],
    ["aws_backup_vault", "kms_key_arn"],
    ["aws_elasticache_replication_group", "kms_key_id"],
    ["aws_ssm_parameter", "key_id"],
  ].map(([type = "", attribute = ""]): Reference => ({ type, attribute, to: KEY, missing, ...documented })),
];

export const encryptionRules: readonly Rule[] = [
  uniqueRule({
    type: "aws_kms_alias",
    attribute: "name",
    within: "region",
    code: "AlreadyExistsException",
    source: `${API}/API_CreateAlias.html`,
    standing: "documented",
  }),
  {
    name: "alias-form",
    types: ["aws_kms_alias"],
    says: "Its name begins with alias/, and not with alias/aws/.",
    source: `${API}/API_CreateAlias.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const name = text(values, "name");
      if (name === undefined) return undefined;
      const attribute = "name";
      if (name.startsWith("alias/aws/")) {
        return {
          attribute,
          code: "NotAuthorizedException",
          message: `"${name}": alias/aws/ is for keys that AWS manages.`,
        };
      }
      if (/^alias\/[\w/-]{1,250}$/.test(name)) return undefined;
      return {
        attribute,
        code: "ValidationException",
        message: `"${name}" must begin with alias/, followed by letters, digits, /, _ and -.`,
      };
    },
  },
  {
    name: "key-deletion-window",
    types: ["aws_kms_key", "aws_kms_replica_key"],
    says: "A key is deleted 7 to 30 days after it was asked for.",
    source: `${API}/API_ScheduleKeyDeletion.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const days = number(values, "deletion_window_in_days");
      if (days === undefined || (days >= 7 && days <= 30)) return undefined;
      return {
        attribute: "deletion_window_in_days",
        code: "ValidationException",
        message: `deletion_window_in_days is ${days}; it must be between 7 and 30.`,
      };
    },
  },
  {
    name: "key-rotation-symmetric",
    types: ["aws_kms_key"],
    says: "Only a symmetric key whose material is of KMS is rotated by itself.",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const spec = text(values, "customer_master_key_spec") ?? "SYMMETRIC_DEFAULT";
      if (!isTrue(values, "enable_key_rotation") || spec === "SYMMETRIC_DEFAULT") return undefined;
      return {
        attribute: "enable_key_rotation",
        code: "UnsupportedOperationException",
        message: `A key of ${spec} is not rotated. Leave enable_key_rotation out.`,
      };
    },
  },
  {
    name: "key-policy-keeps-a-way",
    types: ["aws_kms_key"],
    says: "Its policy lets somebody of the account change the policy later.",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
    standing: "documented",
    on: "values",
    check: ({ values }, { account }) => {
      const json = text(values, "policy");
      if (json === undefined || isTrue(values, "bypass_policy_lockout_safety_check")) return undefined;
      const { statements } = readPolicy(json, { size: Number.POSITIVE_INFINITY, principal: "required" });
      const open = statements.some(
        ({ effect, principals, actions }) =>
          effect === "Allow" &&
          principals.some((who) => who === "*" || who === account || who.includes(`::${account}:`)) &&
          actions.some((action) => ["*", "kms:*", "kms:Put*", "kms:PutKeyPolicy"].includes(action)),
      );
      if (open) return undefined;
      return {
        attribute: "policy",
        code: "MalformedPolicyDocumentException",
        message: `The new key policy will not allow you to update the key policy in the future: let arn:aws:iam::${account}:root, or a role of the account, use kms:PutKeyPolicy.`,
      };
    },
  },
];
