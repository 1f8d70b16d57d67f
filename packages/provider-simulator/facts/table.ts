import type { Schema } from "provider-schemas";
import { type AttributeFacts, type PublishedTable, regExpFlags, type TypeFacts } from "../src/rules/published/format";
import { type Mapped, mapProperties } from "./attribute-map";
import type { CfnLint, Constraints, LintResource } from "./cfn-lint";
import { OPEN_ATTRIBUTES, regionalFacts } from "./regional";
import type { Property, ServiceSpec } from "./service-spec";
import { type Argument, argumentsOf, countConfigurable } from "./terraform-type";
import { type Place, placeOf, TYPES, typesOf } from "./type-map";

const ABOUT =
  "What AWS publishes of its resource types, by Terraform type. Written by facts/generate.ts; do not edit. It is taken " +
  "from the sources named here, under their licences: https://www.apache.org/licenses/LICENSE-2.0 and " +
  "https://spdx.org/licenses/MIT-0.html.";

/** A version of a package that facts come from. */
export type Source = PublishedTable["sources"][number];

/**
 * Brings both sources together.
 * @param schemas by Terraform type; each mapped type has to be among them
 * @param lint without it: what `@aws-cdk/aws-service-spec` alone has
 * @throws Error naming the types that have no schema
 */
export function publishedTable(
  schemas: Readonly<Record<string, Schema>>,
  spec: ServiceSpec,
  sources: readonly Source[],
  lint?: CfnLint,
): PublishedTable {
  const missing = Object.keys(TYPES).filter((type) => !schemas[type]);
  if (missing.length > 0) throw new Error(`No provider schema of ${missing.join(", ")}; give more with --schemas.`);
  const regional = lint && regionalFacts(lint);
  const types: Record<string, TypeFacts> = {};
  for (const type of Object.keys(TYPES).sort()) {
    const place = placeOf(type);
    const schema = schemas[type];
    if (!schema) continue;
    if (!place) {
      types[type] = { configurable: countConfigurable(argumentsOf(schema)), attributes: {}, unmapped: {} };
      continue;
    }
    types[type] = {
      ...typeFacts(type, place, schema, spec, lint?.schema(place.type), lint ? OPEN_ATTRIBUTES[type] : {}),
      unavailable: regional?.unavailable(place.type),
    };
  }
  return {
    about: ABOUT,
    sources,
    regionSets: regional?.regionSets ?? {},
    openLists: regional?.openLists ?? {},
    types,
  };
}

function typeFacts(
  type: string,
  place: Place,
  schema: Schema,
  spec: ServiceSpec,
  lint: LintResource | undefined,
  openLists: Readonly<Record<string, string>> = {},
): TypeFacts {
  const kind = place.type.slice(place.type.lastIndexOf(":") + 1);
  const properties = partOf(place, spec.properties(place.type));
  const root = { steps: place.part ? [place.part] : [], path: place.at ?? "" };
  const fields = argumentsOf(schema);
  const { mapped, unmapped } = mapProperties(type, kind, properties, fields, root);
  const reasons: Record<string, string> = { ...unmapped };
  const attributes: Record<string, AttributeFacts> = {};
  for (const each of mapped) {
    const { dropped, ...facts } = attributeFacts(each, lint?.constraints(each.steps));
    if (dropped) reasons[each.steps.slice(root.steps.length).join(".")] = dropped;
    const open = openLists[each.path];
    attributes[each.path] = { ...attributes[each.path], ...facts, ...(open && { open }) };
  }
  leaveToInner(attributes);
  return {
    cloudFormation: place.part ? `${place.type}/${place.part}` : place.type,
    configurable: countConfigurable(fields),
    attributes,
    ...groupsOf(mapped, root.steps, lint),
    unmapped: reasons,
  };
}

/** Where attributes of a block say that they replace, the block need not, and would say it of the others too. */
function leaveToInner(attributes: Record<string, AttributeFacts>): void {
  const replacing = Object.keys(attributes).filter((path) => attributes[path]?.replaces);
  for (const path of replacing) {
    if (!replacing.some((inner) => inner.startsWith(`${path}.`))) continue;
    const { replaces: _, ...facts } = attributes[path] ?? {};
    attributes[path] = facts;
  }
}

