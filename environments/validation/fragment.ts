import type { Partition } from "aws-facts";
import type { z } from "zod";
import type { EnvironmentClass } from "../fragments/identity";
import type { Organization } from "../fragments/organization";
import type { Environment } from "../schema";
import { type Layer, type Merged, mergeLayers, without } from "./merge";
import { reportIssue } from "./messages";
import { fileOf, type Report } from "./problems";

/** What is known of an environment before its layers are read. */
export interface Context {
  readonly name: string;
  readonly class: EnvironmentClass;
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
  readonly organization: Organization;
  /** The whole file, not checked yet, for defaults that depend on another layer. */
  readonly input: unknown;
}

/** What one layer adds to an environment: a key of the file, its schema, its defaults and its rules. */
export interface Fragment<Written extends object, Resolved = Written> {
  readonly key: string;
  /** What the key holds once defaults are filled in. */
  readonly schema: z.ZodType<Written>;
  /** Defaults, from the most general to the most specific; the file lies over them. */
  defaults(context: Context): readonly Layer<Written>[];
  /**
   * Turns what was written into what stacks receive, such as a number of zones into their letters.
   * @param before what the fragments before it have become
   */
  resolve(written: Written, context: Context, report: Report, before: Partial<Environment>): Resolved;
  /** Paths of what `resolve` adds, and where it comes from. @default it adds nothing */
  readonly derived?: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
}

/** Checks part of a resolved environment; skipped where that part could not be read. Never looks at the clock. */
export interface Rule {
  check(environment: Partial<Environment>, report: Report): void;
}

/** A rule on the keys that it needs. */
export function rule<Key extends keyof Environment>(
  needs: readonly Key[],
  check: (environment: Pick<Environment, Key>, report: Report) => void,
): Rule {
  const holds = (environment: Partial<Environment>): environment is Pick<Environment, Key> =>
    needs.every((key) => environment[key] !== undefined);
  return {
    check: (environment, report) => {
      if (holds(environment)) check(environment, report);
    },
  };
}

export interface Read<T> {
  /** Undefined when too little of it could be read; then a problem has been reported. */
  readonly value: T | undefined;
  readonly origins: Merged["origins"];
}

/**
 * Reads values that lie over their defaults and reports every mistake. What is wrong is then left out and its default
 * takes its place, so that the rules can go on and one mistake does not hide another.
 */
export function readLayers<T>(
  schema: z.ZodType<T>,
  layers: readonly { readonly origin: string; readonly values: unknown }[],
  path: readonly string[],
  report: Report,
): Read<T> {
  const merged = mergeLayers(layers);
  const first = schema.safeParse(merged.value);
  if (first.success) return { value: first.data, origins: merged.origins };
  const wrong: (readonly PropertyKey[])[] = [];
  for (const issue of first.error.issues) {
    reportIssue(issue, merged.value, path, report);
    const keys = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    wrong.push(...keys);
  }
  const sound = layers.map(({ origin, values }, index) => {
    // Only the last layer is the user's.
    return { origin, values: index === layers.length - 1 ? wrong.reduce(without, values) : values };
  });
  const second = mergeLayers(sound);
  return { value: schema.safeParse(second.value).data, origins: second.origins };
}

/** Reads one layer of an environment. */
export function readFragment<Written extends object, Resolved>(
  fragment: Fragment<Written, Resolved>,
  written: unknown,
  context: Context,
  report: Report,
  before: Partial<Environment>,
): Read<Resolved> {
  const layers = [...fragment.defaults(context), { origin: fileOf(context.name), values: written }];
  const { value, origins } = readLayers(fragment.schema, layers, [fragment.key], report);
  return {
    value: value && fragment.resolve(value, context, report, before),
    origins: new Map([...Object.entries(fragment.derived ?? {}), ...origins]),
  };
}
