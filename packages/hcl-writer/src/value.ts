import { alignPairs } from "./expression";
import { isObject, type Json, type JsonObject } from "./json";
import { literalToHcl, templateToHcl } from "./template";

/** How the strings of a value are read, see Slot. */
export type Reading = "expression" | "literal" | "reference";

const INDENT = "  ";
/** Longest list that stays on one line, in columns. */
const WIDTH = 100;

/** A JSON value as an HCL expression. @param indent of the line on which it starts */
export function valueToHcl(value: Json, reading: Reading, indent: string, nested = false): string {
  if (typeof value === "string") {
    if (reading === "reference") return bare(value);
    return reading === "literal" ? literalToHcl(value) : templateToHcl(value, indent, !nested);
  }
  if (Array.isArray(value)) return listToHcl(value, reading, indent);
  if (isObject(value)) return objectToHcl(value, reading, indent);
  return String(value);
}

/** Older programs write references as `${aws_vpc.vpc}`. */
function bare(text: string): string {
  return /^\$\{(.*)\}$/s.exec(text)?.[1] ?? text;
}

function listToHcl(list: readonly Json[], reading: Reading, indent: string): string {
  if (list.length === 0) return "[]";
  const flat = list.map((item) => valueToHcl(item, reading, indent, true));
  const line = `[${flat.join(", ")}]`;
  if (!line.includes("\n") && !list.some(isObject) && indent.length + line.length <= WIDTH) return line;
  const inner = indent + INDENT;
  const lines = list.map((item) => `${inner}${valueToHcl(item, reading, inner, true)},`);
  return `[\n${lines.join("\n")}\n${indent}]`;
}

function objectToHcl(object: JsonObject, reading: Reading, indent: string): string {
  const entries = Object.entries(object);
  if (entries.length === 0) return "{}";
  const inner = indent + INDENT;
  const pairs = entries.map(([key, value]) => ({
    key: keyToHcl(key, reading, inner),
    value: valueToHcl(value, reading, inner, true),
  }));
  return `{\n${alignPairs(pairs)
    .map((line) => inner + line)
    .join("\n")}\n${indent}}`;
}

/** Names that mean something else as a bare key. */
const RESERVED: ReadonlySet<string> = new Set(["true", "false", "null", "for"]);

/** Keys are templates as well; what is not a plain name is quoted. */
function keyToHcl(key: string, reading: Reading, indent: string): string {
  if (reading === "reference") return key;
  if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !RESERVED.has(key)) return key;
  if (reading === "literal") return literalToHcl(key);
  const text = templateToHcl(key, indent);
  return text.startsWith('"') ? text : `(${text})`;
}
