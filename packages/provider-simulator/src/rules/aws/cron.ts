/** What one field of a cron expression may hold. */
export interface CronField {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names that stand for numbers; the first is the lowest. */
  readonly names?: readonly string[];
  /** What it may hold besides numbers, names, ranges, steps and `*`. */
  readonly also?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEK = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const MINUTES: CronField = { name: "minutes", from: 0, to: 59 };
const HOURS: CronField = { name: "hours", from: 0, to: 23 };
const MONTH: CronField = { name: "month", from: 1, to: 12, names: MONTHS };

/** The fields of AWS. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html */
export const AWS_CRON: readonly CronField[] = [
  MINUTES,
  HOURS,
  { name: "day-of-month", from: 1, to: 31, also: /^(\?|L|LW|L-\d+|\d+W)$/ },
  MONTH,
  { name: "day-of-week", from: 1, to: 7, names: WEEK, also: /^(\?|L|([1-7]|[A-Z]{3})(L|#[1-5]))$/ },
  { name: "year", from: 1970, to: 2199 },
];

/** The fields of Unix. Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html */
export const UNIX_CRON: readonly CronField[] = [
  MINUTES,
  HOURS,
  { name: "day-of-month", from: 1, to: 31 },
  MONTH,
  { name: "day-of-week", from: 0, to: 7, names: WEEK },
];

/** What is wrong with the fields of a cron expression, in half a sentence; undefined when nothing is. */
export function cronProblem(text: string, fields: readonly CronField[]): string | undefined {
  const given = text.trim().split(/\s+/);
  if (given.length !== fields.length)
    return `it has ${given.length} fields, and needs ${fields.length}: ${fields.map(({ name }) => name).join(", ")}`;
  for (const [index, field] of fields.entries()) {
    const value = given[index] ?? "";
    if (
      !value
        .toUpperCase()
        .split(",")
        .every((item) => fits(item, field))
    )
      return `"${value}" is no ${field.name}; ${field.from} to ${field.to}${field.names ? ` or ${field.names[0]} to ${field.names.at(-1)}` : ""} are allowed`;
  }
  return undefined;
}

/** What is wrong with the `? rule` of AWS, that only one of the two days says something. */
export function daysProblem(text: string): string | undefined {
  const [, , dayOfMonth, , dayOfWeek] = text.trim().split(/\s+/);
  if (dayOfMonth === "?" || dayOfWeek === "?") return undefined;
  return `day-of-month is "${dayOfMonth}" and day-of-week is "${dayOfWeek}"; one of them must be ?`;
}

function fits(item: string, field: CronField): boolean {
  if (field.also?.test(item)) return true;
  const [range = "", step, ...rest] = item.split("/");
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === "*" || (range === "" && step !== undefined)) return true;
  const ends = range.split("-");
  return ends.length <= 2 && ends.every((end) => isIn(end, field));
}

function isIn(value: string, { from, to, names }: CronField): boolean {
  if (names?.includes(value)) return true;
  return /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to;
}
