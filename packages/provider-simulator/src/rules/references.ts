import type { Value, Values } from "../provider/value";
import type { WorldObject } from "../world/world";
import { texts } from "./access";
import type { Change, Platform, Refusal, Rule, Standing } from "./rule";

/** An attribute that names another object, by id, ARN or name. */
export interface Reference {
  readonly type: string;
  /** Path, such as `vpc_config.subnet_ids`. */
  readonly attribute: string;
  readonly to: readonly string[];
  /** Error code for an object that does not exist. @default `ResourceNotFoundException` */
  readonly missing?: string;
  /** Error code with which the deletion of the object is refused as long as this one refers to it. @default allowed */
  readonly keeps?: string;
  readonly source: string;
  readonly standing: Standing;
}

/** What names an object that AWS itself made, or that lives in another account: nothing here can know it. */
function isForeign(identifier: string, account: string): boolean {
  if (/^(alias\/aws\/|default[.:]|default$)/.test(identifier)) return true;
  const [scheme, , , , owner] = identifier.split(":");
  return scheme === "arn" && owner !== "" && owner !== account;
}

/** The rules of a reference: what it names exists, and, should it say so, is kept as long as it is named. */
export function referenceRules(reference: Reference): Rule[] {
  const { type, attribute, to, source, standing } = reference;
  const name = `${type}-${attribute}`.replace(/[_.]/g, "-");
  const exists: Rule = {
    name: `${name}-exists`,
    types: [type],
    attributes: [attribute],
    says: `${attribute} names ${article(to)} that exists in the same account and region.`,
    source,
    standing,
    on: "world",
    check: ({ values, prior }, platform) => {
      // What it named before was accepted then, or decided by the platform itself.
      const before = prior ? texts(prior, attribute) : [];
      return texts(values, attribute).flatMap((identifier) => {
        if (identifier === "" || before.includes(identifier) || isForeign(identifier, platform.account)) return [];
        return platform.find(to, identifier) ? [] : [notFound(reference, identifier, platform)];
      });
    },
  };
  const { keeps } = reference;
  if (keeps === undefined) return [exists];
  return [
    exists,
    {
      name: `${name}-keeps`,
      types: to,
      says: `It cannot be deleted while the ${attribute} of ${article([type])} names it.`,
      source,
      standing,
      on: "delete",
      check: (change, platform) => held(change, reference, keeps, platform),
    },
  ];
}

function notFound({ attribute, to, missing }: Reference, identifier: string, { region }: Platform): Refusal {
  const place = region === "" ? "this account" : `this account and ${region}`;
  return {
    attribute,
    code: missing ?? "ResourceNotFoundException",
    message: `${attribute} is "${identifier}", but ${place} has no such ${to.join(" or ")}.`,
  };
}

function held({ values, type }: Change, { type: by, attribute }: Reference, code: string, platform: Platform) {
  const holder = identifiers(values)
    .flatMap((identifier) => platform.where(by, attribute, identifier))
    .find(exists);
  if (!holder) return undefined;
  return {
    code,
    message: `The ${type} ${label(values)} is still in use: ${by} ${label(holder.attributes)} names it in its ${attribute}. Delete that first.`,
  };
}

function exists(object: WorldObject | undefined): object is WorldObject {
  return object !== undefined;
}

function identifiers({ id, arn, name }: Values): string[] {
  return [...new Set([id, arn, name])].flatMap((value) => (typeof value === "string" && value !== "" ? [value] : []));
}

/** How an object is called in a message. */
function label({ id, name }: Values): string {
  const shown: Value | undefined = id ?? name;
  return typeof shown === "string" ? shown : "without an id";
}

function article(types: readonly string[]): string {
  const [first = ""] = types;
  return `${/^[aeiou]/.test(first) ? "an" : "a"} ${types.join(" or ")}`;
}
