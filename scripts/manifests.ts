import path from "node:path";
import { parseArgs } from "node:util";
import { loadEnvironments } from "../environments";
import { synthesize } from "../stacks/synthesize";
import { command, UsageError } from "./command";
import { collectManifests } from "./manifests/collect";
import { PULL_SCRIPT, writeManifests } from "./manifests/write";
import { runSimulation, simulationFolder } from "./simulation";

const USAGE = `Usage: npm run manifests -- <environment> [options]

Applies an environment on the simulated platform, as "npm run simulate" does, and writes what its stacks create in the
cluster: each Kubernetes object as a manifest, the values of each Helm release, and a script that pulls the charts.

  --out <folder>  where to; a folder for each stack is written anew there (.simulator/<environment>/manifests)`;

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { out: { type: "string" }, help: { type: "boolean", default: false } },
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
  const [environment] = loadEnvironments([name]);
  if (!environment) throw new UsageError(USAGE);
  if (environment.topology.kind !== "kubernetes") {
    throw new UsageError(`${name} has no cluster: its topology is ${environment.topology.kind}.`);
  }
  const folder = simulationFolder(environment);
  await runSimulation({ environment, action: "apply" });
  const app = synthesize([environment], { outdir: path.join(folder, "cdktf.out") });
  const stacks = collectManifests(app, path.join(folder, "states"));
  const out = path.resolve(values.out ?? path.join(folder, "manifests"));
  writeManifests(stacks, out);
  console.log(`\nWritten to ${path.relative(".", out) || out}:`);
  for (const { stack, manifests, releases } of stacks) {
    console.log(`  ${stack}: ${manifests.length} objects, values of ${releases.length} releases`);
  }
  console.log(`  ${PULL_SCRIPT}: pulls the charts`);
});
