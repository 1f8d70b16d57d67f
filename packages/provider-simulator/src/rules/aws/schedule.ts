import { blocks, number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";
import { AWS_CRON, cronProblem, daysProblem, UNIX_CRON } from "./cron";
import { rangeRule } from "./values";

const EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/userguide";
const SCHEDULER = "https://docs.aws.amazon.com/scheduler/latest/UserGuide";
const SCHEDULER_API = "https://docs.aws.amazon.com/scheduler/latest/APIReference";
const BACKUP = "https://docs.aws.amazon.com/aws-backup/latest/devguide";
const SSM = "https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html";
const SCALING = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html";

type Form = "cron" | "rate" | "at";

/** An argument that holds a schedule. */
interface Schedule {
  readonly type: string;
  readonly attribute: string;
  readonly forms: readonly Form[];
  /** How the unit of a rate is written: by the number before it, or as one likes. */
  readonly units?: "exact" | "any";
  /** What the fields of a cron expression are; Systems Manager's are not looked at, for each of its kinds has others. */
  readonly cron?: "aws" | "free";
  readonly code: string;
  readonly source: string;
}

const SCHEDULES: readonly Schedule[] = [
  {
    type: "aws_cloudwatch_event_rule",
    attribute: "schedule_expression",
    forms: ["cron", "rate"],
    code: "ValidationException",
    source: `${EVENTS}/eb-scheduled-rule-pattern.html`,
  },
  {
    type: "aws_scheduler_schedule",
    attribute: "schedule_expression",
    forms: ["cron", "rate", "at"],
    units: "any",
    code: "ValidationException",
    source: `${SCHEDULER}/schedule-types.html`,
  },
  {
    type: "aws_backup_plan",
    attribute: "rule.schedule",
    forms: ["cron"],
    code: "InvalidParameterValueException",
    source: `${BACKUP}/API_BackupRuleInput.html`,
  },
  {
    type: "aws_backup_restore_testing_plan",
    attribute: "schedule_expression",
    forms: ["cron"],
    code: "InvalidParameterValueException",
    source: `${BACKUP}/API_RestoreTestingPlanForCreate.html`,
  },
  {
    type: "aws_ssm_maintenance_window",
    attribute: "schedule",
    forms: ["cron", "rate", "at"],
    cron: "free",
    code: "ValidationException",
    source: SSM,
  },
  {
    type: "aws_ssm_association",
    attribute: "schedule_expression",
    forms: ["cron", "rate", "at"],
    cron: "free",
    code: "ValidationException",
    source: SSM,
  },
];

const EXAMPLES: Readonly<Record<Form, string>> = {
  cron: "cron(0 5 * * ? *)",
  rate: "rate(5 minutes)",
  at: "at(2030-01-31T05:00:00)",
};

/** What is wrong with a schedule, in half a sentence; undefined when nothing is. */
export function scheduleProblem(
  expression: string,
  { forms, units = "exact", cron = "aws" }: Pick<Schedule, "forms" | "units" | "cron">,
): string | undefined {
  const [, word, inner = ""] = /^(cron|rate|at)\((.*)\)$/s.exec(expression.trim()) ?? [];
  const form = forms.find((it) => it === word);
  if (form === undefined) return `it must be written as ${forms.map((it) => EXAMPLES[it]).join(" or ")}`;
  if (form === "rate") return rateProblem(inner, units);
  if (form === "cron") return cron === "free" ? undefined : (cronProblem(inner, AWS_CRON) ?? daysProblem(inner));
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(inner)) return undefined;
  return `"${inner}" is no time; write it as ${EXAMPLES.at}, without an offset`;
}

function rateProblem(inner: string, units: "exact" | "any"): string | undefined {
  const [, count = "0", unit = "", plural = ""] = /^\s*(\d+)\s+(minute|hour|day)(s?)\s*$/.exec(inner) ?? [];
  const value = Number(count);
  if (value < 1) return `"${inner}" is no rate; a positive number of minutes, hours or days is needed`;
  if (units === "any" || (value === 1) === (plural === "")) return undefined;
  return `one is singular, more are plural: write rate(${value} ${unit}${value === 1 ? "" : "s"})`;
}

function scheduleRule(schedule: Schedule): Rule {
  const { type, attribute, forms, code, source } = schedule;
  return {
    name: `${type}-schedule`.replaceAll("_", "-"),
    types: [type],
    attributes: [attribute],
    says: `${attribute} is a valid ${forms.join(", ")} expression${schedule.cron === "free" ? "" : ", and of its two days one is ?"}.`,
    source,
    standing: "documented",
    on: "values",
    check: ({ values }): Refusal[] =>
      texts(values, attribute).flatMap((expression) => {
        const problem = expression === "" ? undefined : scheduleProblem(expression, schedule);
        const message = `Parameter ScheduleExpression "${expression}" is not valid: ${problem}.`;
        return problem === undefined ? [] : [{ attribute, code, message }];
      }),
  };
}

