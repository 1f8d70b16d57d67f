/** What JSON.parse cannot say, or says wrongly without saying so. */
export class JsonError extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
    message: string,
  ) {
    super(message);
  }
}

const TOKEN =
  /([ \t\n\r]+)|("(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|true|false|null|[{}[\],:]/uy;

/**
 * JSON.parse with positions. It also refuses what JSON.parse would change silently: a key that stands twice, of which
 * only the last would count though Terraform reads both, and a number with more digits than JavaScript keeps.
 * @throws JsonError
 */
export function readJson(text: string): unknown {
  return new Reader(text.replace(/^\uFEFF/, "")).read();
}

class Reader {
  private at = 0;
  /** Where the token that was read last begins. */
  private start = 0;

  constructor(private readonly text: string) {}

  read(): unknown {
    const value = this.value(this.next());
    if (this.next() !== "") this.misread("the end of the file");
    return value;
  }

  private next(): string {
    for (;;) {
      this.start = this.at;
      if (this.at === this.text.length) return "";
      TOKEN.lastIndex = this.at;
      const match = TOKEN.exec(this.text);
      if (!match) return this.misread("a JSON token");
      this.at += match[0].length;
      if (match[1] === undefined) return match[0];
    }
  }

  private value(token: string): unknown {
    if (token === "{") return this.object();
    if (token === "[") return this.list();
    if (token === "true" || token === "false" || token === "null") return JSON.parse(token);
    if (token.startsWith('"')) return JSON.parse(token);
    if (/^[-\d]/.test(token)) return this.number(token);
    return this.misread("a value");
  }

  private object(): unknown {
    const entries = new Map<string, unknown>();
    let token = this.next();
    if (token === "}") return {};
    for (;;) {
      if (!token.startsWith('"')) this.misread("a key in quotes");
      const key: string = JSON.parse(token);
      if (entries.has(key)) this.fail(`the key ${token} stands twice in one object; merge the two`);
      if (this.next() !== ":") this.misread('":"');
      entries.set(key, this.value(this.next()));
      token = this.next();
      if (token === "}") return Object.fromEntries(entries);
      if (token !== ",") this.misread('"," or "}"');
      token = this.next();
    }
  }

  private list(): unknown[] {
    const items: unknown[] = [];
    let token = this.next();
    if (token === "]") return items;
    for (;;) {
      items.push(this.value(token));
      token = this.next();
      if (token === "]") return items;
      if (token !== ",") this.misread('"," or "]"');
      token = this.next();
    }
  }

  private number(token: string): number {
    const value = Number(token);
    if (digits(token) !== digits(String(value))) {
      this.fail(`the number ${token} has more digits than can be kept; write it as a string`);
    }
    return value;
  }

  private misread(expected: string): never {
    const found = this.text.slice(this.start, this.start + 20).split(/\s/)[0];
    return this.fail(`is not JSON: expected ${expected}, found ${found || "the end of the file"}`);
  }

  private fail(message: string): never {
    const before = this.text.slice(0, this.start).split("\n");
    throw new JsonError(before.length, (before.at(-1)?.length ?? 0) + 1, message);
  }
}

/** A decimal number without what says nothing about its value: `1.50e1` and `15` are both 15 and 0. */
function digits(number: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const all = (whole + fraction).replace(/^0+/, "");
  const significant = all.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${Number(exponent) - fraction.length + all.length - significant.length}`;
}
