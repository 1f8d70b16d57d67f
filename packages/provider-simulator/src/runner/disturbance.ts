import { findTargets, type Target } from "../faults/addresses";
import { type AddressFault, type Crash, describe, type Fault } from "../faults/fault";
import { FaultInjector } from "../faults/injector";
import { plannedChangesOf } from "../faults/planned";
import type { ProviderServer } from "../provider";
import type { Stack } from "./manifest";
import type { Terraform } from "./terraform";

/** What goes wrong in one run. */
export class Disturbance {
  readonly injector: FaultInjector;
  private readonly targets: readonly { readonly fault: AddressFault; readonly target: Target }[];
  private readonly crash: Crash | undefined;
  private crashed = false;
  private server: ProviderServer | undefined;
  private terraform: Terraform | undefined;

  /** @throws SimulationError that names every address that no selected stack has, or several have */
  constructor(faults: readonly Fault[], stacks: readonly Stack[]) {
    const addressed = faults.flatMap((fault) => (fault.kind === "crash" ? [] : [fault]));
    const targets = findTargets(
      addressed.map(({ address }) => address),
      stacks,
    );
    this.targets = addressed.flatMap((fault, index) => {
      const target = targets[index];
      return target ? [{ fault, target }] : [];
    });
    this.crash = faults.find((fault) => fault.kind === "crash");
    this.injector = new FaultInjector(this.crash, (who) => this.die(who));
  }

  /** Whom a crash takes with it. */
  attach(server: ProviderServer, terraform: Terraform): void {
    this.server = server;
    this.terraform = terraform;
  }

  /** Makes the faults of one stack wait for their changes. Only a stack that has some pays for reading its plan again. */
  async arm(stack: string, showPlan: () => Promise<string>): Promise<void> {
    const mine = this.targets.filter(({ target }) => target.stack === stack);
    if (mine.length === 0) return;
    const planned = plannedChangesOf(await showPlan());
    for (const { fault, target } of mine) {
      for (const change of planned) {
        if (change.address === target.address || change.address.startsWith(`${target.address}[`))
          this.injector.arm(fault, change);
      }
    }
  }

  /** What is to be said at the end: a crash and how to go on, and faults that did not happen since nothing changed there. */
  notes(): string[] {
    const idle = this.targets.filter(({ fault }) => !this.injector.hasHappened(fault)).map(({ fault }) => fault);
    return [
      ...(this.crashed && this.crash
        ? [`The providers died as ${describe(this.crash)} says. Run it again without that: it continues.`]
        : []),
      ...(this.crash && !this.crashed ? [`${describe(this.crash)} did not happen: the run had fewer changes.`] : []),
      ...idle.map((fault) => `${describe(fault)} did not happen: nothing was changed there.`),
    ];
  }

  private die(who: Crash["who"]): void {
    this.crashed = true;
    if (who === "machine") {
      // Like a power cut: no handler runs, and nothing is cleaned up.
      this.terraform?.kill();
      process.kill(process.pid, "SIGKILL");
    }
    this.server?.cut();
  }
}
