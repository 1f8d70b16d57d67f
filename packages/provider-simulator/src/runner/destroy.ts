import type { StackWork } from "./critical-path";
import { SimulationError, StackError } from "./errors";
import { changesOf, doneBy, NO_CHANGES, splitProtected } from "./messages";
import { reversed, runInOrder } from "./order";
import { armFaults, assertComplete, countResources, LOCK_TIMEOUT, runStep, type Session, scheduling } from "./session";
import { neededBy, readState } from "./state";
import type { Changes, StackResult } from "./types";

const PLAN = "destroy.tfplan";

interface DestroyPlan {
  readonly changes: Changes;
  readonly seconds: number;
  readonly protectedAddresses: readonly string[];
}

/**
 * Plans the destruction of every stack first, and carries it out, dependents first, only when nothing refuses.
 * @throws SimulationError that lists every protected address of all stacks; nothing was destroyed then.
 */
export async function destroyStacks(session: Session): Promise<StackResult[]> {
  const filled = session.stacks.map(({ id }) => id).filter((id) => isFilled(session, id));
  await eachStack(
    session,
    filled.filter((id) => session.guarded.has(id)),
    (id) => liftProtection(session, id),
  );
  const plans = new Map<string, DestroyPlan>();
  await eachStack(session, filled, async (id) => void plans.set(id, await planStack(session, id)));
  assertUnprotected(plans);
  const seconds = new Map<string, number>();
  const work = new Map<string, Omit<StackWork, "id">>();

  const toDestroy = new Map([...reversed(session.dependencies)].filter(([id]) => plans.has(id)));
  assertComplete(
    await runInOrder(
      toDestroy,
      async (id) => {
        const start = performance.now();
        const plan = plans.get(id);
        await armFaults(session, id, PLAN);
        const needs = neededBy(session.workspace.state(id));
        const run = await runStep(session, id, {
          phase: "destroy",
          args: ["apply", LOCK_TIMEOUT, PLAN],
          onMessage: countResources(session, id, plan?.changes.remove ?? 0),
        });
        work.set(id, { done: doneBy(run), needs });
        seconds.set(id, (plan?.seconds ?? 0) + (performance.now() - start) / 1000);
        session.emit({ kind: "done", stack: id, phase: "destroy", seconds: seconds.get(id) ?? 0 });
      },
      scheduling(session),
    ),
  );
  return session.stacks.map(({ id }) => ({
    id,
    changes: plans.get(id)?.changes ?? NO_CHANGES,
    work: work.get(id) ?? { done: [], needs: new Map() },
    seconds: seconds.get(id) ?? 0,
    ...readState(session.workspace.state(id)),
    secondPlanEmpty: true,
    pending: [],
  }));
}

function isFilled({ workspace }: Session, id: string): boolean {
  const { resources, outputs } = readState(workspace.state(id));
  return resources > 0 || Object.keys(outputs).length > 0;
}

/** Does the same with stacks in any order. */
async function eachStack(session: Session, ids: readonly string[], task: (id: string) => Promise<void>): Promise<void> {
  const unordered = new Map(ids.map((id) => [id, []]));
  assertComplete(await runInOrder(unordered, task, scheduling(session)));
}

/** What the platform itself protects takes a change before its destruction, here as in reality. */
async function liftProtection(session: Session, id: string): Promise<void> {
  await runStep(session, id, { phase: "init", args: ["init"] });
  await runStep(session, id, { phase: "apply", args: ["apply", "-auto-approve", LOCK_TIMEOUT] });
}

async function planStack(session: Session, id: string): Promise<DestroyPlan> {
  const start = performance.now();
  await runStep(session, id, { phase: "init", args: ["init"] });
  const args = ["plan", "-destroy", `-out=${PLAN}`, LOCK_TIMEOUT];
  const run = await runStep(session, id, { phase: "plan", args, accept: [0, 1] });
  const { protectedAddresses, errors } = splitProtected(run);
  if (run.exitCode !== 0 && (errors || protectedAddresses.length === 0)) {
    session.emit({ kind: "failed", stack: id, phase: "plan" });
    throw new StackError(id, "plan", errors, session.workspace.log(id));
  }
  const changes = changesOf(run);
  session.emit({ kind: "planned", stack: id, changes });
  return { changes, protectedAddresses, seconds: (performance.now() - start) / 1000 };
}

function assertUnprotected(plans: ReadonlyMap<string, DestroyPlan>): void {
  const refused = [...plans].filter(([, { protectedAddresses }]) => protectedAddresses.length > 0);
  if (refused.length === 0) return;
  const addresses = refused.flatMap(([, plan]) => plan.protectedAddresses);
  const lists = refused.map(([id, plan]) => [id, ...plan.protectedAddresses.map((it) => `  ${it}`)].join("\n"));
  // An override file reaches the resources beside it, not those of a module.
  const ways = [
    ...(addresses.some((it) => !it.startsWith("module.")) ? ["To take them down too, add --decommission."] : []),
    ...(addresses.some((it) => it.startsWith("module.")) ? ["Protection in a module is lifted in its files."] : []),
  ];
  throw new SimulationError(
    `Nothing was destroyed: these resources carry prevent_destroy.\n\n${lists.join("\n")}\n\n${ways.join(" ")}`,
  );
}
