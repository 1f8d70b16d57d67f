import { SynthesisError } from "./constructs/core/errors";
import { EnvironmentError, loadEnvironments, supportWarnings } from "./environments";
import { synthesize } from "./stacks/synthesize";

/**
 * Writes the HCL of every environment, or of those given as arguments or, separated by commas, in ENVIRONMENT.
 * cdktf-cli runs this file (cdktf.json); `npm run synth` does too.
 */
function main(): void {
  const given = process.argv.slice(2);
  const names = given.length > 0 ? given : process.env.ENVIRONMENT?.split(",").map((name) => name.trim());
  const environments = loadEnvironments(names);
  const app = synthesize(environments);
  const today = new Date();
  for (const warning of environments.flatMap((environment) => supportWarnings(environment, today))) {
    console.warn(`warning: ${warning}`);
  }
  const ids = environments.map((environment) => environment.name).join(", ");
  console.log(`${app.stacks.length} stacks of ${ids} written to ${app.outdir}`);
}

try {
  main();
} catch (error) {
  // The user's own mistakes have a message that says all; a stack trace would only hide it.
  if (!(error instanceof EnvironmentError || error instanceof SynthesisError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
