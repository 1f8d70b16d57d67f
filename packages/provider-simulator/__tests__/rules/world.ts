import fs from "node:fs";
import path from "node:path";
import type { Value, Values } from "../../src/provider/value";
import type { Change, Rule } from "../../src/rules/rule";
import { Rulebook } from "../../src/rules/rulebook";
import { platformOf } from "../../src/world/platform";
import { type Scope, World } from "../../src/world/world";
import { temporaryFolder } from "../runner/helpers";

const folder = temporaryFolder();

export const FRANKFURT: Scope = { account: "111122223333", region: "eu-central-1" };

/** A world to try rules in. What a rule refuses is given as `code: message`. */
export function ruleWorld(rules: readonly Rule[]) {
  const world = World.open(path.join(fs.mkdtempSync(path.join(folder, "rules-")), "world.jsonl"));
  const book = new Rulebook(rules);
  const ask = (kinds: readonly Rule["on"][], change: Change, scope: Scope) =>
    book.refusals(change, kinds, platformOf(world, scope)).map(({ code, message }) => `${code}: ${message}`);
  return {
    world,
    /** Puts an object there, whatever the rules say. @returns its key */
    has(type: string, attributes: Readonly<Record<string, Value>>, scope: Scope = FRANKFURT): string {
      const key = world.newKey(type, scope, attributes);
      world.put({ key, type, ...scope, attributes, secrets: {} });
      return key;
    },
    create(type: string, values: Values, scope: Scope = FRANKFURT): string[] {
      return ask(["values", "world"], { action: "create", type, values, prior: null }, scope);
    },
    update(type: string, prior: Values, values: Values, scope: Scope = FRANKFURT): string[] {
      return ask(["values", "world"], { action: "update", type, values, prior }, scope);
    },
    /** What is refused at plan, when other objects are not looked at. */
    plan(type: string, values: Values, scope: Scope = FRANKFURT): string[] {
      return ask(["values"], { action: "create", type, values, prior: null }, scope);
    },
    delete(type: string, values: Values, scope: Scope = FRANKFURT): string[] {
      return ask(["delete"], { action: "delete", type, values, prior: values }, scope);
    },
  };
}
