import { alignPairs } from "./expression";
import { type BlockSlot, FIRST, FREE, type Grammar, LAST, type Slot } from "./grammar";
import { describe, isObject, type Json, type JsonObject } from "./json";
import { valueToHcl } from "./value";

export interface BodyContext {
  readonly requiredFirst: boolean;
  problem(path: string, message: string): void;
  warn(path: string, message: string): void;
}

const INDENT = "  ";

/**
 * The lines between a block's braces: first what decides how many there are, then arguments, nested blocks, and last
 * what concerns its life. An empty line stands around nested blocks and values of several lines.
 */
export function bodyLines(
  body: JsonObject,
  grammar: Grammar,
  path: string,
  indent: string,
  context: BodyContext,
): string[] {
  const paragraphs = new Paragraphs();
  // Meta-arguments stand in the outermost block; further in, the same names are arguments like others.
  const outermost = indent === INDENT;
  for (const name of argumentOrder(body, grammar, context.requiredFirst)) {
    const value = body[name];
    if (value === undefined) continue;
    const place = path === "" ? name : `${path}.${name}`;
    if (name === "dynamic" && isObject(value) && grammar.slot(name) === undefined) {
      for (const block of dynamicBlocks(value, grammar, place, indent, context)) paragraphs.add("block", block);
      continue;
    }
    const slot = grammar.slot(name) ?? grammar.fallback ?? guess(name, value, place, context);
    if (typeof slot === "string" || isAttribute(slot, value)) {
      const text = valueToHcl(value, typeof slot === "string" ? slot : "expression", indent);
      paragraphs.add(outermost ? positionOf(name) : "middle", [{ key: name, value: text }]);
    } else {
      const position = outermost && LAST.includes(name) ? "last" : "block";
      for (const block of blocks(name, value, slot, place, indent, context)) paragraphs.add(position, block);
    }
  }
  return paragraphs.lines(indent);
}

/** `name "label" { ... }` as lines; an empty body stays on one line. */
export function blockLines(header: string, lines: readonly string[], indent: string): string[] {
  return lines.length === 0 ? [`${indent}${header} {}`] : [`${indent}${header} {`, ...lines, `${indent}}`];
}

type Pair = { readonly key: string; readonly value: string };
type Position = "first" | "middle" | "block" | "last";

/** Collects what a body holds and puts empty lines where they belong. */
class Paragraphs {
  private readonly byPosition: Record<Position, (readonly Pair[] | readonly string[])[]> = {
    first: [],
    middle: [],
    block: [],
    last: [],
  };

  add(position: Position, content: readonly Pair[] | readonly string[]): void {
    this.byPosition[position].push(content);
  }

  lines(indent: string): string[] {
    const lines: string[] = [];
    const inner: string[][] = [];
    for (const position of ["first", "middle", "block", "last"] as const) {
      let run: Pair[] = [];
      const flush = () => {
        if (run.length > 0) inner.push(alignPairs(run).map((line) => indent + line));
        run = [];
      };
      for (const content of this.byPosition[position]) {
        if (!isPairs(content)) {
          flush();
          inner.push([...content]);
        } else if (content.some(({ value }) => value.includes("\n"))) {
          flush();
          inner.push(alignPairs(content).map((line) => indent + line));
        } else run.push(...content);
      }
      flush();
    }
    for (const [index, paragraph] of inner.entries()) {
      if (index > 0) lines.push("");
      for (const line of paragraph) lines.push(line);
    }
    return lines;
  }
}

function isPairs(content: readonly Pair[] | readonly string[]): content is readonly Pair[] {
  return typeof content[0] === "object";
}

function positionOf(name: string): Position {
  if (FIRST.includes(name)) return "first";
  return LAST.includes(name) ? "last" : "middle";
}

/** What a reader looks for first, required or not. */
const IDENTITY: readonly string[] = ["name", "id", "sid"];

/** The names of a body in reading order; `//` is a comment in Terraform JSON. */
function argumentOrder(body: JsonObject, grammar: Grammar, requiredFirst: boolean): string[] {
  const given = Object.keys(body).filter((name) => name !== "//");
  const names = [...given.filter((name) => !LAST.includes(name)), ...LAST.filter((name) => given.includes(name))];
  if (!requiredFirst) return names;
  const rank = (name: string) => {
    if (IDENTITY.includes(name)) return 0;
    if (grammar.required?.(name)) return 1;
    return name === "tags" ? 3 : 2;
  };
  return names
    .map((name) => ({ name, rank: rank(name) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name);
}

/** Lists of objects are written as blocks, except where there is no object to write. */
function isAttribute(slot: BlockSlot, value: Json): boolean {
  if (slot.kind !== "attribute") return false;
  return !(Array.isArray(value) && value.length > 0 && value.every(isObject));
}

function guess(name: string, value: Json, path: string, context: BodyContext): Slot {
  const block = Array.isArray(value) && value.length > 0 && value.every(isObject);
  context.warn(path, `"${name}" is not in the schema; written as ${block ? "blocks" : "an argument"}.`);
  return block ? { kind: "block", body: { slot: () => undefined, fallback: undefined } } : "expression";
}

function blocks(
  name: string,
  value: Json,
  slot: BlockSlot,
  path: string,
  indent: string,
  context: BodyContext,
): string[][] {
  const write = (labels: readonly string[], body: Json, grammar: Grammar, place: string) => {
    if (!isObject(body)) {
      context.problem(place, `expected an object for the block "${name}", found ${describe(body)}.`);
      return [];
    }
    const header = [name, ...labels.map((label) => JSON.stringify(label))].join(" ");
    return [blockLines(header, bodyLines(body, grammar, place, indent + INDENT, context), indent)];
  };
  const labelled = (one: Json, place: string): [string, Json, string][] => {
    if (isObject(one)) return Object.entries(one).map(([label, inner]) => [label, inner, `${place}.${label}`]);
    context.problem(place, `expected an object of labelled "${name}" blocks, found ${describe(one)}.`);
    return [];
  };
  return each(value, path).flatMap(([one, place]) => {
    if (one === null) return [];
    if (slot.kind !== "map" && slot.kind !== "typed") return write([], one, slot.body, place);
    return labelled(one, place).flatMap(([label, inner, innerPath]) => {
      if (slot.kind !== "typed") {
        return each(inner, innerPath).flatMap(([body, at]) => write([label], body, slot.body, at));
      }
      return labelled(inner, innerPath).flatMap(([second, body, at]) =>
        write([label, second], body, slot.bodyOf(label), at),
      );
    });
  });
}

/** A block may be given once or as a list. */
function each(value: Json, path: string): [Json, string][] {
  return Array.isArray(value) ? value.map((one, index): [Json, string] => [one, `${path}[${index}]`]) : [[value, path]];
}

function dynamicBlocks(
  dynamic: JsonObject,
  grammar: Grammar,
  path: string,
  indent: string,
  context: BodyContext,
): string[][] {
  return Object.entries(dynamic).flatMap(([name, value]) => {
    const slot = grammar.slot(name) ?? grammar.fallback ?? guess(name, [{}], `${path}.${name}`, context);
    const content: Slot = { kind: "block", body: typeof slot === "object" && "body" in slot ? slot.body : FREE };
    const body: Grammar = {
      slot: (key) => (key === "content" ? content : key === "iterator" ? "reference" : "expression"),
    };
    return blocks(
      `dynamic ${JSON.stringify(name)}`,
      value,
      { kind: "block", body },
      `${path}.${name}`,
      indent,
      context,
    );
  });
}
