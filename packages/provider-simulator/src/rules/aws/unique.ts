import { text } from "../access";
import type { Rule, Standing } from "../rule";

/** Attributes that no two objects may share. */
export interface Unique {
  readonly type: string;
  readonly attribute: string;
  /** Where no other may have the same value: of all AWS, of the account and region, or of what an attribute names. */
  readonly within: "aws" | "region" | { readonly attribute: string };
  readonly code: string;
  readonly source: string;
  readonly standing: Standing;
}

export function uniqueRule({ type, attribute, within, code, source, standing }: Unique): Rule {
  const place =
    within === "aws" ? "in all of AWS" : within === "region" ? "in its account and region" : `per ${within.attribute}`;
  return {
    name: `${type}-${attribute}-unique`.replace(/[_.]/g, "-"),
    types: [type],
    attributes: [attribute],
    says: `Its ${attribute} is unique ${place}.`,
    source,
    standing,
    on: "world",
    check: ({ values, key }, platform) => {
      const value = text(values, attribute);
      if (value === undefined) return undefined;
      const find = within === "aws" ? platform.everywhere : platform.where;
      const other = find(type, attribute, value).find((object) => {
        if (object.key === key) return false;
        if (typeof within === "string") return true;
        return text(object.attributes, within.attribute) === text(values, within.attribute);
      });
      if (!other) return undefined;
      return {
        attribute,
        code,
        message: `${attribute} "${value}" is taken by another ${type}. It must be unique ${place}.`,
      };
    },
  };
}
