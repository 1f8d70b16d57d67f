import fs from "node:fs";
import path from "node:path";
import type { InfrastructureApp } from "../../constructs/core/app";
import { type Environment, loadEnvironments } from "../../environments";
import { synthesize } from "../../stacks/synthesize";
import { temporaryFolder } from "./stack";

/** Text of every file of every stack: `staging-network/main.tf` -> text. */
export type SynthesizedFiles = Readonly<Record<string, string>>;

let cached: SynthesizedFiles | undefined;

/** The HCL of the four environments, synthesized once per worker. */
export function synthesizedFiles(): SynthesizedFiles {
  cached ??= filesOf(synthesize(loadEnvironments(), { outdir: temporaryFolder() }));
  return cached;
}

/** The HCL of some environments, as a user gets it who runs the program in a folder of their own. */
export function synthesizeFiles(environments: readonly Environment[]): SynthesizedFiles {
  const cwd = process.cwd();
  process.chdir(temporaryFolder());
  try {
    return filesOf(synthesize(environments, { outdir: "cdktf.out" }));
  } finally {
    process.chdir(cwd);
  }
}

function filesOf(app: InfrastructureApp): SynthesizedFiles {
  const stacks = path.join(app.outdir, "stacks");
  return Object.fromEntries(
    app.stacks.flatMap(({ node: { id } }) =>
      fs
        .readdirSync(path.join(stacks, id))
        .filter((name) => name.endsWith(".tf"))
        .map((name) => [`${id}/${name}`, fs.readFileSync(path.join(stacks, id, name), "utf8")]),
    ),
  );
}
