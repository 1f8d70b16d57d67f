import { SimulationError } from "../runner/errors";
import type { AddressFault, Crash, Fault } from "./fault";

/** The options of a command line; each but `crash` can be repeated. */
export interface FaultOptions {
  readonly fail?: readonly string[];
  readonly throttle?: readonly string[];
  readonly slow?: readonly string[];
  readonly crash?: string;
}

/** What a command prints of these options. */
export const FAULT_USAGE = `  --fail <address>[=always]      the platform refuses this change, once or each time
  --throttle <address>[=always]  it is asked too often there: the provider tries again, or gives up
  --slow <address>=<seconds>     that change takes longer
  --crash provider@<n>[+]        the providers die at the n-th change: before it is made, or (+) after
  --crash machine@<n>[+]         everything dies at once, as by a power cut

An address is terraform's own, such as aws_vpc.vpc, or <stack>/<address> where several stacks have it.`;

/** Options for `parseArgs`. */
export const FAULT_ARGUMENTS = {
  fail: { type: "string", multiple: true },
  throttle: { type: "string", multiple: true },
  slow: { type: "string", multiple: true },
  crash: { type: "string" },
} as const;

/** @throws SimulationError with everything that cannot be read */
export function parseFaults({ fail = [], throttle = [], slow = [], crash }: FaultOptions): Fault[] {
  const problems: string[] = [];
  const faults: Fault[] = [
    ...fail.flatMap((text) => collect(() => repeated("fail", text), problems)),
    ...throttle.flatMap((text) => collect(() => repeated("throttle", text), problems)),
    ...slow.flatMap((text) => collect(() => delayed(text), problems)),
    ...(crash === undefined ? [] : collect(() => crashed(crash), problems)),
  ];
  if (problems.length > 0) throw new SimulationError(problems.join("\n"));
  return faults;
}

function collect<T>(parse: () => T, problems: string[]): T[] {
  try {
    return [parse()];
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    problems.push(error.message);
    return [];
  }
}

function repeated(kind: "fail" | "throttle", text: string): AddressFault {
  const { address, value } = split(text);
  if (value === undefined || value === "once") return { kind, address };
  if (value === "always") return { kind, address, always: true };
  throw new SimulationError(`--${kind} ${text}: after = stands "${value}"; it may be "once" or "always".`);
}

function delayed(text: string): AddressFault {
  const { address, value } = split(text);
  const seconds = Number(value);
  if (value !== undefined && value !== "" && seconds > 0 && seconds <= 3600) return { kind: "slow", address, seconds };
  throw new SimulationError(`--slow ${text}: write <address>=<seconds>, with more than 0 and up to 3600 seconds.`);
}

function crashed(text: string): Crash {
  const [, who, at, made] = /^(provider|machine)@([1-9]\d*)(\+?)$/.exec(text) ?? [];
  if (who === "provider" || who === "machine") return { kind: "crash", who, at: Number(at), made: made === "+" };
  throw new SimulationError(
    `--crash ${text}: write provider@<n> or machine@<n>, such as provider@7 for the seventh change; a + at the end lets the change be made first.`,
  );
}

/** The last `=` outside brackets: an index may hold one. */
function split(text: string): { address: string; value?: string } {
  const [, address, value] = /^(.*?\]?)(?:=([^\]"]*))?$/.exec(text) ?? [];
  return { address: address ?? text, value };
}
