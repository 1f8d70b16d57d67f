import { createHash } from "node:crypto";
import { ProviderError } from "./protocol";
import { isValues, type Value, type Values } from "./value";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Statement = Readonly<Record<string, Json>>;
interface Document {
  readonly version: string;
  readonly id: string;
  readonly statements: readonly Statement[];
}

/**
 * Renders aws_iam_policy_document as the AWS provider does, byte for byte: order of keys, lists of one as a string,
 * longer ones in descending order, `&{...}` for `${...}`, and `<`, `>` and `&` escaped.
 * Source: internal/service/iam/policy_model.go of terraform-provider-aws.
 * @throws ProviderError for a source or override policy that is not JSON
 */
export function policyDocument(config: Values): Values {
  const own: Document = {
    version: text(config.version) || "2012-10-17",
    id: text(config.policy_id),
    statements: items(config.statement).map(statement),
  };
  const sources = [...strings(config.source_policy_documents), text(config.source_json)].filter((json) => json !== "");
  const overrides = [...strings(config.override_policy_documents), text(config.override_json)].filter(
    (json) => json !== "",
  );
  const base = sources.map((json) => parse(json, "source_policy_documents"));
  // A statement takes the place of an earlier one with the same Sid.
  const [first = own, ...rest] = [...base, own, ...overrides.map((json) => parse(json, "override_policy_documents"))];
  const { version, id, statements } = rest.reduce(merge, first);
  const document = {
    ...(version ? { Version: version } : {}),
    ...(id ? { Id: id } : {}),
    ...(statements.length > 0 ? { Statement: statements } : {}),
  };
  const minified = escapeHtml(JSON.stringify(document));
  return {
    version,
    json: escapeHtml(JSON.stringify(document, undefined, 2)),
    minified_json: minified,
    id: String(Number.parseInt(createHash("sha256").update(minified).digest("hex").slice(0, 8), 16)),
    statement: items(config.statement).map((given) => ({ ...given, effect: text(given.effect) || "Allow" })),
  };
}

function statement(given: Values): Statement {
  const entries: [string, Json | undefined][] = [
    ["Sid", text(given.sid) || undefined],
    ["Effect", text(given.effect) || "Allow"],
    ["Action", oneOrMany(strings(given.actions))],
    ["NotAction", oneOrMany(strings(given.not_actions))],
    ["Resource", oneOrMany(strings(given.resources).map(variables))],
    ["NotResource", oneOrMany(strings(given.not_resources).map(variables))],
    ["Principal", principals(items(given.principals))],
    ["NotPrincipal", principals(items(given.not_principals))],
    ["Condition", conditions(items(given.condition))],
  ];
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function principals(given: readonly Values[]): Json | undefined {
  if (given.length === 0) return undefined;
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of given) {
    const list = [...strings(identifiers)].map(variables).sort().reverse();
    byType.set(text(type), [...(byType.get(text(type)) ?? []), ...list]);
  }
  // Only {"*": "*"} is "*"; {"AWS": "*"} means something else to IAM.
  if (byType.size === 1 && byType.get("*")?.join() === "*") return "*";
  return sorted([...byType].map(([type, list]) => [type, single(list)]));
}

function conditions(given: readonly Values[]): Json | undefined {
  if (given.length === 0) return undefined;
  const tests = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of given) {
    const byVariable = tests.get(text(test)) ?? new Map<string, string[]>();
    tests.set(text(test), byVariable);
    const name = text(variable);
    byVariable.set(name, [...(byVariable.get(name) ?? []), ...strings(values).map(variables)]);
  }
  return sorted(
    [...tests].map(([test, found]) => [test, sorted([...found].map(([name, list]) => [name, single(list)]))]),
  );
}

function merge(base: Document, added: Document): Document {
  const statements = [...base.statements];
  for (const next of added.statements) {
    const same = next.Sid ? statements.findIndex(({ Sid }) => Sid === next.Sid) : -1;
    if (same < 0) statements.push(next);
    else statements[same] = next;
  }
  return {
    version: [base.version, added.version].sort()[1] ?? "",
    id: added.id || base.id,
    statements,
  };
}

const KEYS = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
];

function parse(json: string, argument: string): Document {
  let parsed: Json;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new ProviderError(
      "Invalid policy document",
      `${argument}: is not JSON (${error instanceof Error ? error.message : error}): ${json.slice(0, 200)}`,
    );
  }
  const { Version = "", Id = "", Statement = [] } = record(parsed);
  const list = Array.isArray(Statement) ? Statement : [Statement];
  return { version: String(Version), id: String(Id), statements: list.map((item) => ordered(record(item))) };
}

function ordered(given: Statement): Statement {
  return Object.fromEntries(KEYS.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]])));
}

function record(value: Json): Statement {
  return isRecord(value) ? value : {};
}

function isRecord(value: Json): value is Statement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function oneOrMany(list: readonly string[]): Json | undefined {
  return list.length === 0 ? undefined : single([...list].sort().reverse());
}

function single(list: readonly string[]): Json {
  const [only] = list;
  return list.length === 1 && only !== undefined ? only : list;
}

function sorted(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `&{aws:username}` is how a configuration writes `${aws:username}` without terraform reading it. */
function variables(value: string): string {
  return value.replaceAll("&{", "${");
}

/** As Go's encoding/json does. */
function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function items(value: Value | undefined): readonly Values[] {
  return Array.isArray(value) ? value.filter(isValues) : [];
}

function strings(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
