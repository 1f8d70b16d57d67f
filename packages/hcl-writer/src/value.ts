import { layOut, WIDTH } from "./expression";
import { alignInto } from "./fmt";
import { describe, type JsonObject } from "./json";
import { literalToHcl, templateKeyToHcl, templateToHcl } from "./template";

/**
 * How Terraform reads the strings of a value:
 * - `expression`: as templates
 * - `literal`: as they stand
 * - `reference`: as references, types or keywords, which stand bare
 */
export type Reading = "expression" | "literal" | "reference";

/** Takes what is not Terraform JSON. */
export interface Problems {
  problem(path: string, message: string): void;
}

const INDENT = "  ";
const UNCLOSED = 'holds a "${" or "%{" that does not end; "$${" and "%%{" stand for the characters themselves.';

/**
 * A JSON value as an HCL expression.
 * @param indent of the line on which it starts
 * @param heredoc whether the line ends behind it
 */
export function valueToHcl(
  value: unknown,
  reading: Reading,
  indent: string,
  path: string,
  problems: Problems,
  heredoc = true,
): string {
  switch (typeof value) {
    case "string":
      return stringToHcl(value, reading, indent, path, problems, heredoc);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      if (Number.isFinite(value)) return String(value);
      break;
    case "object":
      if (value === null) return "null";
      return Array.isArray(value)
        ? listToHcl(value, reading, indent, path, problems)
        : entriesToHcl(Object.entries(value), () => reading, indent, path, problems);
  }
  problems.problem(path, `expected a JSON value, found ${describe(value)}.`);
  return "null";
}

function stringToHcl(
  text: string,
  reading: Reading,
  indent: string,
  path: string,
  problems: Problems,
  heredoc: boolean,
): string {
  if (reading === "literal") return literalToHcl(text);
  if (reading === "reference") return referenceToHcl(text, indent, path, problems);
  const hcl = templateToHcl(text, indent, heredoc);
  if (hcl === undefined) problems.problem(path, UNCLOSED);
  return hcl ?? "null";
}

const REFERENCE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/;

/** Some programs write references as `${aws_vpc.vpc}`. */
function referenceToHcl(text: string, indent: string, path: string, problems: Problems): string {
  if (REFERENCE.test(text)) return text;
  const bare = /^\$\{(.*)\}$/s.exec(text)?.[1] ?? text;
  const hcl = layOut(bare, indent);
  if (hcl === undefined) {
    problems.problem(path, `expected a reference, a type or a keyword, found ${JSON.stringify(text)}.`);
  }
  return hcl ?? "null";
}

/** On one line where it fits; objects never do. */
function listToHcl(
  list: readonly unknown[],
  reading: Reading,
  indent: string,
  path: string,
  problems: Problems,
): string {
  if (list.length === 0) return "[]";
  const inner = indent + INDENT;
  // Behind a heredoc there is no place for a comma.
  const heredoc = list.length === 1;
  let width = indent.length;
  let flat = true;
  const items = list.map((item, index) => {
    const text = valueToHcl(item ?? null, reading, inner, `${path}[${index}]`, problems, heredoc);
    width += text.length + 2;
    flat &&= !text.includes("\n");
    return text;
  });
  if (flat && width <= WIDTH) return `[${items.join(", ")}]`;
  const comma = heredoc && items[0]?.startsWith("<<") ? "" : ",";
  return `[\n${items.map((item) => `${inner}${item}${comma}\n`).join("")}${indent}]`;
}

/** An object whose fields are read as given, in that order; others follow and are literals. */
export function fieldsToHcl(
  object: JsonObject,
  fields: Readonly<Record<string, Reading>>,
  indent: string,
  path: string,
  problems: Problems,
): string {
  const names = Object.keys(fields).filter((name) => Object.hasOwn(object, name));
  const others = Object.keys(object).filter((name) => !Object.hasOwn(fields, name));
  const entries = [...names, ...others].map((name): [string, unknown] => [name, object[name]]);
  return entriesToHcl(entries, (name) => fields[name] ?? "literal", indent, path, problems);
}

function entriesToHcl(
  entries: readonly [string, unknown][],
  readingOf: (name: string) => Reading,
  indent: string,
  path: string,
  problems: Problems,
): string {
  const inner = indent + INDENT;
  const out: string[] = [];
  let keys: string[] = [];
  let values: string[] = [];
  const flush = () => {
    alignInto(out, keys, values, inner);
    keys = [];
    values = [];
  };
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    const place = `${path}.${name}`;
    const key = keyToHcl(name, readingOf(name), place, problems);
    const text = valueToHcl(value, readingOf(name), inner, place, problems);
    // fmt takes a heredoc for a single line.
    if (text.includes("\n") && !text.startsWith("<<")) {
      flush();
      out.push(`${inner}${key} = ${text}`);
    } else {
      keys.push(key);
      values.push(text);
    }
  }
  flush();
  return out.length === 0 ? "{}" : `{\n${out.join("\n")}\n${indent}}`;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** Names that mean something else as a bare key. */
const RESERVED: ReadonlySet<string> = new Set(["true", "false", "null", "for"]);

/** Keys are templates too; what is not a plain name is quoted. */
function keyToHcl(key: string, reading: Reading, path: string, problems: Problems): string {
  if (NAME.test(key) && !RESERVED.has(key)) return key;
  if (reading === "literal") return literalToHcl(key);
  if (reading === "reference") return referenceToHcl(key, "", path, problems);
  const hcl = templateKeyToHcl(key);
  if (hcl === undefined) problems.problem(path, `its key ${UNCLOSED}`);
  return hcl ?? "null";
}
