import type { PublishedTable } from "../src/rules/published/format";

const WIDTH = 120;

/** How deep each part is opened, so that each attribute, property or family begins a line of its own. */
const DEPTHS: Readonly<Record<string, number>> = { openLists: 3, regionSets: 1, sources: 1, types: 3 };

/** JSON with sorted keys, laid out as the formatter of this repository lays it out. */
export function layOut(table: PublishedTable): string {
  const parts = Object.entries(table)
    .sort(byKey)
    .map(([name, part]) => member(name, part, "  ", DEPTHS[name] ?? 0));
  return `{\n${parts.join(",\n")}\n}\n`;
}

function member(name: string, value: unknown, indent: string, depth: number): string {
  const key = `${indent}${JSON.stringify(name)}: `;
  return key + write(value, indent, depth, key.length);
}

/** @param used how much of the line is taken */
function write(value: unknown, indent: string, depth: number, used: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const line = oneLine(value);
  const isFlat = Array.isArray(value) && value.every((item) => typeof item !== "object" || Array.isArray(item));
  // A comma may follow.
  if ((depth <= 0 || isFlat) && used + line.length < WIDTH) return line;
  const inner = `${indent}  `;
  if (!Array.isArray(value)) {
    const lines = entriesOf(value).map(([key, item]) => member(key, item, inner, depth - 1));
    return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
  }
  const items: readonly unknown[] = value;
  const lines = items.every((item) => typeof item === "number")
    ? filled(items.map(String), inner)
    : items.map((item) => `${inner}${write(item, inner, depth - 1, inner.length)}`).join(",\n");
  return `[\n${lines}\n${indent}]`;
}

function oneLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  const members = entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** As many numbers on a line as it takes. */
function filled(numbers: readonly string[], indent: string): string {
  const lines = [indent + (numbers[0] ?? "")];
  for (const number of numbers.slice(1)) {
    const last = lines.length - 1;
    const longer = `${lines[last]}, ${number}`;
    if (longer.length < WIDTH) lines[last] = longer;
    else lines.push(indent + number);
  }
  return lines.join(",\n");
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(byKey);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
