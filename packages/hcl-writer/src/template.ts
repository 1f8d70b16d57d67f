import { layOut, layOutInline } from "./expression";
import { endOfSequence, isEscape } from "./scan";

/**
 * Most strings of Terraform JSON are templates: `${...}` interpolates, `%{...}` directs, `$${` and `%%{` stand for
 * themselves and a backslash is an ordinary character.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */

/** Characters that keep a string from being written between quotes as it is. */
const SPECIAL = /["\\$%\p{Cc}\u2028\u2029]/u;
/** A reference such as `${aws_vpc.vpc.id}` or `${data.x.y["a"]}` needs no layout. */
const REFERENCE = /^\$\{([A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\*|\d+)|\[(?:\d+|"[\w./:@-]*")\])*)\}$/;

/**
 * A template as an HCL expression: bare where it is one interpolation, else a heredoc or a quoted string.
 * @param indent of the line on which it starts
 * @param heredoc whether a heredoc may stand here, that is, whether the line ends behind it
 * @returns undefined when a `${` or `%{` of the text does not end
 */
export function templateToHcl(text: string, indent: string, heredoc: boolean): string | undefined {
  if (!SPECIAL.test(text)) return `"${text}"`;
  const reference = REFERENCE.exec(text)?.[1];
  if (reference !== undefined) return reference;

  const parts = splitTemplate(text);
  if (parts === undefined) return undefined;
  const [only] = parts;
  if (parts.length === 1 && only?.opening.startsWith("$")) {
    return layOut(only.text, indent) ?? `"${sourceOf(only)}"`;
  }
  return (heredoc && toHeredoc(text, parts, indent)) || `"${parts.map(toQuoted).join("")}"`;
}

/** A template as an object's key: always between quotes. @returns undefined as above */
export function templateKeyToHcl(text: string): string | undefined {
  if (!SPECIAL.test(text)) return `"${text}"`;
  const parts = splitTemplate(text);
  return parts && `"${parts.map(toQuoted).join("")}"`;
}

/** An HCL string that stands for exactly this text, whatever it holds. */
export function literalToHcl(text: string): string {
  return SPECIAL.test(text) ? `"${escapeLiteral(text.replace(/([$%])(?=\{)/g, "$1$1"))}"` : `"${text}"`;
}

/** A run of text, or what stands between the braces of a sequence. */
interface Part {
  readonly opening: "" | "${" | "${~" | "%{" | "%{~";
  readonly text: string;
  readonly closing: "" | "}" | "~}";
  /** Text that is one token to terraform, lines or not. */
  readonly whole?: boolean;
}

function splitTemplate(text: string): Part[] | undefined {
  const parts: Part[] = [];
  let literal = 0;
  const endLiteral = (end: number) => {
    if (literal < end) parts.push({ opening: "", text: text.slice(literal, end), closing: "" });
  };
  for (let at = text.search(/[$%\r]/); at >= 0 && at < text.length; at++) {
    const char = text[at];
    if (char === "\r" && text[at + 1] !== "\n") {
      // Terraform's scanner stops at a lone carriage return: what follows is text, whatever it holds.
      endLiteral(at);
      parts.push({ opening: "", text: text.slice(at).replace(/([$%])\1?\{/g, "$1$1{"), closing: "", whole: true });
      return parts;
    }
    if (char !== "$" && char !== "%") continue;
    if (isEscape(text, at)) at += 2;
    else if (text[at + 1] === "{") {
      const end = endOfSequence(text, at + 2);
      if (end < 0) return undefined;
      endLiteral(at);
      const [trimsBefore, trimsAfter] = [text[at + 2] === "~", text[end - 1] === "~" && end - 1 > at + 2];
      parts.push({
        opening: `${char}{${trimsBefore ? "~" : ""}`,
        text: text.slice(at + (trimsBefore ? 3 : 2), trimsAfter ? end - 1 : end),
        closing: trimsAfter ? "~}" : "}",
      });
      at = end;
      literal = end + 1;
    }
  }
  endLiteral(text.length);
  return parts;
}

/** A sequence as `terraform fmt` spaces it, or as it stands where its lines matter. */
function sourceOf({ opening, text, closing }: Part): string {
  return opening + (layOutInline(opening.startsWith("$") ? "${" : "%{", text) ?? text) + closing;
}

function toQuoted(part: Part, index: number, parts: readonly Part[]): string {
  if (part.opening !== "") return sourceOf(part);
  const after = parts[index + 1];
  const trimmed = parts[index - 1]?.closing === "~}" || after?.opening.endsWith("~");
  if (!trimmed || part.whole) return escapeLiteral(part.text);
  // A `~` trims no further than the end of a line. Between quotes it would; an empty interpolation stops it.
  return part.text.split(TRIMMED_APART).map(escapeLiteral).join('${""}') + (after?.whole ? '${""}' : "");
}

/** Where terraform's scanner ends a token: behind a line end, and before one that follows a sign and a blank. */
const TRIMMED_APART = /(?<=\n)|(?<=[$%][^\S\n])(?=\r?\n)/;

/** With the line ends that they have. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** A text of several lines of which the last one ends too, without characters that only quotes can hold. */
function toHeredoc(text: string, parts: readonly Part[], indent: string): string | undefined {
  if (!text.endsWith("\n") || text.indexOf("\n") === text.length - 1) return undefined;
  if (/[^\P{Cc}\t\n]|[\u2028\u2029]/u.test(text) || /^\s*EOT\s*$/m.test(text)) return undefined;
  if (!canBeIndented(parts)) return `<<EOT\n${indentedText(parts, "")}EOT`;
  return `<<-EOT\n${indentedText(parts, `${indent}  `)}${indent}EOT`;
}

/** Indents the lines that the template itself starts and that hold more than spaces. */
function indentedText(parts: readonly Part[], indent: string): string {
  let text = "";
  let startsLine = true;
  for (const part of parts) {
    for (const line of part.opening === "" ? linesOf(part.text) : [sourceOf(part)]) {
      text += startsLine && !BLANK.test(line) ? indent + line : line;
      startsLine = part.opening === "" && line.endsWith("\n");
    }
  }
  return text;
}

const BLANK = /^\s*\n$/;

/**
 * `<<-` takes the smallest indentation of all lines away from each. That gives the text back if one of them has none,
 * and if all start with a character that cannot merge with the space before it, as accents do.
 */
function canBeIndented(parts: readonly Part[]): boolean {
  let startsLine = true;
  let outermost = false;
  for (const { opening, text, closing } of parts) {
    if (opening.endsWith("~") || closing === "~}") return false;
    for (const line of opening === "" ? linesOf(text) : [opening]) {
      if (startsLine && !BLANK.test(line)) {
        if (!/^[\t -~]/.test(line)) return false;
        outermost ||= !/^\s/.test(line);
      }
      startsLine = opening === "" && line.endsWith("\n");
    }
  }
  return outermost;
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
