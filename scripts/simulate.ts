import { parseArgs } from "node:util";
import { FAULT_ARGUMENTS, FAULT_USAGE, parseFaults } from "provider-simulator";
import { loadEnvironments } from "../environments";
import { command, UsageError } from "./command";
import { runSimulation } from "./simulation";

const USAGE = `Usage: npm run simulate -- <environment> [options]

Runs the real terraform on an environment, against the simulated platform, and proves that a second plan is empty.

  --destroy         take everything down again; refused while something is protected
  --decommission    with --destroy: also what is protected
  --schemas <path>  provider schemas to use first, as "terraform providers schema -json" prints them (.json or .json.gz)

What can go wrong meanwhile:
${FAULT_USAGE}`;

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        destroy: { type: "boolean", default: false },
        decommission: { type: "boolean", default: false },
        schemas: { type: "string" },
        help: { type: "boolean", default: false },
        ...FAULT_ARGUMENTS,
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

command(async () => {
  const { values, positionals } = parse();
  if (values.help) return console.log(USAGE);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new UsageError(USAGE);
  if (values.decommission && !values.destroy) throw new UsageError(`--decommission goes with --destroy.\n\n${USAGE}`);
  const [environment] = loadEnvironments([name]);
  if (!environment) throw new UsageError(USAGE);
  await runSimulation({
    environment,
    action: values.destroy ? "destroy" : "apply",
    decommission: values.decommission,
    schemas: values.schemas,
    faults: parseFaults(values),
  });
});
