import { blocks, known, text, texts } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";
import { scheduleProblem } from "./schedule";
import { uniqueRule } from "./unique";
import { formRule, rangeRule } from "./values";

const API = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const ROTATION = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html";
const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager";
const SECRET = "aws_secretsmanager_secret";
const VERSION = "aws_secretsmanager_secret_version";
const ROTATED = "aws_secretsmanager_secret_rotation";
const creation = { source: `${API}/API_CreateSecret.html`, standing: "documented" } as const;
const rotation = { source: `${API}/API_RotateSecret.html`, standing: "documented" } as const;
const VALIDATION = "ValidationException";
const INVALID = "InvalidParameterException";

export const secretReferences: readonly Reference[] = [
  {
    type: VERSION,
    attribute: "secret_id",
    to: [SECRET],
    source: `${API}/API_PutSecretValue.html`,
    standing: "documented",
  },
  { type: ROTATED, attribute: "secret_id", to: [SECRET], ...rotation },
  { type: ROTATED, attribute: "rotation_lambda_arn", to: ["aws_lambda_function"], ...rotation },
  {
    type: "aws_secretsmanager_secret_policy",
    attribute: "secret_arn",
    to: [SECRET],
    source: `${API}/API_PutResourcePolicy.html`,
    standing: "documented",
  },
];

/** Most bytes of a version. Source: API_PutSecretValue. */
const SIZE = 65_536;
/** The arguments that hold a version's value; of one that is only written, nobody here is told. */
const VALUES = ["secret_string", "secret_binary"] as const;
/** A write-only value comes with a version, and that can be seen. */
const GIVEN = [...VALUES, "secret_string_wo_version"] as const;

/** A rotation is not more often than every four hours, and not rarer than every 999 days. */
const SHORTEST_HOURS = 4;
const LONGEST_DAYS = 999;

export const secretRules: readonly Rule[] = [
  uniqueRule({ type: SECRET, attribute: "name", within: "region", code: "ResourceExistsException", ...creation }),
  formRule({
    type: SECRET,
    attribute: "name",
    form: /^[\w/+=.@-]+$/,
    is: "of letters, digits and /_+=.@-",
    code: VALIDATION,
    ...creation,
  }),
  rangeRule({
    type: SECRET,
    attribute: "recovery_window_in_days",
    from: 7,
    to: 30,
    besides: 0,
    code: INVALID,
    source: `${API}/API_DeleteSecret.html`,
    standing: "documented",
  }),
  rangeRule({
    type: ROTATED,
    attribute: "rotation_rules.automatically_after_days",
    from: 1,
    to: 1000,
    code: INVALID,
    source: `${PROVIDER}/secret_rotation.go`,
    standing: "documented",
  }),
  formRule({
    type: ROTATED,
    attribute: "rotation_rules.duration",
    form: /^([1-9]|1\d|2[0-4])h$/,
    is: "1h to 24h",
    code: INVALID,
    source: ROTATION,
    standing: "assumed",
  }),
  {
    name: "secret-replica-elsewhere",
    types: [SECRET],
    attributes: ["replica.region"],
    says: "A secret is copied to other regions than its own, once to each.",
    source: `${API}/API_ReplicateSecretToRegions.html`,
    standing: "assumed",
    on: "values",
    check: ({ values }, { region }): Refusal[] => {
      const regions = texts(values, "replica.region");
      return regions
        .filter((each, index) => each === region || regions.indexOf(each) < index)
        .map((each) => ({
          attribute: "replica",
          code: INVALID,
          message: `Invalid replica region ${each}: ${each === region ? "the secret itself is there" : "it is given twice"}.`,
        }));
    },
  },
  {
    name: "secret-value-size",
    types: [VERSION],
    attributes: [...VALUES],
    says: `A version has up to ${SIZE} bytes.`,
    source: `${API}/API_PutSecretValue.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) =>
      VALUES.flatMap((attribute): Refusal[] => {
        const value = text(values, attribute);
        const size = Buffer.byteLength(value ?? "", attribute === "secret_binary" ? "base64" : "utf8");
        if (size <= SIZE) return [];
        return [{ attribute, code: VALIDATION, message: `${attribute} has ${size} bytes; up to ${SIZE} are allowed.` }];
      }),
  },
  {
    name: "secret-value-once",
    types: [VERSION],
    attributes: GIVEN,
    says: "A version has one value: text, write-only text, or binary.",
    source: `${PROVIDER}/secret_version.go`,
    standing: "documented",
    on: "values",
    check: ({ values, action }) => {
      const given = GIVEN.filter((name) => known(values, name).some((value) => value !== ""));
      const [first] = given;
      if (action !== "create" || first === undefined || given.length === 1) return undefined;
      return {
        attribute: first,
        code: INVALID,
        message: `${given.join(" and ")} conflict with each other. Give one of them.`,
      };
    },
  },
  {
    name: "rotation-once",
    types: [ROTATED],
    attributes: ["rotation_rules.automatically_after_days", "rotation_rules.schedule_expression"],
    says: "A rotation has a number of days, or a schedule.",
    source: `${PROVIDER}/secret_rotation.go`,
    standing: "documented",
    on: "values",
    check: ({ values }): Refusal[] =>
      blocks(values, "rotation_rules").flatMap((rules) => {
        const given = ["automatically_after_days", "schedule_expression"].filter((name) => {
          const value = rules[name] ?? null;
          return value !== null && value !== 0 && value !== "";
        });
        if (given.length === 1) return [];
        const message = `Exactly one of automatically_after_days and schedule_expression is needed; ${given.length} are given.`;
        return [{ attribute: "rotation_rules", code: INVALID, message }];
      }),
  },
  {
    name: "rotation-schedule",
    types: [ROTATED],
    attributes: ["rotation_rules.schedule_expression"],
    says: `A rotation's schedule is on the hour of any year, every ${SHORTEST_HOURS} hours to ${LONGEST_DAYS} days.`,
    source: ROTATION,
    standing: "documented",
    on: "values",
    check: ({ values }): Refusal[] =>
      texts(values, "rotation_rules.schedule_expression").flatMap((expression) => {
        const problem = expression === "" ? undefined : rotationProblem(expression);
        const message = `Invalid ScheduleExpression "${expression}": ${problem}.`;
        return problem === undefined
          ? []
          : [{ attribute: "rotation_rules.schedule_expression", code: INVALID, message }];
      }),
  },
];

function rotationProblem(expression: string): string | undefined {
  const problem = scheduleProblem(expression, { forms: ["cron", "rate"], units: "any" });
  if (problem !== undefined) return problem;
  const [, count, unit] = /^rate\((\d+) +(minute|hour|day)/.exec(expression) ?? [];
  if (unit !== undefined) {
    const hours = Number(count) * (unit === "day" ? 24 : unit === "hour" ? 1 : 0);
    if (hours >= SHORTEST_HOURS && hours <= LONGEST_DAYS * 24) return undefined;
    return `it must be from every ${SHORTEST_HOURS} hours to every ${LONGEST_DAYS} days`;
  }
  const [minutes, , , , , year] = expression.replace(/^cron\(|\)$/g, "").split(/\s+/);
  if (minutes !== "0") return `minutes must be 0, and are ${minutes}`;
  return year === "*" ? undefined : `the year must be *, and is ${year}`;
}
