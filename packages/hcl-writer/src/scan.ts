/**
 * Where strings and template sequences end, by the rules of HCL's scanner
 * (https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/scan_tokens.rl). Every function returns -1 for what never ends.
 */

/** Index of the brace that ends the `${` or `%{` whose inside starts at `start`. */
export function endOfSequence(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    switch (text[at]) {
      case "{":
        depth++;
        break;
      case "}":
        if (--depth === 0) return at;
        break;
      case '"':
        at = endOfString(text, at);
        if (at < 0) return -1;
        break;
      case "<":
      case "#":
      case "/": {
        const end = endOfTrivia(text, at);
        if (end < 0) return -1;
        at = Math.max(at, end);
      }
    }
  }
  return -1;
}

/** Index of the quote that ends the string whose first quote is at `start`. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '"') return at;
    if (char === "\\") at++;
    else if (char === "$" || char === "%") {
      if (isEscape(text, at)) at += 2;
      else if (text[at + 1] === "{") {
        at = endOfSequence(text, at + 2);
        if (at < 0) return -1;
      }
    }
  }
  return -1;
}

/** `$${` and `%%{` stand for `${` and `%{`. */
export function isEscape(text: string, at: number): boolean {
  return text[at + 1] === text[at] && text[at + 2] === "{";
}

const TRIVIA = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** Last index of the comment or heredoc at `start`, 0 where there is neither. */
function endOfTrivia(text: string, start: number): number {
  TRIVIA.lastIndex = start;
  const found = TRIVIA.exec(text);
  if (!found) return text.startsWith("/*", start) ? -1 : 0;
  const [whole, marker] = found;
  if (marker === undefined) return start + whole.length - 1;
  for (let line = start + whole.length; ; ) {
    const newline = text.indexOf("\n", line);
    if (newline < 0) return -1;
    if (text.slice(line, newline).trim() === marker) return newline - 1;
    line = newline + 1;
  }
}
