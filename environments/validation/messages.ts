import { nearest } from "aws-facts";
import type { z } from "zod";
import type { Report } from "./problems";
import { suggestion } from "./values";

/** Tells what zod found wrong in the words of our users. Issues must carry their input (`reportInput`). */
export function reportIssue(issue: z.core.$ZodIssue, path: readonly string[], report: Report): void {
  const here = [...path, ...issue.path.map(String)];
  if (issue.code === "unrecognized_keys") {
    // One line for each key, in the same order: see group() in values.ts.
    const lines = issue.message.split("\n");
    issue.keys.forEach((key, index) => {
      report([...here, key].join("."), lines[index] ?? "unknown");
    });
  } else {
    report(here.join("."), sentence(issue));
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  const words = optionsOf(issue);
  const allowed = words ? `one of ${words.join(", ")}` : issue.message;
  const { input } = issue;
  if (input === undefined) return `missing; it must be ${allowed}`;
  const meant = words && typeof input === "string" ? nearest(input, words, 1) : [];
  return `${show(input)} is not allowed; it must be ${allowed}${suggestion(meant)}`;
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
