import { type Drift, FAULT_ARGUMENTS, FAULT_USAGE, parseFaults } from "provider-simulator";
import { environmentCommand, UsageError } from "./command";
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

const OPTIONS = {
  destroy: { type: "boolean" },
  decommission: { type: "boolean" },
  drift: { type: "string" },
  schemas: { type: "string" },
  ...FAULT_ARGUMENTS,
} as const;

function parseDrift(address: string, change: string | undefined): Drift {
  if (change === "deleted") return { address };
  const [, attribute, value] = /^([^=]+)=(.*)$/s.exec(change ?? "") ?? [];
  if (attribute !== undefined && value !== undefined) return { address, set: { attribute, value } };
  throw new UsageError(
    `--drift ${address}: say what changes, as <attribute>=<value>, such as tags.Team=other, or "deleted".\n\n${USAGE}`,
  );
}

void environmentCommand(USAGE, OPTIONS, async (environment, values, [change, ...more]) => {
  if (more.length > 0 || (change !== undefined && !values.drift)) throw new UsageError(USAGE);
  if (values.drift && values.destroy) throw new UsageError(`--drift does not go with --destroy.\n\n${USAGE}`);
  if (values.decommission && !values.destroy) throw new UsageError(`--decommission goes with --destroy.\n\n${USAGE}`);
  await runSimulation({
    environment,
    action: values.destroy ? "destroy" : "apply",
    decommission: values.decommission,
    schemas: values.schemas,
    faults: parseFaults(values),
    drift: values.drift === undefined ? undefined : parseDrift(values.drift, change),
  });
});
