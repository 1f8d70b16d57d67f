import { type ParseArgsConfig, parseArgs } from "node:util";
import { SchemaFileError } from "provider-schemas";
import { SimulationError } from "provider-simulator";
import { SynthesisError } from "../constructs/core/errors";
import { type Environment, EnvironmentError, loadEnvironments } from "../environments";

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

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ allowPositionals: true; options: O }>>;

/**
 * A command about one environment, whose name comes first.
 * @param run gets the environment, the options, and what was given beside them
 */
export function environmentCommand<O extends Options>(
  usage: string,
  options: O,
  run: (environment: Environment, values: Parsed<O>["values"], more: readonly string[]) => void | Promise<void>,
): Promise<void> {
  return command(async () => {
    if (process.argv.includes("--help")) return console.log(usage);
    const { values, positionals } = parsed(usage, options);
    const [name, ...more] = positionals;
    const [environment] = name === undefined ? [] : loadEnvironments([name]);
    if (!environment) throw new UsageError(usage);
    await run(environment, values, more);
  });
}

function parsed<O extends Options>(usage: string, options: O): Parsed<O> {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}