function partOf({ type, part }: Place, properties: readonly Property[]): readonly Property[] {
  if (part === undefined) return properties;
  const found = properties.find(({ name }) => name === part);
  if (!found) throw new Error(`${type}: has no property ${part}; correct it in type-map.ts.`);
  return found.properties();
}

function attributeFacts(
  { property, argument, same }: Mapped,
  constraints: Constraints | undefined,
): AttributeFacts & { dropped?: string } {
  const references = property.references.flatMap(typesOf).sort();
  const { list, item } = constraints ?? { list: {}, item: {} };
  const isText = argument.kind === "string" && argument.collection !== "map" && property.kind === "string";
  const isNumber = argument.kind === "number" && argument.collection !== "map" && property.kind === "number";
  const isList = property.isList && (argument.collection === "list" || argument.collection === "set");
  const pattern = isText && item.pattern !== undefined ? usablePattern(item.pattern) : undefined;
  const values = allowed(argument, [
    ...(property.enum ?? []),
    ...(item.enum ?? []),
    ...(item.enumCaseInsensitive ?? []),
  ]);
  return compact({
    block: argument.kind === "object" || undefined,
    same,
    replaces: property.replaces || undefined,
    enum: values.length > 0 ? values : undefined,
    ignoreCase: (values.length > 0 && item.enumCaseInsensitive !== undefined) || undefined,
    pattern: pattern?.pattern,
    minLength: isText ? item.minLength || undefined : undefined,
    maxLength: isText ? item.maxLength : undefined,
    minimum: isNumber ? item.minimum : undefined,
    maximum: isNumber ? item.maximum : undefined,
    minItems: isList ? list.minItems || undefined : undefined,
    maxItems: isList ? list.maxItems : undefined,
    references: references.length > 0 ? references : undefined,
    default: property.default,
    dropped: pattern?.dropped,
  });
}

/** Allowed values that the attribute can have. */
function allowed({ kind, collection }: Argument, values: readonly unknown[]): (string | number)[] {
  if (collection === "map") return [];
  const fitting = values.filter((value) => typeof value === "string" || typeof value === "number");
  return [...new Set(fitting)].filter((value) => typeof value === kind).sort(byText);
}

/** Expressions are written for Java and Python: what JavaScript would read otherwise is left out. */
function usablePattern(pattern: string): { pattern?: string; dropped?: string } {
  const translated = pattern.replace(/^\\A/, "^").replace(/\\[zZ]$/, "$");
  if (/\\[AzZGQE]|\[\[:|\(\?[a-z]+[):]|[*+?}]\+/.test(translated)) {
    return { dropped: `pattern that JavaScript reads otherwise: ${pattern}` };
  }
  try {
    new RegExp(translated, regExpFlags(translated));
    return { pattern: translated };
  } catch {
    return { dropped: `pattern that is no regular expression of JavaScript: ${pattern}` };
  }
}

/** Groups all of whose members are attributes that only a configuration sets. */
function groupsOf(mapped: readonly Mapped[], root: readonly string[], lint: LintResource | undefined) {
  const objects = [root, ...mapped.filter(({ property }) => property.kind === "object").map(({ steps }) => steps)];
  const byStep = new Map(mapped.map((each) => [each.steps.join("."), each]));
  const translate = (steps: readonly string[], groups: readonly (readonly string[])[]) =>
    groups.flatMap((group) => {
      const members = group.flatMap((name) => byStep.get([...steps, name].join(".")) ?? []);
      const usable = members.length === group.length && members.every(({ argument }) => !argument.computed);
      return usable ? [members.map(({ path }) => path).sort()] : [];
    });
  const found = objects.map((steps) => ({ steps, groups: lint?.groups(steps) }));
  const exclusive = found.flatMap(({ steps, groups }) => translate(steps, groups?.exclusive ?? []));
  const requiredTogether = found.flatMap(({ steps, groups }) => translate(steps, groups?.requiredTogether ?? []));
  return {
    ...(exclusive.length > 0 && { exclusive }),
    ...(requiredTogether.length > 0 && { requiredTogether }),
  };
}

function compact<T extends object>(facts: T): T {
  const present = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.assign({}, ...present.map(([key, value]) => ({ [key]: value })));
}

function byText(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1;
}
