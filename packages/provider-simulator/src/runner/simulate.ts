import os from "node:os";
import path from "node:path";
import { mergeSchemas } from "provider-schemas";
import type { ProviderServer } from "../provider";
import { rulebook } from "../rules/catalogue";
import type { WorldObject } from "../world/world";
import { applyStacks, assertSecondPlanEmpty } from "./apply";
import { criticalPath } from "./critical-path";
import { destroyStacks } from "./destroy";
import { Disturbance } from "./disturbance";
import { drift } from "./drift";
import { requireTerraform, terraformEnvironment } from "./environment";
import { Interrupted, SimulationError } from "./errors";
import { interruptible, withProvider } from "./lifetime";
import { acquireLock } from "./lock";
import { overrideFile, protectedResources } from "./override";
import {
  assertDependenciesSimulated,
  assertNoDependents,
  assertNothingLeft,
  fallbacks,
  type Selection,
  select,
} from "./selection";
import type { Session } from "./session";
import { heldKeys, readState, repairState } from "./state";
import { Terraform } from "./terraform";
import type { SimulateOptions, SimulationResult, StackResult } from "./types";
import { Workspace } from "./workspace";

/**
 * Runs the real terraform on synthesized stacks, against simulated providers, and proves that a second plan is
 * empty; or takes everything down again. SIGINT and SIGTERM are caught while it runs: terraform is asked to stop
 * once and awaited; another signal kills it.
 * @throws SimulationError for what the user can mend, with `exitCode` for the command; states and world stay usable.
 */
export async function simulate(options: SimulateOptions): Promise<SimulationResult> {
  const start = performance.now();
  const onProgress = options.onProgress ?? (() => {});
  await requireTerraform(process.env);
  const schemas = options.overlay ? mergeSchemas(options.schemas, options.overlay) : options.schemas;
  const { output } = options;
  // A folder that is there already is checked before anything is written.
  const given = typeof output === "string" ? select(output, options.stacks, schemas) : undefined;
  const workspace = new Workspace(path.resolve(options.dataDir));
  const release = acquireLock(workspace.dataDir);
  let notes = (): string[] => [];
  try {
    const damaged = workspace.simulated().filter((id) => repairState(workspace.state(id)));
    const selection = given ?? select(typeof output === "string" ? output : output(), options.stacks, schemas);
    const disturbance = new Disturbance(options.faults ?? [], selection.stacks);
    const repaired = damaged.map(
      (id) => `The state of ${id} was half written; it was set back to the one before that run.`,
    );
    notes = () => [...repaired, ...disturbance.notes()];
    if (options.action === "apply") assertDependenciesSimulated(selection, workspace);
    else assertNoDependents(selection, workspace);
    workspace.prepare();
    const held = new Set(workspace.simulated().flatMap((id) => heldKeys(workspace.state(id))));
    const rules = rulebook(options.knowledge);
    const platform = { schemas, worldFile: workspace.world, rules, faults: disturbance.injector, held };
    return await withProvider(platform, async (server) => {
      const drifting = options.drift && drift(options.drift, selection.stacks, workspace, server);
      onProgress({ kind: "started", action: options.action, stacks: selection.stacks.map(({ id }) => id) });
      if (drifting) onProgress({ kind: "drifted", done: drifting.done });
      const surroundings = { workspace, server, disturbance, driftedStack: drifting?.target.stack };
      const stacks = await runStacks(selection, surroundings, options);
      const result: SimulationResult = {
        action: options.action,
        stacks,
        objects: server.stats().objects,
        fallbacks: options.overlay ? fallbacks(selection.stacks, options.overlay) : [],
        others: otherStacks(selection, workspace),
        adopted: server.leftBehind().adopted.map(label),
        abandoned: server.leftBehind().abandoned.map(label),
        notes: notes(),
        seconds: (performance.now() - start) / 1000,
        estimate: criticalPath(
          stacks.map(({ id, work }) => ({ id, ...work })),
          selection.dependencies,
          options.action === "destroy",
        ),
        logs: workspace.logs,
      };
      if (options.action === "destroy") assertNothingLeft(result);
      onProgress({ kind: "finished", result });
      assertSecondPlanEmpty(result.stacks, (id) => workspace.log(id));
      return result;
    });
  } catch (error) {
    onProgress({ kind: "stopped" });
    throw withNotes(error, notes());
  } finally {
    release();
  }
}

interface Surroundings extends Pick<Session, "workspace" | "disturbance" | "driftedStack"> {
  readonly server: ProviderServer;
}

function runStacks(
  selection: Selection,
  { server, ...surroundings }: Surroundings,
  { action, decommission = false, onProgress = () => {} }: SimulateOptions,
): Promise<StackResult[]> {
  const { workspace, disturbance } = surroundings;
  const env = terraformEnvironment(process.env, { cliConfig: workspace.cliConfig, reattach: server.reattach });
  const terraform = new Terraform(env);
  disturbance.attach(server, terraform);
  const guarded = new Set<string>();
  const session: Session = {
    ...selection,
    guarded,
    ...surroundings,
    terraform,
    emit: onProgress,
    limit: Math.max(2, os.availableParallelism()),
  };
  for (const { id, folder, blocks } of selection.stacks) {
    const unprotect = decommission ? protectedResources(blocks) : [];
    if (unprotect.some(({ platform }) => platform.length > 0)) guarded.add(id);
    const override = overrideFile({
      state: workspace.stateFrom(id, id),
      reads: selection.reads.get(id) ?? [],
      stateOf: (other) => workspace.stateFrom(id, other),
      unprotect,
    });
    workspace.link(id, folder, override);
  }
  return interruptible(
    terraform,
    () => onProgress({ kind: "interrupted" }),
    () => (action === "apply" ? applyStacks(session) : destroyStacks(session)),
  );
}

/** A failure that was asked for says so. */
function withNotes(error: unknown, notes: readonly string[]): unknown {
  if (!(error instanceof SimulationError) || error instanceof Interrupted || notes.length === 0) return error;
  return new SimulationError([error.message, ...notes].join("\n\n"));
}

function label({ type, attributes, key }: WorldObject): string {
  return `${type} ${typeof attributes.id === "string" ? attributes.id : key}`;
}

/** Stacks outside this run that hold resources in the same world. */
function otherStacks(selection: Selection, workspace: Workspace): string[] {
  const selected = new Set(selection.stacks.map(({ id }) => id));
  return workspace.simulated().filter((id) => !selected.has(id) && readState(workspace.state(id)).resources > 0);
}
