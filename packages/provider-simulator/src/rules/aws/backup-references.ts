import type { Reference } from "../references";

const API = "https://docs.aws.amazon.com/aws-backup/latest/devguide";
const VAULT = "aws_backup_vault";
const PLAN = "aws_backup_plan";
const SELECTION = "aws_backup_selection";
const LOCK = "aws_backup_vault_lock_configuration";
const TESTING = "aws_backup_restore_testing_plan";
const TESTED = "aws_backup_restore_testing_selection";
const INVALID = "InvalidParameterValueException";
const page = (name: string) => ({ source: `${API}/API_${name}.html`, standing: "documented" }) as const;
const vaultName = { attribute: "backup_vault_name", to: [VAULT] } as const;

export const backupReferences: readonly Reference[] = [
  { type: PLAN, attribute: "rule.target_vault_name", to: [VAULT], missing: INVALID, ...page("BackupRuleInput") },
  {
    type: PLAN,
    attribute: "rule.copy_action.destination_vault_arn",
    to: [VAULT, "aws_backup_logically_air_gapped_vault"],
    missing: INVALID,
    ...page("CopyAction"),
  },
  {
    type: SELECTION,
    attribute: "plan_id",
    to: [PLAN],
    keeps: "InvalidRequestException",
    ...page("DeleteBackupPlan"),
  },
  { type: SELECTION, attribute: "iam_role_arn", to: ["aws_iam_role"], missing: INVALID, ...page("BackupSelection") },
  { type: "aws_backup_vault_policy", ...vaultName, ...page("PutBackupVaultAccessPolicy") },
  { type: "aws_backup_vault_notifications", ...vaultName, ...page("PutBackupVaultNotifications") },
  {
    type: "aws_backup_vault_notifications",
    attribute: "sns_topic_arn",
    to: ["aws_sns_topic"],
    missing: INVALID,
    ...page("PutBackupVaultNotifications"),
  },
  { type: LOCK, ...vaultName, ...page("PutBackupVaultLockConfiguration") },
  {
    type: TESTED,
    attribute: "restore_testing_plan_name",
    to: [TESTING],
    keeps: "InvalidRequestException",
    ...page("DeleteRestoreTestingPlan"),
  },
  {
    type: TESTED,
    attribute: "iam_role_arn",
    to: ["aws_iam_role"],
    missing: INVALID,
    ...page("RestoreTestingSelectionForCreate"),
  },
  {
    type: "aws_backup_report_plan",
    attribute: "report_delivery_channel.s3_bucket_name",
    to: ["aws_s3_bucket"],
    missing: INVALID,
    ...page("ReportDeliveryChannel"),
  },
];
