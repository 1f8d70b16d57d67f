import path from "node:path";
import { synthesize } from "../stacks/synthesize";
import { environmentCommand, UsageError } from "./command";
import { collectManifests } from "./manifests/collect";
import { PULL_SCRIPT, writeManifests } from "./manifests/write";
import { runSimulation, simulationFolder } from "./simulation";

const USAGE = `Usage: npm run manifests -- <environment> [options]

Applies an environment on the simulated platform, as "npm run simulate" does, and writes what its stacks create in the
cluster: each Kubernetes object as a manifest, the values of each Helm release, and a script that pulls the charts.

  --out <folder>  where to; a folder for each stack is written anew there (.simulator/<environment>/manifests)`;

void environmentCommand(USAGE, { out: { type: "string" } }, async (environment, { out: given }, more) => {
  const { name, topology } = environment;
  if (more.length > 0) throw new UsageError(USAGE);
  if (topology.kind !== "kubernetes") throw new UsageError(`${name} has no cluster: its topology is ${topology.kind}.`);
  const folder = simulationFolder(environment);
  await runSimulation({ environment, action: "apply" });
  const app = synthesize([environment], { outdir: path.join(folder, "cdktf.out") });
  const stacks = collectManifests(app, path.join(folder, "states"));
  const out = path.resolve(given ?? path.join(folder, "manifests"));
  writeManifests(stacks, out);
  console.log(`\nWritten to ${path.relative(".", out) || out}:`);
  for (const { stack, manifests, releases } of stacks) {
    console.log(`  ${stack}: ${manifests.length} objects, values of ${releases.length} releases`);
  }
  console.log(`  ${PULL_SCRIPT}: pulls the charts`);
});
