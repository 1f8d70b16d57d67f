import type { ProviderSchema, ProviderSchemas, Schema } from "provider-schemas";
import { requiredProviders, typesInUse } from "./configuration";
import { SimulationError } from "./errors";
import { readStacks, type Stack, selectStacks } from "./manifest";
import { type Dependencies, sorted } from "./order";
import { readsOf, type StateRead } from "./remote-state";
import { readState } from "./state";
import type { SimulationResult } from "./types";
import type { Workspace } from "./workspace";

/** What one run works on. */
export interface Selection {
  /** The selected stacks, each after all that it depends on. */
  readonly stacks: readonly Stack[];
  /** Of the selected stacks: what the manifest says and whose state they read. */
  readonly dependencies: Dependencies;
  readonly reads: ReadonlyMap<string, readonly StateRead[]>;
  /** Every stack of the manifest. */
  readonly all: ReadonlyMap<string, Stack>;
}

/**
 * Reads the output folder and picks the stacks to run. Writes nothing.
 * @throws SimulationError for an unknown stack, a state that no stack owns, a circle, or a provider without schema.
 */
export function select(output: string, patterns: readonly string[], schemas: ProviderSchemas): Selection {
  const all = readStacks(output);
  const chosen = selectStacks([...all.keys()], patterns).flatMap((id) => all.get(id) ?? []);
  assertProvidersKnown(chosen, schemas);
  const reads = new Map(chosen.map((stack) => [stack.id, readsOf(stack, all.values())]));
  const dependencies = new Map(
    chosen.map(({ id, dependencies }) => [
      id,
      [...new Set([...dependencies, ...(reads.get(id) ?? []).map((read) => read.stack)])],
    ]),
  );
  return { stacks: sorted(dependencies).flatMap((id) => all.get(id) ?? []), dependencies, reads, all };
}

/** @throws SimulationError that names what must be simulated first. */
export function assertDependenciesSimulated({ dependencies }: Selection, workspace: Workspace): void {
  const simulated = workspace.simulated();
  const missing = [...dependencies].flatMap(([id, on]) =>
    on.filter((it) => !dependencies.has(it) && !simulated.includes(it)).map((it) => `  ${id} needs ${it}`),
  );
  if (missing.length === 0) return;
  throw new SimulationError(
    `These stacks were neither selected nor simulated before in ${workspace.dataDir}:\n${missing.join("\n")}`,
  );
}

/** @throws SimulationError that names the stacks which still stand on what is to be destroyed. */
export function assertNoDependents({ dependencies, all }: Selection, workspace: Workspace): void {
  const standing = [...all.values()].flatMap(({ id, dependencies: on }) => {
    const needed = on.filter((it) => dependencies.has(it));
    if (dependencies.has(id) || needed.length === 0 || readState(workspace.state(id)).resources === 0) return [];
    return [`  ${id} depends on ${needed.join(", ")}`];
  });
  if (standing.length === 0) return;
  throw new SimulationError(`Nothing was destroyed: destroy these stacks first, or with them:\n${standing.join("\n")}`);
}

/** @throws SimulationError when a destroyed stack, or the world behind all of them, still holds something. */
export function assertNothingLeft({ stacks, objects, others }: SimulationResult): void {
  const states = stacks.flatMap(({ id, resources }) =>
    resources > 0 ? [`  ${id}: ${resources} resources in its state`] : [],
  );
  // What other stacks hold is in the world too, and rightly so.
  const world = others.length > 0 ? [] : Object.entries(objects).map(([type, count]) => `  world: ${count} ${type}`);
  if (states.length + world.length === 0) return;
  throw new SimulationError(`Terraform reported success, but something is left:\n${[...states, ...world].join("\n")}`);
}

/** Types that the stacks use and the overlay does not hold. */
export function fallbacks(stacks: readonly Stack[], overlay: ProviderSchemas): string[] {
  const providers = Object.values(overlay.provider_schemas);
  const used = new Set(stacks.flatMap((stack) => typesInUse(stack.blocks)));
  return [...used].sort().filter((use) => {
    const [kind = "", type = ""] = use.split(" ");
    return !providers.some((provider) => typesOf(provider, kind)?.[type]);
  });
}

function typesOf(provider: ProviderSchema, kind: string): Readonly<Record<string, Schema>> | undefined {
  if (kind === "data") return provider.data_source_schemas;
  return kind === "ephemeral" ? provider.ephemeral_resource_schemas : provider.resource_schemas;
}

function assertProvidersKnown(stacks: readonly Stack[], schemas: ProviderSchemas): void {
  const known = Object.keys(schemas.provider_schemas);
  const missing = stacks.flatMap(({ id, blocks }) =>
    requiredProviders(blocks).flatMap((source) => (known.includes(source) ? [] : [`  ${id} requires ${source}`])),
  );
  if (missing.length === 0) return;
  throw new SimulationError(
    `There is no schema of these providers:\n${missing.join("\n")}\nSchemas given: ${known.join(", ") || "none"}.`,
  );
}
