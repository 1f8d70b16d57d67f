import { SchemaFileError } from "provider-schemas";
import { SimulationError } from "provider-simulator";
import { SynthesisError } from "../constructs/core/errors";
import { EnvironmentError } from "../environments";

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Errors whose message tells the user all there is to know; a stack trace would only hide it. */
const USER_ERRORS = [EnvironmentError, SchemaFileError, SimulationError, SynthesisError, UsageError];

/** Runs a command; prints the user's own mistakes without a stack trace and exits non-zero. */
export async function command(main: () => void | Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!USER_ERRORS.some((type) => error instanceof type)) throw error;
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof SimulationError ? error.exitCode : 1;
  }
}
