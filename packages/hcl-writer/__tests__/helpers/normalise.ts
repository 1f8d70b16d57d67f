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

/** The expression without `${}`, layout, separators that say nothing, and quotes around keys that are names. */
function expression(text: string): string {
  const inner = /^\$\{(.*)\}$/s.exec(text)?.[1];
  if (inner === undefined) return text;
  const open: string[] = [];
  let out = "";
  for (const [token] of inner.matchAll(/"(?:[^"\\]|\\.)*"|\s+|[^"\s]/gs)) {
    if (/^\s/.test(token)) {
      if (token.includes("\n") && open.at(-1) === "{") out += ",";
      continue;
    }
    if ("([{".includes(token)) open.push(token);
    if (")]}".includes(token)) open.pop();
    out += token;
  }
  return out
    .replace(/,+(?=[,)\]}])/g, "")
    .replace(/\{,+/g, "{")
    .replace(/"([A-Za-z_][\w-]*)"=/g, "$1=");
}
