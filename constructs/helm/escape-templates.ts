import { Token } from "cdktf";

/**
 * The same values as CDKTF must be given them inside a function of terraform, so that the chart gets what is written:
 * CDKTF escapes `${` and line ends, but neither quotes, backslashes nor `%{`. References to other resources stay.
 */
export function escapeTemplates<T>(value: T): T;
export function escapeTemplates(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/["\\]/g, "\\$&").replaceAll("%{", "%%{");
  if (Array.isArray(value)) return Token.isUnresolved(value) ? value : value.map((item) => escapeTemplates(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapeTemplates(inner)]));
}
