import { text } from "../access";
import type { Rule } from "../rule";

const SOURCE = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html";
const TIERS = "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html";
const base = { types: ["aws_ssm_parameter"], source: SOURCE, standing: "documented", on: "values" } as const;

/** Longest name, and deepest hierarchy. */
const NAME = 1011;
const LEVELS = 15;
/** Most bytes of a value, by tier. */
const STANDARD = 4096;
const ADVANCED = 8192;
/** The arguments that hold the value; of one that is only written, nobody here is told. */
const VALUES = ["value", "insecure_value"] as const;

export const parameterRules: readonly Rule[] = [
  {
    ...base,
    name: "parameter-name",
    attributes: ["name"],
    says: `Its name has letters, digits and _.-, in up to ${LEVELS} levels that begin with a slash, and does not begin with aws or ssm.`,
    check: ({ values }) => {
      const name = text(values, "name");
      // An ARN names a parameter of elsewhere; the provider takes it.
      const problem = name === undefined || name.startsWith("arn:") ? undefined : nameProblem(name);
      return problem === undefined
        ? undefined
        : { attribute: "name", code: "ValidationException", message: `Parameter name "${name}": ${problem}.` };
    },
  },
  {
    ...base,
    name: "parameter-size",
    attributes: ["tier", ...VALUES],
    says: `Its value has up to ${STANDARD} bytes, and ${ADVANCED} in another tier than Standard.`,
    source: TIERS,
    check: ({ values }) => {
      const most = text(values, "tier") === "Standard" ? STANDARD : ADVANCED;
      return VALUES.flatMap((attribute) => {
        const size = Buffer.byteLength(text(values, attribute) ?? "");
        if (size <= most) return [];
        const advice = most === STANDARD && size <= ADVANCED ? " Set tier to Advanced." : "";
        const message = `The value has ${size} bytes; ${most} are allowed.${advice}`;
        return [{ attribute, code: "ValidationException", message }];
      });
    },
  },
  {
    ...base,
    name: "parameter-pattern",
    attributes: ["allowed_pattern"],
    says: "Its value matches its allowed pattern.",
    check: ({ values }) => {
      const pattern = text(values, "allowed_pattern");
      const value = VALUES.map((name) => text(values, name)).find((it) => it !== undefined);
      if (pattern === undefined || value === undefined || matches(pattern, value)) return undefined;
      return {
        attribute: "allowed_pattern",
        code: "ParameterPatternMismatchException",
        message: `Parameter value does not match the allowed pattern ${pattern}.`,
      };
    },
  },
];

function nameProblem(name: string): string | undefined {
  if (!/^[\w./-]+$/.test(name)) return "only letters, digits and _.-/ are allowed";
  if (/^(aws|ssm)/i.test(name) || /^\/(aws|ssm)(\/|$)/i.test(name)) return 'it must not begin with "aws" or "ssm"';
  if (name.includes("/") && !name.startsWith("/")) return "a name with levels must begin with a slash";
  if (name.split("/").filter(Boolean).length > LEVELS) return `it has more than ${LEVELS} levels`;
  return name.length > NAME ? `it has ${name.length} characters, and ${NAME} are allowed` : undefined;
}

/** AWS reads patterns as Java does: what JavaScript cannot read is taken to match. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}
