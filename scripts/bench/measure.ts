import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Figures {
  readonly name: string;
  /** Seconds from start to exit, one per run. */
  readonly seconds: readonly number[];
  /** Peak memory of the largest process, over all runs, in MB. */
  readonly peakMb: number;
}

/**
 * Runs the contenders in turn, A B C A B C, so that a machine that slows down slows them all. One run of each first, to
 * warm the caches, is not counted.
 * @throws Error when a command fails
 */
export function measure(contenders: readonly Contender[], runs: number): readonly Figures[] {
  const seconds = contenders.map((): number[] => []);
  const peaks = contenders.map(() => 0);
  for (let run = 0; run <= runs; run++) {
    contenders.forEach((contender, index) => {
      const once = runOnce(contender);
      if (run === 0) return;
      seconds[index]?.push(once.seconds);
      peaks[index] = Math.max(peaks[index] ?? 0, once.peakMb);
    });
  }
  return contenders.map(({ name }, index) => ({ name, seconds: seconds[index] ?? [], peakMb: peaks[index] ?? 0 }));
}

function runOnce({ name, command, env }: Contender): { seconds: number; peakMb: number } {
  const memory = path.join(os.tmpdir(), `bench-memory-${process.pid}`);
  fs.rmSync(memory, { force: true });
  const [program = "", ...args] = command;
  const start = process.hrtime.bigint();
  const result = spawnSync(program, args, {
    encoding: "utf8",
    env: {
      ...process.env,
      ...env,
      BENCH_MEMORY_FILE: memory,
      NODE_OPTIONS: `-r ${path.join(__dirname, "record-memory.js")}`,
      CHECKPOINT_DISABLE: "1",
    },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.status !== 0) throw new Error(`${name} failed: ${result.stderr || result.stdout || result.error}`);
  const kilobytes = fs.readFileSync(memory, "utf8").trim().split("\n").map(Number);
  fs.rmSync(memory);
  return { seconds, peakMb: Math.max(...kilobytes) / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median of the ratios run by run: what one machine did within seconds of each other. */
export function ratio(a: Figures, b: Figures): number {
  return median(a.seconds.map((value, index) => value / (b.seconds[index] ?? Number.NaN)));
}
