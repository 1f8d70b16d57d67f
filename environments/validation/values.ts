import { nearest } from "aws-facts";
import { z } from "zod";

/*
 * The kinds of value that an environment holds. The `error` of each says what is allowed, as the end of a sentence that
 * starts "it must be"; messages.ts puts the value before it.
 */

/** A text of a given form. @param allowed such as "12 digits" */
export function text(allowed: string, form = /^\S(.*\S)?$/) {
  return z.string({ error: allowed }).regex(form, { error: allowed });
}

/** A whole number within bounds. */
export function whole(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

export function flag() {
  return z.boolean({ error: "true or false" });
}

/** One of a few words. */
export function choice<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words);
}

/** A list without repetition. @param allowed such as "a list of zone letters" */
export function list<Item extends z.ZodType<string>>(item: Item, allowed: string, least = 0) {
  return z
    .array(item, { error: allowed })
    .min(least, { error: allowed })
    .refine((items) => new Set(items).size === items.length, { error: `${allowed}, each of them once` });
}

/** An object that takes these keys and no other. */
export function group<Shape extends z.core.$ZodShape>(shape: Shape) {
  const allowed = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return `an object with ${allowed.join(", ")}`;
      return issue.keys.map((key: string) => unknownKey(key, allowed)).join("\n");
    },
  });
}

/** Tells that a key does not exist, what it may have meant, and which keys there are. */
export function unknownKey(key: string, allowed: readonly string[]): string {
  return `unknown${suggestion(nearest(key, allowed))}; the keys here are ${allowed.join(", ")}`;
}

/** `, did you mean "a" or "b"?`-like text; empty when there is nothing to suggest. */
export function suggestion(names: readonly string[]): string {
  return names.length === 0 ? "" : ` (did you mean ${names.join(" or ")}?)`;
}
