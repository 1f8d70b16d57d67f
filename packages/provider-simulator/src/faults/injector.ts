import { setTimeout } from "node:timers/promises";
import type { Faults, FaultyChange } from "../provider/faults";
import { ProviderError } from "../provider/protocol";
import type { AddressFault, Crash } from "./fault";
import { isPlanned, type PlannedChange } from "./planned";

/** How often a provider tries when it is asked to slow down, and the first pause in milliseconds, doubled each time. */
const TRIES = 4;
const FIRST_PAUSE = 50;

interface Armed {
  readonly fault: AddressFault;
  readonly planned: PlannedChange;
  happened: boolean;
}

/** Makes faults happen: those of an address when its planned change comes, a crash at its number. */
export class FaultInjector implements Faults {
  private readonly armed: Armed[] = [];
  private changes = 0;

  /** @param onCrash ends the providers, or everything */
  constructor(
    private readonly crash: Crash | undefined,
    private readonly onCrash: (who: Crash["who"]) => void,
  ) {}

  /** Waits for a planned change. */
  arm(fault: AddressFault, planned: PlannedChange): void {
    this.armed.push({ fault, planned, happened: false });
  }

  /** Whether a fault of this run has happened. */
  hasHappened(fault: AddressFault): boolean {
    return this.armed.some((armed) => armed.fault === fault && armed.happened);
  }

  async before(change: FaultyChange): Promise<void> {
    this.changes += 1;
    if (this.isDue() && !this.crash?.made) await this.die();
    for (const armed of this.armed) {
      const { fault, planned, happened } = armed;
      const again = fault.kind !== "slow" && fault.always === true;
      if ((happened && !again) || !isPlanned(change.type, change.values, change.action === "delete", planned)) continue;
      armed.happened = true;
      await happen(fault);
    }
  }

  async after(): Promise<void> {
    if (this.isDue() && this.crash?.made) await this.die();
  }

  private isDue(): boolean {
    return this.crash !== undefined && this.changes >= this.crash.at;
  }

  /** Nothing comes after it. */
  private die(): Promise<never> {
    if (this.crash) this.onCrash(this.crash.who);
    return new Promise(() => {});
  }
}

async function happen(fault: AddressFault): Promise<void> {
  switch (fault.kind) {
    case "slow":
      await setTimeout(fault.seconds * 1000);
      return;
    case "fail":
      throw new ProviderError(
        "InternalFailure: a simulated fault",
        `The platform has failed at ${fault.address}, as it was asked to.`,
      );
    case "throttle":
      for (let tries = 1; tries < TRIES; tries++) await setTimeout(FIRST_PAUSE * 2 ** (tries - 1));
      if (!fault.always) return;
      throw new ProviderError(
        "ThrottlingException: Rate exceeded",
        `The platform was asked for ${fault.address} ${TRIES} times, with longer pauses each time, and refused as it was told to.`,
      );
  }
}
