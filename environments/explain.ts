import type { Resolution } from "./resolve";
import { isRecord } from "./validation/merge";

/** Widest that a value may be before it continues on the next line. */
const VALUE_WIDTH = 48;

/** Every effective value of an environment with its path and where it comes from, in aligned columns. */
export function explain({ environment, origins }: Resolution): string {
  const rows = leaves(environment, "").map(({ path, value }) => ({
    path,
    lines: wrap(value),
    // Only an empty object has no leaf of its own, and that is a default.
    origin: origins.get(path) ?? "default",
  }));
  const pathWidth = Math.max(...rows.map(({ path }) => path.length));
  const valueWidth = Math.max(...rows.flatMap(({ lines }) => lines.map((line) => line.length)));
  return rows
    .flatMap(({ path, lines, origin }) =>
      lines.map((line, index) => {
        const columns = index === 0 ? [path, line, origin] : ["", line, ""];
        const [first = "", second = "", third = ""] = columns;
        return `${first.padEnd(pathWidth)}  ${second.padEnd(valueWidth)}  ${third}`.trimEnd();
      }),
    )
    .join("\n");
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

function leaves(value: unknown, path: string): readonly Leaf[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : leaves(inner, path === "" ? key : `${path}.${key}`),
  );
}

/** A value in words; a long list goes over several lines. */
function wrap(value: unknown): readonly string[] {
  if (isRecord(value)) return ["(none)"];
  if (!Array.isArray(value)) return [String(value)];
  const lines: string[] = [];
  for (const [index, item] of value.entries()) {
    const word = index === value.length - 1 ? show(item) : `${show(item)},`;
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= VALUE_WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.length === 0 ? ["(none)"] : lines;
}

/** An object such as a window reads `weekday sunday from 18:30 to 19:30`. */
function show(item: unknown): string {
  if (!isRecord(item)) return String(item);
  return Object.entries(item)
    .map(([key, value]) => `${key} ${value}`)
    .join(" ");
}
