import { equal, type Values } from "../provider/value";
import { Checks, isChecked } from "./published/checks";
import { REPLACEMENT } from "./published/corrections";
import type { TypeFacts } from "./published/format";
import { publishedTable } from "./published/table";
import type { Refusal, Rule } from "./rule";

const checks = new Map<string, Checks>();

/**
 * Why the values of one object cannot be, by what AWS publishes of its type; nothing for a type that is not mapped. Nulls,
 * unknown values and the provider's empty ones pass. The cost is linear in the attributes that have facts.
 * @param region of the object; empty when it is in none
 * @param prior what the object was: arguments that stay as they are have been accepted before. @default it is new
 */
export function publishedRefusals(
  type: string,
  values: Values,
  region: string,
  prior: Values | null = null,
): Refusal[] {
  const facts = publishedTable().types[type];
  if (!facts) return [];
  const isChanged = (name: string) => !prior || !equal(prior[name] ?? null, values[name] ?? null);
  return [...unavailable(type, facts, region, prior), ...checksOf(type, facts).refusals(values, region, isChanged)];
}

function checksOf(type: string, facts: TypeFacts): Checks {
  const made = checks.get(type) ?? new Checks(type, facts);
  checks.set(type, made);
  return made;
}

function unavailable(type: string, { unavailable: set }: TypeFacts, region: string, prior: Values | null): Refusal[] {
  const regions = set === undefined ? [] : (publishedTable().regionSets[set]?.split(" ") ?? []);
  if (prior || !regions.includes(region)) return [];
  return [{ code: "UnsupportedOperation", message: `${region} does not offer ${type}. Choose another region.` }];
}

/** One rule for each type of the table that has checks. */
export const publishedRules: readonly Rule[] = Object.entries(publishedTable().types).flatMap(
  ([type, { cloudFormation, attributes }]): Rule[] => {
    if (cloudFormation === undefined || !Object.values(attributes).some(isChecked)) return [];
    return [
      {
        name: `published-${type.replaceAll("_", "-")}`,
        types: [type],
        says: `Its values, patterns, lengths and ranges are those of ${cloudFormation}.`,
        source: documentationOf(cloudFormation),
        standing: "documented",
        on: "values",
        check: ({ values, prior }, { region }) => publishedRefusals(type, values, region, prior),
      },
    ];
  },
);

/** The page of a CloudFormation type. */
function documentationOf(cloudFormation: string): string {
  const [, service = "", kind = ""] = (cloudFormation.split("/")[0] ?? "").toLowerCase().split("::");
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${service}-${kind}.html`;
}

/**
 * Paths, such as `kubernetes_network_config.ip_family`, of the arguments whose change needs another object: what AWS
 * publishes, corrected by what the provider does. Empty for a type that is not mapped.
 */
export function publishedReplacement(type: string): readonly string[] {
  const corrections = REPLACEMENT[type] ?? [];
  const inPlace = new Set(corrections.flatMap(({ replaces, paths }) => (replaces ? [] : paths)));
  const published = Object.entries(publishedTable().types[type]?.attributes ?? {}).flatMap(([path, { replaces }]) =>
    replaces && !inPlace.has(path) ? [path] : [],
  );
  const added = corrections.flatMap(({ replaces, paths }) => (replaces ? paths : []));
  return [...new Set([...published, ...added])].sort();
}

/** Whether it is known of an argument how it changes. */
export function isPublished(type: string, path: string): boolean {
  const corrected = REPLACEMENT[type]?.some(({ paths }) => paths.includes(path)) ?? false;
  return corrected || publishedTable().types[type]?.attributes[path] !== undefined;
}

/** The attributes that name other objects, and the types of these. */
export function publishedReferences(
  type: string,
): readonly { readonly attribute: string; readonly types: readonly string[] }[] {
  return Object.entries(publishedTable().types[type]?.attributes ?? {}).flatMap(([attribute, { references }]) =>
    references ? [{ attribute, types: references }] : [],
  );
}

/** The paths of a type's arguments by which a value can be refused. */
export function checkedPaths(type: string): readonly string[] {
  return Object.entries(publishedTable().types[type]?.attributes ?? {}).flatMap(([path, facts]) =>
    !facts.block && isChecked(facts) ? [path] : [],
  );
}

/** How much is known of one type. */
export interface Coverage {
  readonly type: string;
  /** Absent where CloudFormation has no such type. */
  readonly cloudFormation?: string;
  /** Attributes that a configuration can give, nested ones included, blocks themselves not. */
  readonly configurable: number;
  /** Those that are a property of the type, so that it is known whether a change replaces. */
  readonly described: number;
  /** Those by which a value can be refused. */
  readonly checked: number;
  /** Properties without an attribute, and why. */
  readonly unmapped: Readonly<Record<string, string>>;
}

/** How much is known of each type of the table. */
export function coverage(): readonly Coverage[] {
  return Object.entries(publishedTable().types).map(
    ([type, { cloudFormation, configurable, attributes, unmapped }]) => ({
      type,
      cloudFormation,
      configurable,
      described: Object.values(attributes).filter(({ block }) => !block).length,
      checked: checkedPaths(type).length,
      unmapped,
    }),
  );
}
