import { isValues, type Value, type Values } from "./value";

interface Statement {
  Sid?: string;
  readonly [key: string]: unknown;
}

/**
 * What the data source aws_iam_policy_document renders: single values instead of lists of one, other lists in reverse
 * order, as the real provider writes them.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function renderPolicy(config: Values): { readonly json: string; readonly minified: string } {
  let statements: Statement[] = [];
  for (const source of documents(config.source_policy_documents)) statements = merge(statements, statementsOf(source));
  statements = merge(statements, listOf(config.statement).map(statement));
  for (const override of documents(config.override_policy_documents))
    statements = merge(statements, statementsOf(override));
  const policy = {
    Version: text(config.version) ?? "2012-10-17",
    Id: text(config.policy_id),
    Statement: statements,
  };
  return { json: JSON.stringify(policy, null, 2), minified: JSON.stringify(policy) };
}

/** A statement with the Sid of an earlier one takes its place. */
function merge(first: readonly Statement[], second: readonly Statement[]): Statement[] {
  const replaced = new Set(second.map(({ Sid }) => Sid).filter((sid) => sid));
  return [...first.filter(({ Sid }) => !Sid || !replaced.has(Sid)), ...second];
}

function statement(given: Values): Statement {
  return {
    Sid: text(given.sid),
    Effect: text(given.effect) ?? "Allow",
    Action: strings(given.actions),
    NotAction: strings(given.not_actions),
    Resource: strings(given.resources),
    NotResource: strings(given.not_resources),
    Principal: principals(given.principals),
    NotPrincipal: principals(given.not_principals),
    Condition: conditions(given.condition),
  };
}

function principals(value: Value | undefined): unknown {
  const given = listOf(value);
  if (given.length === 0) return undefined;
  const anyone = given.find(({ type, identifiers }) => type === "*" && strings(identifiers) === "*");
  if (anyone) return "*";
  return Object.fromEntries(given.map(({ type, identifiers }) => [text(type), strings(identifiers)]));
}

function conditions(value: Value | undefined): unknown {
  const given = listOf(value);
  if (given.length === 0) return undefined;
  const tests: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of given) {
    const name = text(test) ?? "";
    tests[name] = { ...tests[name], [text(variable) ?? ""]: strings(values) };
  }
  return tests;
}

function strings(value: Value | undefined): string | string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  // `&{aws:username}` stands for a variable of IAM, since `${...}` is terraform's.
  const all = value.map((item) => String(item).replaceAll("&{", "${"));
  return all.length === 1 ? all[0] : all.sort().reverse();
}

function documents(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.map(String).filter((document) => document !== "") : [];
}

function statementsOf(document: string): Statement[] {
  const { Statement = [] }: { Statement?: Statement | Statement[] } = JSON.parse(document);
  return Array.isArray(Statement) ? Statement : [Statement];
}

function listOf(value: Value | undefined): Values[] {
  return Array.isArray(value) ? value.filter(isValues) : [];
}

function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
