import { layOut } from "./expression";
import { endOfInterpolation } from "./scan";

/**
 * Strings of Terraform JSON are templates: `${...}` interpolates, `%{...}` directs, `$${` and `%%{` stand for themselves
 * and a backslash is an ordinary character. Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */

/** Characters that keep a string from being written between quotes as it is. */
const SPECIAL = /["\\$%\p{Cc}\u2028\u2029]/u;
const HEREDOC_DELIMITER = "EOT";

/**
 * An HCL expression for a template: a bare expression, a heredoc or a quoted template.
 * @param heredoc whether a heredoc may stand here: only where nothing follows on its last line
 */
export function templateToHcl(text: string, indent: string, heredoc = false): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
  const parts = splitTemplate(text);
  if (parts === undefined) return quote(text); // not a template that terraform would accept: leave it to say so
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "interpolation" && !/^\s*~|~\s*$/.test(only.text)) {
    return layOut(only.text, indent);
  }
  if (heredoc && readsAsHeredoc(text)) return `<<${HEREDOC_DELIMITER}\n${text}${HEREDOC_DELIMITER}`;
  return `"${parts.map((part) => (part.kind === "literal" ? escapeLiteral(part.text) : sequence(part))).join("")}"`;
}

/** An interpolation or directive inside quotes, without the blanks that terraform fmt takes out. */
function sequence({ kind, text }: Part): string {
  const [, open = "", inner = "", close = ""] = /^(~?)\s*([\s\S]*?)\s*(~?)$/.exec(text) ?? [];
  if (kind === "directive") return `%{${open}${inner}${close}}`;
  const laidOut = layOut(inner, "");
  return `\${${open}${laidOut.includes("\n") ? inner : laidOut}${close}}`;
}

/** An HCL string that stands for exactly this text, whatever it holds. */
export function literalToHcl(text: string): string {
  return SPECIAL.test(text) ? `"${escapeLiteral(text.replace(/([$%])(?=\{)/g, "$1$1"))}"` : `"${text}"`;
}

interface Part {
  readonly kind: "literal" | "interpolation" | "directive";
  /** The literal, or what stands between the braces. */
  readonly text: string;
  /** As it stands in the template. */
  readonly source: string;
}

/** Undefined when an interpolation does not end. */
function splitTemplate(text: string): Part[] | undefined {
  const parts: Part[] = [];
  let literal = 0;
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if ((char !== "$" && char !== "%") || text[at + 1] !== "{") {
      // `$${` is an escape; its second sign must not start an interpolation.
      at += (char === "$" || char === "%") && text[at + 1] === char && text[at + 2] === "{" ? 3 : 1;
      continue;
    }
    const end = endOfInterpolation(text, at + 2);
    if (end === undefined) return undefined;
    if (literal < at) parts.push(literalPart(text.slice(literal, at)));
    const kind = char === "$" ? "interpolation" : "directive";
    parts.push({ kind, text: text.slice(at + 2, end), source: text.slice(at, end + 1) });
    at = end + 1;
    literal = at;
  }
  if (literal < text.length) parts.push(literalPart(text.slice(literal)));
  return parts;
}

function literalPart(text: string): Part {
  return { kind: "literal", text, source: text };
}

/** A text of several lines that ends one. A heredoc holds templates as they are, but no carriage returns. */
function readsAsHeredoc(text: string): boolean {
  if (!text.endsWith("\n") || text.indexOf("\n") === text.length - 1) return false;
  if (/[\p{Cc}\u2028\u2029]/u.test(text.replace(/[\t\n]/g, ""))) return false;
  return !text.split("\n").some((line) => line.trim() === HEREDOC_DELIMITER);
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeLiteral(text: string): string {
  return text.replace(/["\\\p{Cc}\u2028\u2029]/gu, (char) => {
    return NAMED_ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function quote(text: string): string {
  return `"${escapeLiteral(text)}"`;
}
