import type { Values } from "../../provider/value";
import { blocks, isTrue, number, text } from "../access";
import type { Refusal, Rule } from "../rule";
import { uniqueRule } from "./unique";
import { formRule, rangeRule } from "./values";

const API = "https://docs.aws.amazon.com/aws-backup/latest/devguide";
const VAULT = "aws_backup_vault";
const PLAN = "aws_backup_plan";
const SELECTION = "aws_backup_selection";
const LOCK = "aws_backup_vault_lock_configuration";
const TESTING = "aws_backup_restore_testing_plan";
const TESTED = "aws_backup_restore_testing_selection";
const INVALID = "InvalidParameterValueException";
const page = (name: string) => ({ source: `${API}/API_${name}.html`, standing: "documented" }) as const;

/** What is in cold storage stays there for as many days. Source: API_Lifecycle. */
const COLD = 90;
/** Days that a continuous backup is kept at most. Source: point-in-time-recovery. */
const CONTINUOUS = 35;
/** Shortest windows, in minutes. */
const SHORTEST = 60;
/** 100 years, in days. */
const LONGEST = 36_500;

const testingName = {
  form: /^\w{1,50}$/,
  is: "up to 50 letters, digits and underscores",
  code: INVALID,
} as const;

/** One refusal for each rule block of a plan that has the problem. */
function eachRule(problem: (rule: Values) => { attribute: string; message: string } | undefined): Rule["check"] {
  return ({ values }) =>
    blocks(values, "rule").flatMap((rule): Refusal[] => {
      const found = problem(rule);
      if (!found) return [];
      const message = `Rule "${text(rule, "rule_name")}": ${found.message}`;
      return [{ attribute: `rule.${found.attribute}`, code: INVALID, message }];
    });
}

