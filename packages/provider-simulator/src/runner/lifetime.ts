import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type ProviderServer, type ProviderServerOptions, startProviderServer } from "../provider";
import { Interrupted, messageOf, SimulationError } from "./errors";
import { catchInterrupts } from "./interrupts";
import type { Terraform } from "./terraform";

/** Serves the providers while the task runs. Its sockets live in a short temporary path: theirs may not exceed 104 characters. */
export async function withProvider<T>(
  options: Omit<ProviderServerOptions, "socketDir">,
  task: (server: ProviderServer) => Promise<T>,
): Promise<T> {
  const socketDir = fs.mkdtempSync(path.join(os.tmpdir(), "simulator-"));
  try {
    const server = await startProviderServer({ ...options, socketDir }).catch((error: unknown) => {
      throw new SimulationError(`The simulated providers do not start: ${messageOf(error)}`);
    });
    try {
      return await task(server);
    } finally {
      await server.close();
    }
  } finally {
    fs.rmSync(socketDir, { recursive: true, force: true });
  }
}

/**
 * Runs a task during which the first SIGINT or SIGTERM asks every terraform to stop, and another one kills it.
 * @param onInterrupt called once, when the first signal has been passed on
 * @throws Interrupted that says in which condition states and world are.
 */
export async function interruptible<T>(
  terraform: Terraform,
  onInterrupt: () => void,
  task: () => Promise<T>,
): Promise<T> {
  let killed = false;
  const release = catchInterrupts({
    onFirst: () => {
      terraform.interrupt();
      onInterrupt();
    },
    onAgain: () => {
      killed = true;
      terraform.kill();
    },
  });
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(
      killed
        ? "Killed. What was being created at that moment may exist in the world and in no state: if the same command fails now, delete the data directory and start anew."
        : "Interrupted. States and world are kept and agree: the same command continues where it stopped.",
    );
  } finally {
    release();
  }
}
