import { known, texts } from "../access";
import type { Refusal, Rule, Standing } from "../rule";

interface Argument {
  readonly type: string;
  readonly attribute: string;
  readonly code: string;
  readonly source: string;
  readonly standing: Standing;
}

/** A number that the platform bounds. */
interface Range extends Argument {
  readonly from: number;
  readonly to: number;
  /** Allowed as well, such as 0 for never. */
  readonly besides?: number;
}

/** Each number at the path lies in its range. */
export function rangeRule({ type, attribute, from, to, besides, code, source, standing }: Range): Rule {
  const allowed = `${from} to ${to}${besides === undefined ? "" : `, or ${besides}`}`;
  return {
    name: nameOf(type, attribute, "range"),
    types: [type],
    attributes: [attribute],
    says: `${attribute} is ${allowed}.`,
    source,
    standing,
    on: "values",
    check: ({ values, prior }): Refusal[] => {
      // What it was before was accepted then, or decided by the platform itself.
      const before = prior ? known(prior, attribute).map(Number) : [];
      return known(values, attribute)
        .map(Number)
        .filter((given) => !(given >= from && given <= to) && given !== besides && !before.includes(given))
        .map((given) => ({ attribute, code, message: `${attribute} is ${given}; it must be ${allowed}.` }));
    },
  };
}

/** A text that the platform wants in a certain form. */
interface Form extends Argument {
  readonly form: RegExp;
  /** What the form is, after "must have" or "must be": `up to 50 letters`. */
  readonly is: string;
}

/** Each text at the path has its form. */
export function formRule({ type, attribute, form, is, code, source, standing }: Form): Rule {
  return {
    name: nameOf(type, attribute, "form"),
    types: [type],
    attributes: [attribute],
    says: `${attribute} is ${is}.`,
    source,
    standing,
    on: "values",
    check: ({ values, prior }): Refusal[] => {
      const before = prior ? texts(prior, attribute) : [];
      return texts(values, attribute)
        .filter((value) => value !== "" && !form.test(value) && !before.includes(value))
        .map((value) => ({ attribute, code, message: `${attribute} is "${value}"; it must be ${is}.` }));
    },
  };
}

function nameOf(type: string, attribute: string, kind: string): string {
  return `${type}-${attribute}-${kind}`.replace(/[_.]/g, "-");
}
