import type { Tokens } from "./tokens";

/**
 * The rules of `terraform fmt`, so that it has nothing to change.
 * Source: https://github.com/hashicorp/hcl/blob/v2.23.0/hclwrite/format.go
 */

const OPENING: ReadonlySet<string | undefined> = new Set(["(", "[", "{", "${", "%{"]);
const CLOSING: ReadonlySet<string | undefined> = new Set([")", "]", "}"]);
/** After one of these a minus negates; fmt counts neither `=>` nor `${` among them. */
const BEFORE_NEGATION: ReadonlySet<string | undefined> = new Set(
  "( { [ = : , ? + * / % - == != > >= < <= && || !".split(" "),
);

/** Whether a space stands between token `at` and the next one on the same line. */
export function spaceAfter({ types, texts }: Tokens, at: number): boolean {
  const type = types[at];
  const next = types[at + 1];
  if (type === "word" && (next === "(" || next === "::")) return false;
  if (type === "::" || type === "." || next === "." || next === "," || next === "...") return false;
  if (type === ",") return true;
  if (type === "word" && texts[at] === "in" && types[at - 1] === "word") return true;
  if (next === "[" && (type === "word" || type === "number" || CLOSING.has(type))) return false;
  if (type === "!") return false;
  if (type === "-") return at > 0 && !BEFORE_NEGATION.has(types[at - 1]);
  if (type === "{" || next === "}") return !(type === "{" && next === "}");
  return !OPENING.has(type) && !CLOSING.has(next);
}

/** Lines of an expression, indented by how many brackets each leaves open and aligned at their equals signs. */
export class Lines {
  private readonly lines: { text: string; equalsAt: number; net: number; netAfterEquals: number }[] = [];

  constructor(private readonly indent: string) {
    this.next();
  }

  next(): void {
    this.lines.push({ text: "", equalsAt: -1, net: 0, netAfterEquals: 0 });
  }

  add(text: string, type: string, space: boolean): void {
    const line = this.lines[this.lines.length - 1];
    if (!line) return;
    if (type === "=" && line.equalsAt < 0 && line.text !== "") line.equalsAt = line.text.length;
    if (line.text !== "" && space) line.text += " ";
    line.text += text;
    const net = OPENING.has(type) ? 1 : CLOSING.has(type) ? -1 : 0;
    line.net += net;
    if (line.equalsAt >= 0) line.netAfterEquals += net;
  }

  /** The first line without its indentation, which belongs to whoever writes the argument's name. */
  toString(): string {
    const opened: number[] = [];
    const keys: string[] = [];
    const rests: string[] = [];
    const out: string[] = [];
    const flush = () => {
      alignInto(out, keys, rests, "");
      keys.length = 0;
      rests.length = 0;
    };
    for (const [index, { text, equalsAt, net, netAfterEquals }] of this.lines.entries()) {
      if (net < 0) close(opened, -net);
      const indented = index === 0 ? text : this.indent + "  ".repeat(opened.length) + text;
      if (net > 0) opened.push(net);
      if (index > 0 && equalsAt >= 0 && netAfterEquals === 0) {
        const at = indented.length - text.length + equalsAt;
        keys.push(indented.slice(0, at));
        rests.push(indented.slice(at + " = ".length));
        continue;
      }
      flush();
      out.push(indented);
    }
    flush();
    return out.join("\n");
  }
}

/** Takes `closed` brackets back from the lines that opened them. */
function close(opened: number[], closed: number): void {
  for (let left = closed; left > 0 && opened.length > 0; ) {
    const last = opened.pop() ?? 0;
    if (left < last) opened.push(last - left);
    left -= last;
  }
}

/** Appends lines `key = value` whose equals signs stand in one column. */
export function alignInto(out: string[], keys: readonly string[], values: readonly string[], indent: string): void {
  let widest = 0;
  for (const key of keys) widest = Math.max(widest, columns(key));
  for (const [index, key] of keys.entries()) {
    out.push(`${indent}${key}${" ".repeat(widest - columns(key))} = ${values[index]}`);
  }
}

const ASCII = /^[\x20-\x7e]*$/;
let segmenter: Intl.Segmenter | undefined;

/** fmt counts what a reader sees as one character. */
function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}
