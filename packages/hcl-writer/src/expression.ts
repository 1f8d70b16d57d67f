import { endOfString } from "./scan";

/** Longest line that is not broken, in columns. */
const WIDTH = 100;
const INDENT = "  ";
/** Keys that mean something else without quotes. */
const RESERVED_KEYS: ReadonlySet<string> = new Set(["true", "false", "null", "for"]);

type Node = { readonly kind: "token"; readonly text: string; readonly type: TokenType } | Group;

interface Group {
  readonly kind: "group";
  readonly open: "(" | "[" | "{";
  readonly children: Node[];
}

type TokenType = "word" | "string" | "operator" | "comma" | "newline";

const CLOSING = { "(": ")", "[": "]", "{": "}" } as const;
const TOKEN =
  /\s+|[A-Za-z_][A-Za-z0-9_-]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\.\.|::|=>|==|!=|<=|>=|&&|\|\||[-+*/%<>!=?:.,]|[([{]|[)\]}]/y;

/**
 * Lays an expression out as `terraform fmt` accepts it: objects and lists that are long or nested go over lines. What
 * the words and strings say is not touched. An expression with heredocs or comments is returned as it is.
 * @param indent of the line on which the expression starts
 */
export function layOut(expression: string, indent: string): string {
  const text = expression.trim();
  if (SIMPLE.test(text)) return text;
  const nodes = parse(text);
  return nodes ? render(nodes, indent) : text;
}

/** A reference such as `aws_vpc.vpc.id` or `data.x.y["a"]` needs no layout. */
const SIMPLE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_*][\w-]*|\.\d+|\[\d+\]|\["[\w./-]*"\])*$/;

