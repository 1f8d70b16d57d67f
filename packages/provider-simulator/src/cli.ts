import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { loadSchemas } from "provider-schemas";
import { consoleReporter, SimulationError, simulate, startProviderServer } from ".";
import { FAULT_ARGUMENTS, FAULT_USAGE, parseFaults } from "./faults/parse";
import { families } from "./rules/catalogue";
import { rulesPage } from "./rules/page";
import { messageOf } from "./runner/errors";

const USAGE = `Usage:
  provider-simulator serve --schemas <path> [--world <file>]
  provider-simulator run <folder> --stacks <ids> --schemas <path> --data <folder> [--overlay <path>] [--destroy [--decommission]]
  provider-simulator rules [--schemas <path>]

serve   prints the variable with which terraform finds the simulated providers, and serves them until Ctrl-C
run     applies stacks of a "cdktf synth" output folder and proves that a second plan is empty
rules   prints a page of all rules with their sources, and how much of the types in the schemas is checked

  --schemas <path>   folder or file (.json, .json.gz) of "terraform providers schema -json"
  --overlay <path>   schemas that win over those, type by type
  --world <file>     where what was created is kept; without it, it is gone when the server ends
  --stacks <ids>     ids or patterns such as 'development-*'; can be repeated
  --data <folder>    states, world, logs
  --destroy          take the stacks down; refused while something carries prevent_destroy
  --decommission     with --destroy: also what carries prevent_destroy

What can go wrong meanwhile:
${FAULT_USAGE}`;

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        schemas: { type: "string" },
        overlay: { type: "string" },
        world: { type: "string" },
        stacks: { type: "string", multiple: true },
        data: { type: "string" },
        destroy: { type: "boolean", default: false },
        decommission: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
        ...FAULT_ARGUMENTS,
      },
    });
  } catch (error) {
    throw new SimulationError(`${messageOf(error)}\n\n${USAGE}`);
  }
}

type Options = ReturnType<typeof parse>["values"];

async function run(output: string | undefined, options: Options): Promise<void> {
  const { stacks, schemas, data, overlay, destroy, decommission } = options;
  const missing = [
    ...(output ? [] : ["<folder>"]),
    ...(stacks ? [] : ["--stacks"]),
    ...(schemas ? [] : ["--schemas"]),
    ...(data ? [] : ["--data"]),
  ];
  if (!output || !stacks || !schemas || !data) throw new SimulationError(`Missing: ${missing.join(", ")}.\n\n${USAGE}`);
  if (decommission && !destroy) throw new SimulationError(`--decommission goes with --destroy.\n\n${USAGE}`);
  await simulate({
    output,
    stacks,
    dataDir: data,
    schemas: load(schemas),
    overlay: overlay === undefined ? undefined : load(overlay),
    action: destroy ? "destroy" : "apply",
    decommission,
    faults: parseFaults(options),
    onProgress: consoleReporter(process.stdout),
  });
}

async function serve({ schemas, world }: Options): Promise<void> {
  if (!schemas) throw new SimulationError(`Missing: --schemas.\n\n${USAGE}`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "simulator-"));
  try {
    const worldFile = path.resolve(world ?? path.join(folder, "world.jsonl"));
    const server = await startProviderServer({ schemas: load(schemas), worldFile, socketDir: folder });
    const stopped = new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
    console.log(`export TF_REATTACH_PROVIDERS='${server.reattach}'`);
    await stopped;
    await server.close();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function load(location: string) {
  try {
    return loadSchemas(location);
  } catch (error) {
    throw new SimulationError(messageOf(error));
  }
}

function printRules({ schemas }: Options): void {
  const providers = schemas === undefined ? [] : Object.values(load(schemas).provider_schemas);
  const types = providers.flatMap(({ resource_schemas = {} }) => Object.keys(resource_schemas));
  process.stdout.write(rulesPage(families(), types.sort()));
}

async function main(): Promise<void> {
  const { values, positionals } = parse();
  const [command, output, ...rest] = positionals;
  if (values.help) return console.log(USAGE);
  if (command === "run" && rest.length === 0) return run(output, values);
  if (command === "rules" && output === undefined) return printRules(values);
  if (command === "serve" && output === undefined) return serve(values);
  throw new SimulationError(USAGE);
}

main().catch((error: unknown) => {
  const expected = error instanceof SimulationError;
  console.error(expected ? error.message : error);
  process.exitCode = expected ? error.exitCode : 1;
});
