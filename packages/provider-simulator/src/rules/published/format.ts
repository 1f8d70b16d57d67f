/** What AWS publishes of one attribute. Lengths are of text, items of lists; the rest holds for each item of a list. */
export interface AttributeFacts {
  /** It is a block: what else is said is of each. */
  readonly block?: true;
  /** A change needs another object. */
  readonly replaces?: true;
  readonly enum?: readonly (string | number)[];
  /** The values of `enum` are taken in any case. */
  readonly ignoreCase?: true;
  /** A regular expression of JavaScript that is to be found in the text. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The Terraform types whose objects it names. */
  readonly references?: readonly string[];
  /** What the platform takes when nothing is given, as it is documented. */
  readonly default?: string;
  /** The path of the object around this one whose arguments, and their facts, are the same. */
  readonly same?: string;
  /** Name of the open list that values are from; `rds {engine} classes` depends on the attribute `engine`. */
  readonly open?: string;
}

export interface TypeFacts {
  /** Such as `AWS::EC2::VPC`, or `AWS::S3::Bucket/VersioningConfiguration` for a part of one; absent for a
   * type that CloudFormation does not have. */
  readonly cloudFormation?: string;
  /** Number of attributes that a configuration can give, nested ones included, blocks themselves not. */
  readonly configurable: number;
  /** By path, such as `rule.transition.days`; without facts where the sources only name the property. */
  readonly attributes: Readonly<Record<string, AttributeFacts>>;
  /** Sets of attributes of which at most one is given. */
  readonly exclusive?: readonly (readonly string[])[];
  /** Sets of attributes that are given together or not at all. */
  readonly requiredTogether?: readonly (readonly string[])[];
  /** Name of the set of regions that lack the type. */
  readonly unavailable?: string;
  /** Properties without an attribute, or facts that could not be taken over, and why. */
  readonly unmapped: Readonly<Record<string, string>>;
}

/** Sizes, separated by blanks, by family (`db.m5`) and by the set of regions that have them. */
export type ClassList = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A list to which AWS adds between two releases of the sources: classes of machines, or versions of one engine. */
export interface OpenList {
  readonly classes?: ClassList;
  /** Separated by blanks. */
  readonly versions?: string;
  /** How many of a version's numbers make a major version: 2 for MySQL's 8.4. */
  readonly majorNumbers?: number;
}

export interface PublishedTable {
  readonly about: string;
  readonly sources: readonly { readonly name: string; readonly version: string; readonly licence: string }[];
  /** Names of regions, separated by blanks. */
  readonly regionSets: Readonly<Record<string, string>>;
  readonly openLists: Readonly<Record<string, OpenList>>;
  readonly types: Readonly<Record<string, TypeFacts>>;
}

/** Flags with which a published pattern is compiled: classes such as `\p{L}` need Unicode, others do not bear it. */
export function regExpFlags(pattern: string): string {
  return /\\[pP]\{/.test(pattern) ? "u" : "";
}