function parse(text: string): Node[] | undefined {
  if (/<<|\/\/|\/\*|#/.test(stripStrings(text))) return undefined;
  const stack: { readonly open?: "(" | "[" | "{"; readonly children: Node[] }[] = [{ children: [] }];
  let at = 0;
  while (at < text.length) {
    const current = stack.at(-1);
    if (!current) return undefined;
    if (text[at] === '"') {
      const end = endOfString(text, at);
      if (end === undefined) return undefined;
      current.children.push({ kind: "token", type: "string", text: text.slice(at, end + 1) });
      at = end + 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return undefined;
    at += token.length;
    if (/^\s/.test(token)) {
      if (token.includes("\n") && current.open === "{")
        current.children.push({ kind: "token", type: "newline", text: "" });
    } else if (token === "(" || token === "[" || token === "{") {
      stack.push({ open: token, children: [] });
    } else if (token === ")" || token === "]" || token === "}") {
      const { open, children } = stack.pop() ?? {};
      if (!open || !children || CLOSING[open] !== token) return undefined;
      stack.at(-1)?.children.push({ kind: "group", open, children });
    } else {
      const type = token === "," ? "comma" : /^[\w]/.test(token) ? "word" : "operator";
      current.children.push({ kind: "token", type, text: token });
    }
  }
  return stack.length === 1 ? stack[0]?.children : undefined;
}

function stripStrings(text: string): string {
  let rest = "";
  for (let at = 0; at < text.length; at++) {
    const end = text[at] === '"' ? endOfString(text, at) : undefined;
    if (end === undefined) rest += text[at];
    else at = end;
  }
  return rest;
}

function render(nodes: readonly Node[], indent: string): string {
  let out = "";
  let previous: Node | undefined;
  for (const node of nodes) {
    if (node.kind === "token" && node.type === "newline") continue;
    out += previous && spaced(previous, node, nodes) ? " " : "";
    out += node.kind === "token" ? node.text : renderGroup(node, previous, indent, lastLineLength(out, indent));
    previous = node;
  }
  return out;
}

function lastLineLength(text: string, indent: string): number {
  const newline = text.lastIndexOf("\n");
  return newline < 0 ? indent.length + text.length : text.length - newline - 1;
}

/** Whether a space stands between two neighbours, by the rules of `terraform fmt`. */
function spaced(left: Node, right: Node, siblings: readonly Node[]): boolean {
  if (right.kind === "token" && (right.type === "comma" || [".", "...", "::"].includes(right.text))) return false;
  if (left.kind === "token") {
    if ([".", "::"].includes(left.text)) return false;
    if (left.type === "comma") return true;
    if (left.type === "operator") return !isUnary(left, siblings);
  }
  if (right.kind === "group") {
    // A call, an index or a splat hugs what it belongs to; `in [` and `for (` do not.
    const belongs =
      left.kind === "group" || left.type === "string" || (left.type === "word" && !KEYWORDS.has(left.text));
    return !(belongs && right.open !== "{");
  }
  return true;
}

const KEYWORDS: ReadonlySet<string> = new Set(["in", "for", "if"]);

/** `!x` and `-x`, but not the minus of `a - b`. */
function isUnary(operator: Node, siblings: readonly Node[]): boolean {
  if (operator.kind !== "token") return false;
  if (operator.text === "!") return true;
  if (operator.text !== "-") return false;
  const before = siblings[siblings.indexOf(operator) - 1];
  return before === undefined || (before.kind === "token" && (before.type === "operator" || before.type === "comma"));
}

function renderGroup(group: Group, before: Node | undefined, indent: string, column: number): string {
  const close = CLOSING[group.open];
  const [first] = group.children;
  const comprehension = first?.kind === "token" && first.text === "for" && group.open !== "(";
  const items = comprehension ? [group.children] : split(group.children);
  if (items.length === 0) return group.open + close;

  const brace = group.open === "{" && !comprehension;
  const inline = items.map((item) => renderItem(item, brace, indent)).join(", ");
  const pad = group.open === "{" ? " " : "";
  const nested = brace && items.some((item) => item.some((node) => node.kind === "group" && node.open !== "("));
  const fits = !inline.includes("\n") && column + inline.length + 2 <= WIDTH;
  if (comprehension || (fits && !nested && !(brace && items.length > 1 && column + inline.length > 60))) {
    return `${group.open}${pad}${inline}${pad}${close}`;
  }
  const isCall = group.open === "(" && before?.kind === "token" && before.type === "word";
  if (group.open === "(" && (!isCall || items.length === 1)) return `(${inline})`;

  const inner = indent + INDENT;
  if (brace) return `{\n${objectLines(items, inner).join("\n")}\n${indent}}`;
  const lines = items.map((item) => `${inner}${renderItem(item, false, inner)},`);
  return `${group.open}\n${lines.join("\n")}\n${indent}${close}`;
}

function renderItem(item: readonly Node[], isObjectItem: boolean, indent: string): string {
  if (!isObjectItem) return render(item, indent);
  const [key, value] = keyAndValue(item);
  return value ? `${renderKey(key, indent)} = ${render(value, indent)}` : render(item, indent);
}

/** The items of an object, one a line, with the equals signs of neighbouring one-line items in one column. */
function objectLines(items: readonly (readonly Node[])[], indent: string): string[] {
  const pairs = items.map((item) => {
    const [key, value] = keyAndValue(item);
    return { key: renderKey(key, indent), value: value ? render(value, indent) : "" };
  });
  return alignPairs(pairs).map((line) => indent + line);
}

/** Lines `key = value`; the equals signs of neighbours whose values stay on one line are aligned, as terraform fmt does. */
export function alignPairs(pairs: readonly { readonly key: string; readonly value: string }[]): string[] {
  const lines: string[] = [];
  for (let start = 0; start < pairs.length; ) {
    let end = start;
    let width = 0;
    for (let pair = pairs[end]; pair && !pair.value.includes("\n"); pair = pairs[++end])
      width = Math.max(width, pair.key.length);
    if (end === start) width = 0;
    for (const { key, value } of pairs.slice(start, Math.max(end, start + 1)))
      lines.push(`${key.padEnd(width)} = ${value}`);
    start = Math.max(end, start + 1);
  }
  return lines;
}

function keyAndValue(item: readonly Node[]): [readonly Node[], readonly Node[] | undefined] {
  const at = item.findIndex((node) => node.kind === "token" && (node.text === "=" || node.text === ":"));
  return at < 0 ? [item, undefined] : [item.slice(0, at), item.slice(at + 1)];
}

function renderKey(nodes: readonly Node[], indent: string): string {
  const [only, more] = nodes;
  if (only?.kind === "token" && only.type === "string" && more === undefined) {
    const name = only.text.slice(1, -1);
    if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) && !RESERVED_KEYS.has(name)) return name;
  }
  return render(nodes, indent);
}

/** At commas, and in objects at line ends too. */
function split(nodes: readonly Node[]): Node[][] {
  const items: Node[][] = [];
  let current: Node[] = [];
  for (const node of nodes) {
    if (node.kind === "token" && (node.type === "comma" || node.type === "newline")) {
      if (current.length > 0) items.push(current);
      current = [];
    } else current.push(node);
  }
  if (current.length > 0) items.push(current);
  return items;
}
