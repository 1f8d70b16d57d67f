import { nearest } from "aws-facts";
import type { z } from "zod";
import { valueAt } from "./merge";
import type { Report } from "./problems";
import { suggestion } from "./values";

/**
 * Tells what zod found wrong, in the words of our users.
 * @param value what was parsed
 * @param path where in the file that value stands
 */
export function reportIssue(issue: z.core.$ZodIssue, value: unknown, path: readonly string[], report: Report): void {
  const here = [...path, ...issue.path.map(String)];
  if (issue.code === "unrecognized_keys") {
    // One line for each key, in the same order: see group() in values.ts.
    const lines = issue.message.split("\n");
    issue.keys.forEach((key, index) => {
      report([...here, key].join("."), lines[index] ?? "unknown");
    });
  } else {
    report(here.join("."), sentence(issue, valueAt(value, issue.path)));
  }
}

function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  // The key itself is wrong, not what stands there.
  if (issue.code === "invalid_key") return notAllowed(issue.path.at(-1), issue.issues[0]?.message ?? issue.message);
  const words = optionsOf(issue);
  const allowed = words ? `one of ${words.join(", ")}` : issue.message;
  if (value === undefined) return `missing; it must be ${allowed}`;
  const meant = words && typeof value === "string" ? nearest(value, words, 1) : [];
  return notAllowed(value, allowed) + suggestion(meant);
}

function notAllowed(value: unknown, allowed: string): string {
  return `${show(value)} is not allowed; it must be ${allowed}`;
}

/** The words among which a value had to choose; undefined when it had no such choice. */
function optionsOf(issue: z.core.$ZodIssue): readonly string[] | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code === "invalid_union" && "options" in issue) return issue.options?.map(String);
  return undefined;
}

function show(value: unknown): string {
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
}
