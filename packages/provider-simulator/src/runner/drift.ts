import fs from "node:fs";
import { findTargets, type Target } from "../faults/addresses";
import { type Json, plannedChangesOf } from "../faults/planned";
import type { ProviderServer } from "../provider";
import { DriftError } from "../world/drift";
import { SimulationError } from "./errors";
import type { Stack } from "./manifest";
import { keyOf } from "./state";
import type { Workspace } from "./workspace";

/** A change that somebody makes behind terraform's back. */
export interface Drift {
  /** As for a fault. */
  readonly address: string;
  /** What is changed, and to which value; without it, the object is deleted. */
  readonly set?: { readonly attribute: string; readonly value: string };
}

/**
 * Makes the change in the world.
 * @returns whose it is, and in words what was changed
 * @throws SimulationError for an unknown address, a resource that was not applied before, or an attribute or value that cannot be
 */
export function drift(
  { address, set }: Drift,
  stacks: readonly Stack[],
  workspace: Workspace,
  server: ProviderServer,
): { target: Target; done: string } {
  const [target] = findTargets([address], stacks);
  if (!target) throw new SimulationError(`${address}: no selected stack has this resource.`);
  const file = workspace.state(target.stack);
  const key = fs.existsSync(file) ? keyOf(file, target.address) : undefined;
  if (key === undefined) {
    throw new SimulationError(
      `${address}: it does not exist yet. Run the same command without --drift first; of several instances, name one with its index.`,
    );
  }
  try {
    if (!set) {
      server.drift(key);
      return { target, done: `${target.address} was deleted behind terraform's back.` };
    }
    const { from, to } = server.drift(key, set);
    return {
      target,
      done: `${target.address}: ${set.attribute} was changed behind terraform's back, from ${show(from)} to ${show(to)}.`,
    };
  } catch (error) {
    if (error instanceof DriftError) throw new SimulationError(`${address}: ${error.message}`);
    throw error;
  }
}

/** What a plan changes, attribute by attribute. @param plan as `terraform show -json` has it */
export function plannedRepairs(plan: string): string[] {
  return plannedChangesOf(plan).map(({ address, change: { actions, before, after } }) => {
    const what = actions.join(", then ");
    if (what !== "update") return `${address}: ${what}`;
    const changes = differences(before, after).map(({ path, from, to }) => `${path} ${show(from)} -> ${show(to)}`);
    return `${address}: ${changes.join(", ")}`;
  });
}

function differences(before: Json, after: Json, path = ""): { path: string; from: Json; to: Json }[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      differences(before[name] ?? null, after[name] ?? null, path === "" ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: Json, index) => differences(item, after[index], `${path}.${index}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, from: before, to: after }];
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? Number(item) : item)) ?? "null";
}
