import { equal, type Value, type Values } from "../provider/value";
import { known } from "./access";
import published from "./published/aws.json";
import { regionalRefusals } from "./published/regional";
import type { AttributeFacts, PublishedTable } from "./published/table";
import type { Refusal, Rule } from "./rule";

const table: PublishedTable = published;

/** The first types that have a source in AWS's facts. */
export const publishedTypes: readonly string[] = Object.keys(table.types);

/** Facts of one type that can refuse a value, with their patterns compiled. */
interface Checks {
  readonly attributes: readonly (readonly [string, AttributeFacts, RegExp | undefined])[];
  readonly excludes: readonly (readonly [string, readonly string[]])[];
}

const compiled = new Map<string, Checks>();

/** Facts by which a value can be refused; that it replaces, or refers, is for others. */
function checksOf(type: string): Checks | undefined {
  const existing = compiled.get(type);
  const facts = table.types[type];
  if (existing || !facts) return existing;
  const attributes = Object.entries(facts.attributes).flatMap(([path, fact]) => {
    const { replaces, references, ...checked } = fact;
    if (Object.keys(checked).length === 0) return [];
    return [[path, checked, fact.pattern === undefined ? undefined : new RegExp(fact.pattern, "u")] as const];
  });
  const made = { attributes, excludes: Object.entries(facts.excludes ?? {}) };
  compiled.set(type, made);
  return made;
}

/**
 * What the published facts say against an object.
 * @param prior what it was: what stays as it is has been accepted before
 */
export function publishedRefusals(type: string, values: Values, prior: Values | null, region: string): Refusal[] {
  const checks = checksOf(type);
  if (!checks) return [];
  const changed = (path: string) => {
    const [name = ""] = path.split(".");
    const value = values[name] ?? null;
    return value !== null && !(prior && equal(prior[name] ?? null, value));
  };
  return [
    ...checks.attributes.flatMap(([path, facts, pattern]) =>
      changed(path) ? problems(path, known(values, path), facts, pattern) : [],
    ),
    ...checks.excludes.flatMap(([path, others]) => {
      const given = others.filter((other) => known(values, other).length > 0);
      if (!changed(path) || known(values, path).length === 0 || given.length === 0) return [];
      return [
        {
          attribute: path,
          code: "InvalidParameterCombination",
          message: `${path} cannot be given with ${given.join(", ")}. Leave one out.`,
        },
      ];
    }),
    ...regionalRefusals(table, type, values, region),
  ];
}

function problems(
  attribute: string,
  values: readonly Value[],
  facts: AttributeFacts,
  pattern: RegExp | undefined,
): Refusal[] {
  const {
    enum: allowed,
    minLength = 0,
    maxLength = Number.POSITIVE_INFINITY,
    minItems = 0,
    maxItems = Number.POSITIVE_INFINITY,
  } = facts;
  const refuse = (message: string): Refusal => ({ attribute, code: "InvalidParameterValue", message });
  if (values.length === 0) return [];
  const count =
    values.length < minItems || values.length > maxItems
      ? [refuse(`${attribute} has ${values.length} entries; ${range(facts.minItems, facts.maxItems)} are allowed.`)]
      : [];
  return values.reduce<Refusal[]>((found, value) => {
    if (typeof value === "number" || typeof value === "bigint") {
      const low = facts.minimum !== undefined && value < facts.minimum;
      const high = facts.maximum !== undefined && value > facts.maximum;
      if (low || high)
        found.push(refuse(`${attribute} is ${value}; it must be ${range(facts.minimum, facts.maximum)}.`));
    }
    if (typeof value !== "string" || value === "") return found;
    if (allowed && !allowed.includes(value))
      found.push(refuse(`${attribute} is "${value}"; it must be one of ${allowed.join(", ")}.`));
    else if (pattern && !pattern.test(value))
      found.push(refuse(`${attribute} is "${value}", which does not match ${pattern.source}.`));
    if (value.length < minLength || value.length > maxLength)
      found.push(
        refuse(
          `${attribute} "${value}" has ${value.length} characters; ${range(facts.minLength, facts.maxLength)} are allowed.`,
        ),
      );
    return found;
  }, count);
}

function range(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return `at most ${high}`;
  return high === undefined ? `at least ${low}` : `between ${low} and ${high}`;
}

/** One rule for each type that has published facts. */
export const publishedRules: readonly Rule[] = publishedTypes.map((type) => ({
  name: `published-${type.replaceAll("_", "-")}`,
  types: [type],
  says: `Its arguments are as ${table.types[type]?.origin} has them: values, patterns, lengths, ranges.`,
  source: "https://github.com/aws-cloudformation/cfn-lint",
  standing: "documented",
  on: "values",
  check: ({ values, prior }, { region }) => publishedRefusals(type, values, prior, region),
}));

/** Paths of the arguments whose change AWS says needs another object. */
export function publishedReplacement(type: string): readonly string[] {
  return Object.entries(table.types[type]?.attributes ?? {}).flatMap(([path, { replaces }]) =>
    replaces ? [path] : [],
  );
}

/** Whether AWS says of an argument how it changes. */
export function isPublished(type: string, path: string): boolean {
  return table.types[type]?.attributes[path] !== undefined;
}

/** What an argument names, by AWS's own account. */
export function publishedReferences(
  type: string,
): readonly { readonly attribute: string; readonly types: readonly string[] }[] {
  return Object.entries(table.types[type]?.attributes ?? {}).flatMap(([attribute, { references }]) =>
    references ? [{ attribute, types: references }] : [],
  );
}

/** How much of a type is known. */
export interface Coverage {
  readonly origin: string;
  /** Arguments that a configuration can give, nested ones included. */
  readonly configurable: number;
  /** Those of which AWS says whether a change replaces. */
  readonly described: number;
  /** Those by which a value can be refused. */
  readonly checked: number;
  readonly unmapped: readonly string[];
}

export function coverageOf(type: string): Coverage | undefined {
  const facts = table.types[type];
  if (!facts) return undefined;
  const { origin, configurable, attributes, unmapped } = facts;
  const checked = Object.values(attributes).filter(({ replaces, ...rest }) => Object.keys(rest).length > 0).length;
  return { origin, configurable, described: Object.keys(attributes).length, checked, unmapped };
}
