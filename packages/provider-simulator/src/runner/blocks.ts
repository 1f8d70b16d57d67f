/**
 * Reads from a configuration what the runner has to know: which top-level blocks exist and which literal
 * arguments they hold. It is not an HCL parser: it counts brackets outside strings, comments and heredocs, line
 * by line, which is exact for files in the layout of `terraform fmt`.
 */
export interface Block {
  /** `resource`, `data`, `terraform`, ... */
  readonly type: string;
  readonly labels: readonly string[];
  /** Literal strings, numbers and bools by dotted path: `config.workspaces.name`, `backend.s3.key`. */
  readonly literals: ReadonlyMap<string, string>;
}

const HEADER = /^([a-z_]+)((?:\s+"[^"]*")*)\s*\{/;
const NAME = /^\s*(?:([\w-]+)((?:\s+"[^"]*")*)\s*(?=\{)|"?([\w./-]+)"?\s*=)/;
const LITERAL = /^\s*"?([\w./-]+)"?\s*=\s*("(?:[^"\\]|\\.)*"|true|false|-?\d+(?:\.\d+)?)\s*,?\s*$/;
const HEREDOC = /<<[-~]?([A-Za-z_]\w*)\s*$/;

/** Top-level blocks of one `.tf` file. */
export function readHcl(text: string): Block[] {
  const blocks: Block[] = [];
  let literals = new Map<string, string>();
  let path: string[] = [];
  let heredoc: string | undefined;

  for (const raw of text.split("\n")) {
    if (heredoc !== undefined) {
      if (raw.trim() === heredoc) heredoc = undefined;
      continue;
    }
    const { code, depth } = withoutComment(raw);
    heredoc = HEREDOC.exec(code)?.[1];

    if (path.length === 0) {
      const header = HEADER.exec(code);
      if (!header?.[1]) continue;
      literals = new Map();
      blocks.push({ type: header[1], labels: labelsOf(header[2]), literals });
      if (depth > 0) path = [""];
      else readInline(code.slice(header[0].length, code.lastIndexOf("}")), [], literals);
      continue;
    }
    const inside = path.slice(1);
    const [, key, value] = LITERAL.exec(code) ?? [];
    if (key && value) literals.set([...inside, key].join("."), unquote(value));
    else if (depth === 0) readInline(code, inside, literals);

    if (depth > 0) path.push(nameOf(code), ...Array<string>(depth - 1).fill("*"));
    else path.length += Math.max(depth, -path.length);
  }
  return blocks;
}

/** `key = { a = "b", c = true }` on one line. */
function readInline(code: string, inside: readonly string[], literals: Map<string, string>): void {
  const nested = /^\s*"?([\w./-]+)"?\s*=?\s*\{(.*)\}\s*,?\s*$/.exec(code);
  const [, key, body = code] = nested ?? [];
  for (const part of body.split(",")) {
    const [, name, value] = LITERAL.exec(part) ?? [];
    if (name && value) literals.set([...inside, ...(key ? [key] : []), name].join("."), unquote(value));
  }
}

function nameOf(code: string): string {
  const [, block, labels, argument] = NAME.exec(code) ?? [];
  return block ? [block, ...labelsOf(labels)].join(".") : (argument ?? "*");
}

function labelsOf(text = ""): string[] {
  return [...text.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\])/g, "$1") : value;
}

/** The line without its comment, and how many brackets it opens more than it closes. */
function withoutComment(line: string): { code: string; depth: number } {
  // Inside a string `${` starts code again, in which another string may start.
  const modes: ("string" | "template" | "brace")[] = [];
  let depth = 0;
  for (let i = 0; i < line.length; i += 1) {
    const char = line.charAt(i);
    const mode = modes.at(-1);
    if (mode === "string") {
      if (char === "\\") i += 1;
      else if (char === '"') modes.pop();
      else if ((char === "$" || char === "%") && line.charAt(i + 1) === "{") {
        // `$${` is a literal `${`.
        if (line.charAt(i - 1) !== char) modes.push("template");
        i += 1;
      }
    } else if (char === '"') modes.push("string");
    else if (char === "#" || (char === "/" && line.charAt(i + 1) === "/")) return { code: line.slice(0, i), depth };
    else if (char === "{" && mode) modes.push("brace");
    else if (char === "}" && mode) modes.pop();
    else if ("{[(".includes(char) && !mode) depth += 1;
    else if ("}])".includes(char) && !mode) depth -= 1;
  }
  return { code: line, depth };
}
