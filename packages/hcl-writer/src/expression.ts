import { Lines, spaceAfter } from "./fmt";
import { type Tokens, tokenize } from "./tokens";

/** Longest value that stays on one line, in columns and with its indentation. */
export const WIDTH = 80;
/** Longest object that does. */
const OBJECT_WIDTH = 60;

/**
 * Lays an expression out as an engineer would: what is short stays on one line; long lists and calls, and objects that
 * are long or hold objects, go over lines. What words and strings say is not touched.
 * @param indent of the line on which the expression starts
 * @returns undefined for what cannot be cut into tokens
 */
export function layOut(source: string, indent: string): string | undefined {
  const tokens = tokenize(source);
  if (tokens) return new Layout(tokens, indent).toString();
  // With comments inside one line it may stand as it is.
  const oneLine = !source.includes("\n") && tokenize(source.replace(/\/\*.*?\*\//g, " "));
  return oneLine ? source.trim() : undefined;
}

/** An expression on one line, between the braces of a template. @returns undefined as above */
export function layOutInline(opening: "${" | "%{", source: string): string | undefined {
  const tokens = tokenize(source);
  if (!tokens) return undefined;
  const { texts, types, partners } = normalizeObjects(tokens);
  const all = { texts: ["", ...texts], types: [opening, ...types], partners: [-1, ...partners] };
  // fmt keeps the braces of an object apart from those of the template.
  let text = types[0] === "{" ? " " : "";
  for (let at = 1; at < all.texts.length; at++) {
    if (at > 1 && spaceAfter(all, at - 1)) text += " ";
    text += all.texts[at];
  }
  return types.at(-1) === "}" ? `${text} ` : text;
}

const NAME = /^"[A-Za-z_][A-Za-z0-9_-]*"$/;
/** Keys that mean something else without quotes. */
const RESERVED: ReadonlySet<string> = new Set(['"true"', '"false"', '"null"', '"for"']);

/** `{"a" : 1}` as `{a = 1}`: the item separator is always `=`, and keys that are names need no quotes. */
function normalizeObjects({ texts, types, partners }: Tokens): Tokens {
  const newTexts = [...texts];
  const newTypes = [...types];
  const item = (start: number, colon: number, equals: number) => {
    const separator = equals < 0 ? colon : equals;
    if (separator < 0) return;
    newTexts[separator] = newTypes[separator] = "=";
    const key = texts[start] ?? "";
    if (separator === start + 1 && NAME.test(key) && !RESERVED.has(key)) {
      newTexts[start] = key.slice(1, -1);
      newTypes[start] = "word";
    }
  };
  for (const [open, type] of types.entries()) {
    if (type !== "{" || texts[open + 1] === "for") continue;
    let [start, colon, equals] = [open + 1, -1, -1];
    const end = partners[open] ?? -1;
    for (let at = open + 1; at < end; at++) {
      const partner = partners[at] ?? -1;
      if (partner > at) at = partner;
      else if (types[at] === "=" && equals < 0) equals = at;
      else if (types[at] === ":" && colon < 0) colon = at;
      else if (types[at] === ",") {
        item(start, colon, equals);
        [start, colon, equals] = [at + 1, -1, -1];
      }
    }
    item(start, colon, equals);
  }
  return { texts: newTexts, types: newTypes, partners };
}

/** Decides which brackets go over lines, from the outside in. */
class Layout {
  private readonly tokens: Tokens;
  /** Column of each token if all stood on one line. */
  private readonly columns: number[] = [];
  /** By opening bracket: whether something in it, or it itself, must go over lines. */
  private readonly tall: boolean[] = [];
  private readonly broken = new Set<number>();

  constructor(
    tokens: Tokens,
    private readonly indent: string,
  ) {
    this.tokens = normalizeObjects(tokens);
    this.measure();
    if (this.width(0, this.tokens.texts.length - 1) + indent.length > WIDTH || this.tall.includes(true)) this.decide();
  }

  toString(): string {
    const { texts, types, partners } = this.tokens;
    const lines = new Lines(this.indent);
    const around: number[] = [];
    for (const [at, text] of texts.entries()) {
      const type = types[at] ?? "";
      const partner = partners[at] ?? -1;
      if (partner >= 0 && partner < at) {
        around.pop();
        if (this.broken.has(partner)) {
          if (type !== "}" && !this.isComprehension(partner) && types[at - 1] !== "...") lines.add(",", ",", false);
          lines.next();
        }
      }
      const inner = around.at(-1) ?? -1;
      const separator = type === "," && this.broken.has(inner) && !this.isComprehension(inner);
      if (!(separator && types[inner] === "{")) lines.add(text, type, at > 0 && spaceAfter(this.tokens, at - 1));
      if (separator || this.broken.has(at)) lines.next();
      if (partner > at) around.push(at);
    }
    return lines.toString();
  }

  private measure(): void {
    const { texts, types, partners } = this.tokens;
    let column = 0;
    const around: { tall: boolean; nests: boolean }[] = [];
    for (const [at, text] of texts.entries()) {
      this.columns.push(column);
      column += text.length + (spaceAfter(this.tokens, at) ? 1 : 0);
      const partner = partners[at] ?? -1;
      if (partner > at) around.push({ tall: false, nests: false });
      else if (partner >= 0) {
        const group = around.pop();
        const outer = around.at(-1);
        const isObject = types[partner] === "{" && at > partner + 1;
        const isList = types[partner] === "[" && at > partner + 1 && !this.isIndex(partner);
        const tall = group?.tall || (isObject && group?.nests && !this.isComprehension(partner)) || false;
        this.tall[partner] = tall;
        if (!outer) continue;
        outer.tall ||= tall;
        outer.nests ||= isObject || isList;
      }
    }
    this.columns.push(column);
  }

  private decide(): void {
    const { types, partners } = this.tokens;
    const ends: number[] = [];
    for (const [open, close] of partners.entries()) {
      if (close < open) continue;
      while ((ends.at(-1) ?? close) < open) ends.pop();
      const room = WIDTH - this.indent.length - 2 * ends.length;
      const width = this.width(open, close);
      const limit = types[open] === "{" ? Math.min(room, OBJECT_WIDTH) : room;
      if (!this.broken.has(open) && (this.isIndex(open) || (!this.tall[open] && width <= limit))) continue;
      if (close === open + 1 || (types[open] === "(" && !this.breaksArguments(open, close))) continue;
      this.broken.add(open);
      ends.push(close);
    }
  }

  /** A call whose last argument is an object, list or call that can go over lines keeps its arguments together. */
  private breaksArguments(open: number, close: number): boolean {
    const { types, partners } = this.tokens;
    if (types[open - 1] !== "word") return false;
    let last = open + 1;
    let tallBefore = false;
    let tall = false;
    for (let at = open + 1; at < close; at++) {
      const partner = partners[at] ?? -1;
      if (partner > at) {
        tall ||= this.tall[at] ?? false;
        at = partner;
      } else if (types[at] === ",") {
        last = at + 1;
        tallBefore = tall;
      }
    }
    const group = types[last] === "word" && types[last + 1] === "(" ? last + 1 : last;
    const isGroup = partners[group] === close - 1 && group < close - 2;
    if (!isGroup) return last > open + 1;
    const head = this.width(open, last);
    if (tallBefore || head > WIDTH / 2) return true;
    if (types[group] !== "(") this.broken.add(group);
    return false;
  }

  private width(first: number, last: number): number {
    return (this.columns[last] ?? 0) - (this.columns[first] ?? 0) + (this.tokens.texts[last]?.length ?? 0);
  }

  private isComprehension(open: number): boolean {
    return this.tokens.texts[open + 1] === "for" && this.tokens.types[open] !== "(";
  }

  /** `a[0]`, `f(x)["k"]`, `a[*]`, and not the list of `in [x]`. */
  private isIndex(open: number): boolean {
    return open > 0 && this.tokens.types[open] === "[" && !this.startsList(open);
  }

  private startsList(open: number): boolean {
    const before = this.tokens.types[open - 1];
    if (before === "word") return this.tokens.texts[open - 1] === "in";
    return before !== ")" && before !== "]" && before !== "}" && before !== "string" && before !== "number";
  }
}
