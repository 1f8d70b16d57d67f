/**
 * Makes Terraform JSON and parsed HCL comparable: comments are dropped, a block that is given once is no list, a
 * reference is one with and without `${}`, and the layout of an expression says nothing.
 */
export function normalise(value: unknown): unknown {
  if (typeof value === "string") return expression(value);
  if (Array.isArray(value)) {
    const items = value.map(normalise);
    return items.length === 1 && isObject(items[0]) ? items[0] : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== "//" && inner !== undefined)
      .map(([key, inner]) => [key, normalise(inner)]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function expression(text: string): string {
  const inner = /^\$\{(.*)\}$/s.exec(text)?.[1];
  if (inner === undefined) return text;
  return inner
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\s+/g, "").replace(/,(?=[\]})])/g, "")))
    .join("")
    .replace(/"([A-Za-z_][\w-]*)"=/g, "$1=");
}
