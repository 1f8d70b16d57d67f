/** Something that goes wrong while changes are made. */
export type Fault = AddressFault | Crash;

/** What goes wrong with one resource. */
export type AddressFault =
  /** The platform refuses its change: the first time, or each time. */
  | { readonly kind: "fail"; readonly address: string; readonly always?: boolean }
  /** The platform is asked too often: for a while, or for longer than the provider tries. */
  | { readonly kind: "throttle"; readonly address: string; readonly always?: boolean }
  /** Its change takes so many seconds longer. */
  | { readonly kind: "slow"; readonly address: string; readonly seconds: number };

/** Providers, or the whole machine, are gone at the n-th change of the run, counted from 1. */
export interface Crash {
  readonly kind: "crash";
  readonly who: "provider" | "machine";
  readonly at: number;
  /** The platform has made the change, and terraform does not hear of it. @default false: it has not */
  readonly made?: boolean;
}

/** A fault as the command line has it. */
export function describe(fault: Fault): string {
  switch (fault.kind) {
    case "crash":
      return `--crash ${fault.who}@${fault.at}${fault.made ? "+" : ""}`;
    case "slow":
      return `--slow ${fault.address}=${fault.seconds}`;
    default:
      return `--${fault.kind} ${fault.address}${fault.always ? "=always" : ""}`;
  }
}
