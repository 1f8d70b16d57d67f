import { parseArgs } from "node:util";
import { type Drift, FAULT_ARGUMENTS, FAULT_USAGE, parseFaults } from "provider-simulator";
import { loadEnvironments } from "../environments";
import { command, UsageError } from "./command";
import { runSimulation } from "./simulation";

const USAGE = `Usage: npm run simulate -- <environment> [options]

Runs the real terraform on an environment, against the simulated platform, and proves that a second plan is empty.

  --destroy         take everything down again; refused while something is protected
  --decommission    with --destroy: also what is protected
  --drift <address> <attribute>=<value>
                    change something behind terraform's back first, and see the plan repair it;
                    <attribute>=null takes it away, "deleted" instead of it deletes the object
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
        drift: { type: "string" },
        schemas: { type: "string" },
        help: { type: "boolean", default: false },
        ...FAULT_ARGUMENTS,
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function parseDrift(address: string, change: string | undefined): Drift {
  if (change === "deleted") return { address };
  const [, attribute, value] = /^([^=]+)=(.*)$/s.exec(change ?? "") ?? [];
  if (attribute !== undefined && value !== undefined) return { address, set: { attribute, value } };
  throw new UsageError(
    `--drift ${address}: say what changes, as <attribute>=<value>, such as tags.Team=other, or "deleted".\n\n${USAGE}`,
  );
}

command(async () => {
  const { values, positionals } = parse();
  if (values.help) return console.log(USAGE);
  const [name, change] = positionals;
  if (name === undefined || positionals.length > (values.drift ? 2 : 1)) throw new UsageError(USAGE);
  if (values.drift && values.destroy) throw new UsageError(`--drift does not go with --destroy.\n\n${USAGE}`);
  if (values.decommission && !values.destroy) throw new UsageError(`--decommission goes with --destroy.\n\n${USAGE}`);
  const [environment] = loadEnvironments([name]);
  if (!environment) throw new UsageError(USAGE);
  await runSimulation({
    environment,
    action: values.destroy ? "destroy" : "apply",
    decommission: values.decommission,
    schemas: values.schemas,
    faults: parseFaults(values),
    drift: values.drift === undefined ? undefined : parseDrift(values.drift, change),
  });
});
