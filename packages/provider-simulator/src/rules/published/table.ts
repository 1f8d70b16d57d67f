/** Facts that AWS publishes, by Terraform type. Written by `npm run facts`. */
export interface PublishedTable {
  /** Packages that the facts are from, with versions and licences. */
  readonly sources: readonly { readonly name: string; readonly version: string; readonly licence: string }[];
  readonly types: Readonly<Record<string, TypeFacts>>;
  /** EC2's instance types, by the regions that have them. */
  readonly instanceTypes: Regional;
  /** Classes of MySQL instances, by the regions that have them. */
  readonly mysqlClasses: Regional;
  /** Versions of MySQL that RDS has or had. */
  readonly mysqlVersions: readonly string[];
}

export type Regional = readonly { readonly values: readonly string[]; readonly regions: readonly string[] }[];

export interface TypeFacts {
  /** CloudFormation's type, and the property of it that this is. */
  readonly origin: string;
  /** Number of arguments that a configuration can give, nested ones included. */
  readonly configurable: number;
  /** By path, such as `rule.transition.days`. */
  readonly attributes: Readonly<Record<string, AttributeFacts>>;
  /** Arguments that exclude others. */
  readonly excludes?: Readonly<Record<string, readonly string[]>>;
  /** Properties that are no argument of this type, or that nobody has found the argument of. */
  readonly unmapped: readonly string[];
}

/** What is known of one argument, in the words of JSON Schema; empty when all that is known is that it exists. */
export interface AttributeFacts {
  /** Its change needs another object. */
  readonly replaces?: boolean;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Types of which it names an object. */
  readonly references?: readonly string[];
}
