import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { hasCode, SimulationError } from "./errors";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as its operating system tells it: a pid alone is reused. */
  readonly process: string;
  readonly since: string;
}

/**
 * Takes the lock of a data directory and returns the function that releases it.
 * A lock whose process is gone is taken over.
 * @throws SimulationError that names the holder when another run has it.
 */
export function acquireLock(dataDir: string): () => void {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "lock.json");
  const mine: Holder = {
    pid: process.pid,
    host: os.hostname(),
    process: processStart(process.pid) ?? "",
    since: new Date().toISOString(),
  };
  const text = JSON.stringify(mine);
  // Written aside and linked: whoever sees the lock sees all of it.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, text);
  try {
    while (!tryLink(draft, file)) {
      const found = readIfThere(file);
      if (found === undefined) continue;
      const holder = parse(found, file);
      if (isAlive(holder)) {
        throw new SimulationError(
          `${dataDir} is in use by process ${holder.pid} on ${holder.host} since ${holder.since}. Wait for it or stop it.`,
        );
      }
      takeOver(file, found);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return () => {
    if (readIfThere(file) === text) fs.rmSync(file);
  };
}

/** Removes a dead lock, unless another run has just replaced it. */
function takeOver(file: string, dead: string): void {
  const aside = `${file}.dead.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  if (fs.readFileSync(aside, "utf8") !== dead) tryLink(aside, file);
  fs.rmSync(aside);
}

function isAlive(holder: Holder): boolean {
  // Processes of another machine cannot be seen: its lock is believed.
  if (holder.host !== os.hostname()) return true;
  return processStart(holder.pid) === holder.process;
}

/** When a process started, or undefined when there is no such process. */
function processStart(pid: number): string | undefined {
  try {
    // Field 22 is the start time; the command name before it, in parentheses, may hold blanks.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    // No /proc, as on macOS.
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}

function parse(text: string, file: string): Holder {
  try {
    return JSON.parse(text);
  } catch {
    throw new SimulationError(`${file}: is not a lock of this program. Remove it if no simulation is running.`);
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
