import fs from "node:fs";
import type { Done } from "./critical-path";
import { SimulationError } from "./errors";
import { changesOf, doneBy, NO_CHANGES, plannedChanges } from "./messages";
import { runInOrder } from "./order";
import { describePlan } from "./planned-changes";
import { armFaults, assertComplete, countResources, LOCK_TIMEOUT, runStep, type Session, scheduling } from "./session";
import { neededBy, readState } from "./state";
import type { Changes, StackResult } from "./types";

const PLAN = "simulated.tfplan";
const SECOND_PLAN = "second.tfplan";

/**
 * Plans and applies every stack in the order of dependencies, then plans every one of them again.
 * @throws SimulationError with the failures of all stacks, when there are any.
 */
export async function applyStacks(session: Session): Promise<StackResult[]> {
  const applied = new Map<string, { changes: Changes; done: readonly Done[]; seconds: number }>();
  const pending = new Map<string, string[]>();

  assertComplete(
    await runInOrder(
      session.dependencies,
      async (id) => {
        const start = performance.now();
        const { changes, done } = await applyStack(session, id);
        const seconds = (performance.now() - start) / 1000;
        applied.set(id, { changes, done, seconds });
        session.emit({ kind: "done", stack: id, phase: "apply", seconds });
      },
      scheduling(session),
    ),
  );
  // Only now: a stack applied later may have changed what an earlier one sees.
  const unordered = new Map(session.stacks.map(({ id }) => [id, []]));
  assertComplete(
    await runInOrder(
      unordered,
      async (id) => void pending.set(id, await verifyStack(session, id)),
      scheduling(session),
    ),
  );

  return session.stacks.map(({ id }) => {
    const left = pending.get(id) ?? [];
    const { changes, done, seconds } = applied.get(id) ?? { changes: NO_CHANGES, done: [], seconds: 0 };
    const file = session.workspace.state(id);
    const work = { done, needs: neededBy(file) };
    return { id, changes, work, seconds, ...readState(file), secondPlanEmpty: left.length === 0, pending: left };
  });
}

async function applyStack(session: Session, id: string): Promise<{ changes: Changes; done: readonly Done[] }> {
  await runStep(session, id, { phase: "init", args: ["init"] });
  const args = ["plan", `-out=${PLAN}`, "-detailed-exitcode", LOCK_TIMEOUT];
  const plan = await runStep(session, id, { phase: "plan", args, accept: [0, 2] });
  const changes = changesOf(plan);
  session.emit({ kind: "planned", stack: id, changes });
  const repairs = id === session.driftedStack;
  // What is only new is in the configuration for everybody to read.
  if (repairs || changes.change + changes.remove > 0) {
    const shown = await session.terraform.show(session.workspace.folder(id), PLAN, "-json");
    session.emit({ kind: "changing", stack: id, changes: describePlan(shown), repairs });
  }
  // Exit code 0 says that the plan is empty. Without a state there is still the state itself to write.
  if (plan.exitCode === 0 && fs.existsSync(session.workspace.state(id))) return { changes, done: [] };
  await armFaults(session, id, PLAN);
  const run = await runStep(session, id, {
    phase: "apply",
    args: ["apply", LOCK_TIMEOUT, PLAN],
    onMessage: countResources(session, id, changes.add + changes.change + changes.remove + changes.import),
  });
  return { changes, done: doneBy(run) };
}

/** What a second plan would still change. */
async function verifyStack(session: Session, id: string): Promise<string[]> {
  const { terraform, workspace } = session;
  const start = performance.now();
  const args = ["plan", `-out=${SECOND_PLAN}`, "-detailed-exitcode", LOCK_TIMEOUT];
  const plan = await runStep(session, id, { phase: "verify", args, accept: [0, 2] });
  if (plan.exitCode === 0) {
    session.emit({ kind: "done", stack: id, phase: "verify", seconds: (performance.now() - start) / 1000 });
    return [];
  }
  session.emit({ kind: "failed", stack: id, phase: "verify" });
  fs.appendFileSync(workspace.log(id), `${await terraform.show(workspace.folder(id), SECOND_PLAN)}\n`);
  return plannedChanges(plan);
}

/** @throws SimulationError that names what a second plan would change, stack by stack. */
export function assertSecondPlanEmpty(stacks: readonly StackResult[], logOf: (stack: string) => string): void {
  const unstable = stacks.filter((stack) => !stack.secondPlanEmpty);
  if (unstable.length === 0) return;
  const texts = unstable.map(({ id, pending }) =>
    [`${id}: a second plan is not empty`, ...pending.map((line) => `  ${line}`), `  The plan: ${logOf(id)}`].join("\n"),
  );
  throw new SimulationError(texts.join("\n\n"));
}
