/** An object that was not looked into yet. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a reader of an error message needs to know of a value: "a string", "null", ... */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return Number.isNaN(value) || value === Infinity || value === -Infinity ? String(value) : `a ${typeof value}`;
}

/** A value where a block may be given once or as a list, and each of its elements with its path. */
export function each(value: unknown, path: string): [unknown, string][] {
  return Array.isArray(value)
    ? value.map((one, index): [unknown, string] => [one, `${path}[${index}]`])
    : [[value, path]];
}
