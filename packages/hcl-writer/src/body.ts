import { alignInto } from "./fmt";
import type { BlockSlot, Grammar, Slot } from "./grammar";
import { describe, each, isObject, type JsonObject } from "./json";
import { dynamicSlot, GUESSED } from "./schema-grammar";
import { literalToHcl } from "./template";
import { fieldsToHcl, type Problems, valueToHcl } from "./value";

export interface BodyContext extends Problems {
  /** Orders arguments by their grammar's rank instead of as given. */
  readonly byRank: boolean;
  warn(path: string, message: string): void;
}

const INDENT = "  ";

/** Appends the lines of `header { ... }`; an empty body stays on one line. */
export function writeBlock(
  out: string[],
  header: string,
  body: JsonObject,
  grammar: Grammar,
  path: string,
  indent: string,
  context: BodyContext,
): void {
  const start = out.length;
  out.push(`${indent}${header} {`);
  writeBody(new Lines(out, indent + INDENT), body, grammar, path, context);
  if (out.length === start + 1) out[start] = `${indent}${header} {}`;
  else out.push(`${indent}}`);
}

/** The lines of a body: an empty one stands around nested blocks and arguments of several lines. */
class Lines {
  private readonly start: number;
  private keys: string[] = [];
  private values: string[] = [];

  constructor(
    readonly out: string[],
    readonly indent: string,
  ) {
    this.start = out.length;
  }

  argument(name: string, text: string): void {
    if (text.includes("\n")) {
      this.paragraph();
      this.out.push(`${this.indent}${name} = ${text}`);
    } else {
      this.keys.push(name);
      this.values.push(text);
    }
  }

  /** Ends what was written so far, so that the next line stands apart from it. */
  paragraph(): void {
    this.flush();
    if (this.out.length > this.start) this.out.push("");
  }

  /** Arguments of one line that follow each other, with their equals signs in one column. */
  flush(): void {
    if (this.keys.length === 0) return;
    if (this.out.length > this.start) this.out.push("");
    alignInto(this.out, this.keys, this.values, this.indent);
    this.keys = [];
    this.values = [];
  }
}

function writeBody(lines: Lines, body: JsonObject, grammar: Grammar, path: string, context: BodyContext): void {
  const { first = [], last = [] } = grammar;
  const blocks: [string, BlockSlot][] = [];
  const write = (name: string) => {
    const value = body[name];
    if (value === undefined || (value === null && grammar.omitsNull)) return;
    const slot = slotOf(name, value, grammar, `${path}.${name}`, context);
    if (isBlock(slot, value)) blocks.push([name, slot]);
    else writeArgument(lines, name, value, slot, `${path}.${name}`, context);
  };
  const writeBlocks = () => {
    for (const [name, slot] of blocks) writeBlocksOf(lines, name, body[name], slot, `${path}.${name}`, context);
    blocks.length = 0;
  };

  for (const name of first) write(name);
  lines.flush();
  for (const name of namesOf(body, grammar, context.byRank)) {
    if (!first.includes(name) && !last.includes(name)) write(name);
  }
  writeBlocks();
  for (const name of last) {
    write(name);
    writeBlocks();
  }
  lines.flush();
}

/** In reading order; `//` is a comment in Terraform JSON. */
function namesOf(body: JsonObject, { rank }: Grammar, byRank: boolean): string[] {
  const names = Object.keys(body).filter((name) => name !== "//");
  return byRank && rank ? names.sort((a, b) => rank(a) - rank(b)) : names;
}

function slotOf(name: string, value: unknown, grammar: Grammar, path: string, context: BodyContext): Slot {
  const slot = grammar.slot(name);
  if (slot !== undefined) return slot;
  if (grammar.guesses && name === "dynamic") return dynamicSlot(grammar);
  const asBlocks = isListOfObjects(value);
  if (!grammar.guesses) {
    context.warn(path, `"${name}" is not in the schema; written as ${asBlocks ? "blocks" : "an argument"}.`);
  }
  return asBlocks ? { kind: "block", labels: 0, bodyOf: () => GUESSED } : "expression";
}

/** A list of objects is written as blocks where it may, except where there is no object to write. */
function isBlock(slot: Slot, value: unknown): slot is BlockSlot {
  if (typeof slot === "string" || slot.kind === "fields") return false;
  return slot.kind === "block" || isListOfObjects(value);
}

function isListOfObjects(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function writeArgument(
  lines: Lines,
  name: string,
  value: unknown,
  slot: Slot,
  path: string,
  context: BodyContext,
): void {
  let text: string;
  if (typeof slot === "object" && slot.kind === "fields" && isObject(value)) {
    text = fieldsToHcl(value, slot.fields, lines.indent, path, context);
  } else {
    const reading = typeof slot === "string" ? slot : slot.kind === "fields" ? "literal" : "expression";
    text = valueToHcl(value, reading, lines.indent, path, context);
  }
  lines.argument(name, text);
}

function writeBlocksOf(
  lines: Lines,
  name: string,
  value: unknown,
  slot: BlockSlot,
  path: string,
  context: BodyContext,
): void {
  const write = (header: string, body: unknown, grammar: Grammar, place: string) => {
    if (isObject(body)) {
      lines.paragraph();
      writeBlock(lines.out, header, body, grammar, place, lines.indent, context);
    } else context.problem(place, `expected an object for the block "${name}", found ${describe(body)}.`);
  };
  const labelled = (header: string, value: unknown, path: string, left: number, first: string | undefined) => {
    if (value === null) return;
    for (const [one, place] of each(value, path)) {
      if (left === 0) write(header, one, slot.bodyOf(first ?? ""), place);
      else if (isObject(one)) {
        for (const [label, inner] of Object.entries(one)) {
          if (label === "//") continue;
          labelled(`${header} ${literalToHcl(label)}`, inner, `${place}.${label}`, left - 1, first ?? label);
        }
      } else context.problem(place, `expected an object of labelled "${name}" blocks, found ${describe(one)}.`);
    }
  };
  labelled(name, value, path, slot.labels, undefined);
}
