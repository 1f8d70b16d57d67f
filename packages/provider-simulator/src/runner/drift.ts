import fs from "node:fs";
import { findTargets, type Target } from "../faults/addresses";
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

function show(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? Number(item) : item)) ?? "null";
}
