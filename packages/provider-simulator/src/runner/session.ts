import type { Disturbance } from "./disturbance";
import { Interrupted, SimulationError, StackError } from "./errors";
import type { Stack } from "./manifest";
import { errorText, type Message } from "./messages";
import type { Dependencies, RunOptions, RunOutcome } from "./order";
import type { StateRead } from "./remote-state";
import type { Terraform, TerraformRun } from "./terraform";
import type { Phase, ProgressEvent } from "./types";
import type { Workspace } from "./workspace";

/** One run of the simulator: what it works on and with. */
export interface Session {
  /** The selected stacks, each after all that it depends on. */
  readonly stacks: readonly Stack[];
  readonly dependencies: Dependencies;
  readonly reads: ReadonlyMap<string, readonly StateRead[]>;
  readonly workspace: Workspace;
  readonly terraform: Terraform;
  /** How many terraform processes may run at once. */
  readonly limit: number;
  readonly disturbance: Disturbance;
  /** Stacks whose objects the platform protects, until a change lifts that. */
  readonly guarded: ReadonlySet<string>;
  /** Stack in which something was changed behind terraform's back. */
  readonly driftedStack?: string;
  readonly emit: (event: ProgressEvent) => void;
}

export interface Step {
  readonly phase: Phase;
  /** Command and arguments; `-json` is added. */
  readonly args: readonly string[];
  /** Exit codes that are no failure. @default [0] */
  readonly accept?: readonly number[];
  readonly onMessage?: (message: Message) => void;
}

/** A state may still be locked for a moment by a terraform whose runner was killed. */
export const LOCK_TIMEOUT = "-lock-timeout=30s";

/** Runs one terraform command of one stack. @throws StackError in terraform's own words. */
export async function runStep(session: Session, id: string, step: Step): Promise<TerraformRun> {
  const { workspace, terraform, emit } = session;
  emit({ kind: "phase", stack: id, phase: step.phase });
  const run = await terraform.run(workspace.folder(id), step.args, workspace.log(id), step.onMessage);
  if ((step.accept ?? [0]).includes(run.exitCode)) return run;
  emit({ kind: "failed", stack: id, phase: step.phase });
  const text = errorText(run) || `terraform ended with exit code ${run.exitCode} and said nothing.`;
  throw new StackError(id, step.phase, text, workspace.log(id));
}

/** Makes the faults of one stack wait for the changes of its plan. */
export function armFaults({ disturbance, terraform, workspace }: Session, id: string, plan: string): Promise<void> {
  return disturbance.arm(id, () => terraform.show(workspace.folder(id), plan, "-json"));
}

/** How the stacks of a session are run side by side. */
export function scheduling({ limit, terraform }: Session): RunOptions {
  return { limit, stopped: () => terraform.interrupted };
}

/** Reports each resource that is done, of so many. */
export function countResources(session: Session, stack: string, total: number): (message: Message) => void {
  let done = 0;
  return ({ type, hook }) => {
    if (type !== "apply_complete" || hook?.action === "read") return;
    done += 1;
    session.emit({ kind: "resource", stack, done, total });
  };
}

/** @throws SimulationError with every failure, unless all was done. */
export function assertComplete({ failures, skipped }: RunOutcome): void {
  const unexpected = failures.find((failure) => !(failure instanceof SimulationError));
  if (unexpected) throw unexpected;
  const interrupt = failures.find((failure) => failure instanceof Interrupted);
  if (interrupt) throw interrupt;
  const texts = failures.flatMap((failure) => (failure instanceof SimulationError ? [failure.message] : []));
  if (texts.length > 0) {
    const rest = skipped.length > 0 ? [`Not started: ${skipped.join(", ")}.`] : [];
    throw new SimulationError([...texts, ...rest, "The same command continues where this one stopped."].join("\n\n"));
  }
  if (skipped.length > 0) throw new Interrupted();
}
