import type { Values } from "../provider/value";
import type { WorldObject } from "../world/world";

/** What terraform asks the platform to do with one object. */
export interface Change {
  readonly action: "create" | "update" | "delete";
  readonly type: string;
  /** What the object shall be, with UNKNOWN for what the platform will decide; on deletion: what it is. */
  readonly values: Values;
  /** What it was; null for a new one. */
  readonly prior: Values | null;
  /** Key in the world of the object it is about, where that exists: it is not in its own way. A create has one when it is
   * the repetition of a request whose answer was lost. */
  readonly key?: string;
}

/** The world as one request sees it: from its account, and from the region of the object it is about. */
export interface Platform {
  readonly account: string;
  readonly region: string;
  /** The object of one of these types with this id, ARN or name; an ARN is looked for in its own region. */
  find(types: readonly string[], identifier: string): WorldObject | undefined;
  /** The objects of a type in this account and region whose attribute holds a value, of a flag `true`
   * or `false`. Paths are those of {@link known}. */
  where(type: string, path: string, value: string): readonly WorldObject[];
  /** As `where`, in every account and region. */
  everywhere(type: string, path: string, value: string): readonly WorldObject[];
}

/** Why a change cannot be. */
export interface Refusal {
  /** Path of the attribute that is to be changed, such as `vpc_config.subnet_ids`. @default the whole object */
  readonly attribute?: string;
  /** The platform's own error code, such as `InvalidSubnet.Conflict`. */
  readonly code: string;
  /** The value, what is allowed, and what to do, in one or two sentences. */
  readonly message: string;
}

/** How sure a rule is: its source says so; seen to happen; general knowledge. */
export type Standing = "documented" | "observed" | "assumed";

/** One thing that the platform refuses. */
export interface Rule {
  /** Unique, in kebab case, such as `subnet-inside-vpc`. */
  readonly name: string;
  /** Resource types; `*` stands for every type. */
  readonly types: readonly string[];
  /** Paths of the arguments that it can refuse, where it is about single ones. */
  readonly attributes?: readonly string[];
  /** The rule in one sentence, for the page of rules. */
  readonly says: string;
  /** Address of the page, or name of the document, that has it. */
  readonly source: string;
  readonly standing: Standing;
  /**
   * `values`: looks at the object alone, and so is asked at plan too, with what is known then.
   * `world`: looks at other objects; asked when one is created or updated. `delete`: asked when one is deleted.
   */
  readonly on: "values" | "world" | "delete";
  check(change: Change, platform: Platform): Refusal | readonly Refusal[] | undefined;
}
