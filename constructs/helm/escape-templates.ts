import { Token } from "cdktf";

/**
 * The same values with `${` and `%{` doubled, so that terraform hands them on to the chart instead of reading them.
 * References to other resources stay references.
 */
export function escapeTemplates<T>(value: T): T;
export function escapeTemplates(value: unknown): unknown {
  if (typeof value === "string") return Token.isUnresolved(value) ? value : value.replace(/([$%])\{/g, "$1$1{");
  if (Array.isArray(value)) return Token.isUnresolved(value) ? value : value.map((item) => escapeTemplates(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapeTemplates(inner)]));
}