export const backupRules: readonly Rule[] = [
  uniqueRule({
    type: VAULT,
    attribute: "name",
    within: "region",
    code: "AlreadyExistsException",
    ...page("CreateBackupVault"),
  }),
  uniqueRule({
    type: TESTING,
    attribute: "name",
    within: "region",
    code: "AlreadyExistsException",
    ...page("CreateRestoreTestingPlan"),
  }),
  formRule({
    type: PLAN,
    attribute: "rule.rule_name",
    form: /^[\w.-]{1,50}$/,
    is: "up to 50 letters, digits and -_.",
    code: INVALID,
    ...page("BackupRuleInput"),
  }),
  formRule({ type: TESTING, attribute: "name", ...testingName, ...page("RestoreTestingPlanForCreate") }),
  formRule({ type: TESTED, attribute: "name", ...testingName, ...page("RestoreTestingSelectionForCreate") }),
  ...(
    [
      [LOCK, "changeable_for_days", 3, LONGEST, "PutBackupVaultLockConfiguration"],
      [LOCK, "min_retention_days", 1, LONGEST, "PutBackupVaultLockConfiguration"],
      [LOCK, "max_retention_days", 1, LONGEST, "PutBackupVaultLockConfiguration"],
      [TESTING, "start_window_hours", 0, 168, "RestoreTestingPlanForCreate"],
      [TESTING, "recovery_point_selection.selection_window_days", 1, 365, "RestoreTestingPlanForCreate"],
      [TESTED, "validation_window_hours", 1, 168, "RestoreTestingSelectionForCreate"],
    ] as const
  ).map(([type, attribute, from, to, name]) => rangeRule({ type, attribute, from, to, code: INVALID, ...page(name) })),
  formRule({
    type: TESTING,
    attribute: "recovery_point_selection.algorithm",
    form: /^(LATEST|RANDOM)_WITHIN_WINDOW$/,
    is: "LATEST_WITHIN_WINDOW or RANDOM_WITHIN_WINDOW",
    code: INVALID,
    ...page("RestoreTestingPlanForCreate"),
  }),
  formRule({
    type: TESTING,
    attribute: "recovery_point_selection.recovery_point_types",
    form: /^(SNAPSHOT|CONTINUOUS)$/,
    is: "SNAPSHOT or CONTINUOUS",
    code: INVALID,
    ...page("RestoreTestingPlanForCreate"),
  }),
  formRule({
    type: TESTING,
    attribute: "recovery_point_selection.include_vaults",
    form: /^(\*|arn:.+:backup-vault:.+)$/,
    is: "* or the ARN of a vault",
    code: INVALID,
    ...page("RestoreTestingPlanForCreate"),
  }),
  {
    name: "vault-lock-order",
    types: [LOCK],
    attributes: ["max_retention_days", "min_retention_days"],
    says: "The longest retention of a lock is not below the shortest.",
    ...page("PutBackupVaultLockConfiguration"),
    standing: "assumed",
    on: "values",
    check: ({ values }) => {
      const [least, most] = [number(values, "min_retention_days"), number(values, "max_retention_days")];
      if (least === undefined || most === undefined || least <= most) return undefined;
      const message = `max_retention_days is ${most}, below min_retention_days, ${least}.`;
      return { attribute: "max_retention_days", code: INVALID, message };
    },
  },
  {
    name: "backup-lifecycle",
    types: [PLAN],
    attributes: ["lifecycle", "copy_action.lifecycle"].flatMap((path) =>
      ["cold_storage_after", "delete_after"].map((name) => `rule.${path}.${name}`),
    ),
    says: `What goes to cold storage is deleted ${COLD} days later at the earliest.`,
    ...page("Lifecycle"),
    on: "values",
    check: eachRule((rule) => {
      const short = [...blocks(rule, "lifecycle"), ...blocks(rule, "copy_action.lifecycle")].find((lifecycle) => {
        const [cold, end] = [number(lifecycle, "cold_storage_after"), number(lifecycle, "delete_after")];
        return cold && end && end < cold + COLD;
      });
      if (!short) return undefined;
      const [cold = 0, end] = [number(short, "cold_storage_after"), number(short, "delete_after")];
      return {
        attribute: "lifecycle",
        message: `DeleteAfterDays cannot be less than ${COLD} days apart from MoveToColdStorageAfterDays: delete_after is ${end}, and must be ${cold + COLD} or more.`,
      };
    }),
  },
  {
    name: "continuous-backup-kept",
    types: [PLAN],
    attributes: ["rule.enable_continuous_backup", "rule.lifecycle.delete_after"],
    says: `Continuous backups are kept up to ${CONTINUOUS} days.`,
    source: `${API}/point-in-time-recovery.html`,
    standing: "documented",
    on: "values",
    check: eachRule((rule) => {
      const days = number(rule, "lifecycle.delete_after");
      if (!isTrue(rule, "enable_continuous_backup") || days === undefined || days <= CONTINUOUS) return undefined;
      return {
        attribute: "lifecycle.delete_after",
        message: `Continuous backups are kept 1 to ${CONTINUOUS} days, and delete_after is ${days}. Keep longer copies by a second rule.`,
      };
    }),
  },
  {
    name: "backup-start-window",
    types: [PLAN],
    attributes: ["rule.start_window"],
    says: `A backup has at least ${SHORTEST} minutes to begin.`,
    ...page("BackupRuleInput"),
    on: "values",
    check: eachRule((rule) => {
      const start = number(rule, "start_window");
      if (start === undefined || start >= SHORTEST) return undefined;
      return { attribute: "start_window", message: `start_window is ${start}; it must be ${SHORTEST} or more.` };
    }),
  },
  {
    name: "backup-completion-window",
    types: [PLAN],
    attributes: ["rule.completion_window"],
    says: `A backup has at least ${SHORTEST} minutes more to end than to begin.`,
    ...page("BackupRuleInput"),
    standing: "assumed",
    on: "values",
    check: eachRule((rule) => {
      const [start, end] = [number(rule, "start_window"), number(rule, "completion_window")];
      if (start === undefined || end === undefined || end >= start + SHORTEST) return undefined;
      return {
        attribute: "completion_window",
        message: `completion_window is ${end}; it must be ${start + SHORTEST} or more, ${SHORTEST} minutes above start_window.`,
      };
    }),
  },
  {
    name: "backup-selects-something",
    types: [SELECTION],
    attributes: ["resources", "selection_tag"],
    says: "A selection names resources, by ARN, tag or condition.",
    ...page("BackupSelection"),
    standing: "assumed",
    on: "values",
    check: ({ values, action }) => {
      const given = ["resources", "not_resources", "selection_tag", "condition"].some((name) => {
        const value = values[name] ?? null;
        return value !== null && !(Array.isArray(value) && value.length === 0);
      });
      if (action !== "create" || given) return undefined;
      return {
        code: INVALID,
        message: "Invalid selection. Select resources by resources, selection_tag or condition.",
      };
    },
  },
  {
    name: "vault-empty",
    types: [VAULT],
    attributes: ["force_destroy"],
    says: "A vault with recovery points is deleted with force_destroy only.",
    ...page("DeleteBackupVault"),
    on: "delete",
    check: ({ values }) => {
      const points = number(values, "recovery_points") ?? 0;
      if (points === 0 || isTrue(values, "force_destroy")) return undefined;
      return {
        code: "InvalidRequestException",
        message: `Backup vault cannot be deleted because it contains ${points} recovery points. Delete them first, or set force_destroy.`,
      };
    },
  },
];