const role = { to: ["aws_iam_role"], missing: "ValidationException" } as const;
const onSchedule = {
  type: "aws_scheduler_schedule",
  source: `${SCHEDULER_API}/API_CreateSchedule.html`,
  standing: "documented",
} as const;
const group = {
  attribute: "autoscaling_group_name",
  to: ["aws_autoscaling_group"],
  missing: "ValidationError",
} as const;
const window = {
  attribute: "window_id",
  to: ["aws_ssm_maintenance_window"],
  missing: "DoesNotExistException",
} as const;
const SSM_API = "https://docs.aws.amazon.com/systems-manager/latest/APIReference";

export const scheduleReferences: readonly Reference[] = [
  { ...onSchedule, ...role, attribute: "target.role_arn" },
  { ...onSchedule, attribute: "group_name", to: ["aws_scheduler_schedule_group"] },
  { ...onSchedule, attribute: "kms_key_arn", to: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_alias"] },
  { ...onSchedule, attribute: "target.dead_letter_config.arn", to: ["aws_sqs_queue"], missing: "ValidationException" },
  { ...group, type: "aws_autoscaling_schedule", source: SCALING, standing: "documented" },
  {
    ...role,
    type: "aws_cloudwatch_event_rule",
    attribute: "role_arn",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
    standing: "assumed",
  },
  {
    ...window,
    type: "aws_ssm_maintenance_window_target",
    source: `${SSM_API}/API_RegisterTargetWithMaintenanceWindow.html`,
    standing: "documented",
  },
  {
    ...window,
    type: "aws_ssm_maintenance_window_task",
    source: `${SSM_API}/API_RegisterTaskWithMaintenanceWindow.html`,
    standing: "documented",
  },
];

const onWindow = {
  type: "aws_ssm_maintenance_window",
  code: "ValidationException",
  source: `${SSM_API}/API_CreateMaintenanceWindow.html`,
  standing: "documented",
} as const;

export const scheduleRules: readonly Rule[] = [
  ...SCHEDULES.map(scheduleRule),
  rangeRule({ ...onWindow, attribute: "duration", from: 1, to: 24 }),
  rangeRule({ ...onWindow, attribute: "cutoff", from: 0, to: 23 }),
  {
    name: "scaling-recurrence",
    types: ["aws_autoscaling_schedule"],
    attributes: ["recurrence"],
    says: "A recurrence is a Unix cron expression of five fields.",
    source: SCALING,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const recurrence = text(values, "recurrence");
      const problem = recurrence === undefined ? undefined : cronProblem(recurrence, UNIX_CRON);
      if (problem === undefined) return undefined;
      const message = `Given recurrence string "${recurrence}" is invalid: ${problem}. Write it as 0 5 * * MON.`;
      return { attribute: "recurrence", code: "ValidationError", message };
    },
  },
  {
    name: "schedule-on-default-bus",
    types: ["aws_cloudwatch_event_rule"],
    attributes: ["schedule_expression", "event_bus_name"],
    says: "A rule with a schedule is on the default event bus.",
    source: `${EVENTS}/eb-create-rule-schedule.html`,
    standing: "assumed",
    on: "values",
    check: ({ values }) => {
      const bus = text(values, "event_bus_name") ?? "default";
      if (text(values, "schedule_expression") === undefined || /(^|\/)default$/.test(bus)) return undefined;
      return {
        attribute: "schedule_expression",
        code: "ValidationException",
        message: `ScheduleExpression is supported only on the default event bus, and the rule is on ${bus}. Leave event_bus_name out, or make it an aws_scheduler_schedule.`,
      };
    },
  },
  {
    name: "schedule-window",
    types: ["aws_scheduler_schedule"],
    attributes: ["flexible_time_window.maximum_window_in_minutes", "flexible_time_window.mode"],
    says: "A flexible time window has 1 to 1440 minutes, and one that is OFF has none.",
    source: `${SCHEDULER_API}/API_FlexibleTimeWindow.html`,
    standing: "documented",
    on: "values",
    check: ({ values }): Refusal[] =>
      blocks(values, "flexible_time_window").flatMap((block) => {
        const [mode, minutes] = [text(block, "mode"), number(block, "maximum_window_in_minutes")];
        const missing = mode === "FLEXIBLE" && (block.maximum_window_in_minutes ?? null) === null;
        const wrong = minutes !== undefined && (mode === "OFF" || minutes < 1 || minutes > 1440);
        if (!missing && !wrong) return [];
        return [
          {
            attribute: "flexible_time_window.maximum_window_in_minutes",
            code: "ValidationException",
            message: `A flexible time window of mode ${mode} has ${mode === "OFF" ? "no maximum_window_in_minutes" : "1 to 1440 maximum_window_in_minutes"}; ${minutes ?? "none"} is given.`,
          },
        ];
      }),
  },
];
