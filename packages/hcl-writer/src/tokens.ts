import { endOfString } from "./scan";

/** An expression cut into tokens, with the partner of every bracket. */
export interface Tokens {
  readonly texts: readonly string[];
  /** `word`, `number`, `string`; everything else is its own text. */
  readonly types: readonly string[];
  /** Of an opening bracket the index of the closing one and vice versa; elsewhere -1. */
  readonly partners: readonly number[];
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const TOKEN =
  /(\s+)|([\p{ID_Start}_][\p{ID_Continue}-]*)|(\d+(?:\.\d+)*(?:[eE][+-]?\d+)?)|\.\.\.|::|=>|==|!=|<=|>=|&&|\|\||[-+*/%<>!=?:.,()[\]{}]/uy;

/**
 * Line ends count inside braces only, where they separate items as commas do; they become commas.
 * @returns undefined for what is no balanced expression, and for one with comments or heredocs, whose lines must stay
 */
export function tokenize(source: string): Tokens | undefined {
  const texts: string[] = [];
  const types: string[] = [];
  const partners: number[] = [];
  const open: number[] = [];
  const push = (text: string, type: string) => {
    texts.push(text);
    types.push(type);
    partners.push(-1);
  };

  for (let at = 0; at < source.length; ) {
    if (source[at] === '"') {
      const end = endOfString(source, at);
      if (end < 0) return undefined;
      push(source.slice(at, end + 1), "string");
      at = end + 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match || startsTrivia(source, at)) return undefined;
    const [text, space, word, number] = match;
    at += text.length;
    if (space !== undefined) {
      if (text.includes("\n") && separates(types, texts, open)) push(",", ",");
      continue;
    }
    const type = word !== undefined ? "word" : number !== undefined ? "number" : text;
    if (type === ")" || type === "]" || type === "}") {
      const partner = open.pop();
      const trailing = types.at(-1) === "," && partner !== texts.length - 2;
      if (trailing) for (const list of [texts, types, partners]) list.pop();
      if (partner === undefined || CLOSING[types[partner] ?? ""] !== type) return undefined;
      partners[partner] = texts.length;
      push(text, type);
      partners[texts.length - 1] = partner;
      continue;
    }
    if (type === "," && types.at(-1) === "," && types[open.at(-1) ?? -1] === "{") continue;
    if (type in CLOSING) open.push(texts.length);
    push(text, type);
  }
  return open.length === 0 && texts.length > 0 ? { texts, types, partners } : undefined;
}

function startsTrivia(source: string, at: number): boolean {
  const next = source[at + 1];
  return source[at] === "/" ? next === "/" || next === "*" : source[at] === "<" && next === "<";
}

/** Whether a line end separates items here: inside braces that are no `for` expression, after an item. */
function separates(types: readonly string[], texts: readonly string[], open: readonly number[]): boolean {
  const innermost = open.at(-1);
  if (innermost === undefined || types[innermost] !== "{" || texts[innermost + 1] === "for") return false;
  const last = types.at(-1);
  return last !== "{" && last !== ",";
}
