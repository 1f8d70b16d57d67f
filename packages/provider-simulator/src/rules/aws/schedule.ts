import { blocks, number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";
import { AWS_CRON, cronProblem, daysProblem, UNIX_CRON } from "./cron";

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
    units: "any",
    cron: "free",
    code: "ValidationException",
    source: SSM,
  },
  {
    type: "aws_ssm_association",
    attribute: "schedule_expression",
    forms: ["cron", "rate", "at"],
    units: "any",
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
export function scheduleProblem(expression: string, { forms, units, cron }: Omit<Schedule, "code" | "source" | "type" | "attribute">) {
  const [, form, inner = ""] = /^(cron|rate|at)\((.*)\)$/s.exec(expression.trim()) ?? [];
  const known = forms.find((it) => it === form);
  if (known === undefined) return `it must be written as ${forms.map((it) => EXAMPLES[it]).join(" or ")}`;
  if (known === "rate") return rateProblem(inner, units ?? "exact");
  if (known === "at") return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(inner) ? undefined : `"${inner}" is no time; write it as ${EXAMPLES.at}, without an offset`;
  return cron === "free" ? undefined : (cronProblem(inner, AWS_CRON) ?? daysProblem(inner));
}

function rateProblem(inner: string, units: "exact" | "any"): string | undefined {
  const [, count = "", unit = "", plural = ""] = /^\s*(\d+)\s+(minute|hour|day)(s?)\s*$/.exec(inner) ?? [];
  if (unit === "" || Number(count) < 1) return `"${inner}" is no rate; a positive number and minutes, hours or days are needed`;
  if (units === "any" || (Number(count) === 1) === (plural === "")) return undefined;
  return `rate(${inner}) must be rate(${Number(count)} ${unit}${Number(count) === 1 ? "" : "s"})`;
}
