import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Contender, type Figures, measure, median, ratio } from "./bench/measure";
import { measureSimulation } from "./bench/simulation";
import { measureWriter } from "./bench/writer";
import { command, UsageError } from "./command";

const NODE = ["node", "-r", "./scripts/typescript.js"] as const;

/** The four environments have 599 resources. */
const REPEATS = 5;

const USAGE = "Usage: npm run bench [-- --runs <how often each command is run, 1 to 100; default 5>]";

/** One line: median and range of the time, the ratio against the first line, peak memory. */
function print(title: string, figures: readonly Figures[]): void {
  const [base] = figures;
  if (!base) return;
  console.log(`\n${title}`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const one of figures) {
    const times = `${median(one.seconds).toFixed(2)} s (${Math.min(...one.seconds).toFixed(2)} to ${Math.max(...one.seconds).toFixed(2)})`;
    const against = one === base ? "" : `${base.name} takes ${ratio(base, one).toFixed(2)} of it`;
    console.log(
      `  ${one.name.padEnd(width)}  ${times.padEnd(24)}  ${one.peakMb.toFixed(0).padStart(5)} MB  ${against}`,
    );
  }
}

function synthesis(folder: string, repeats: number): readonly Contender[] {
  const entry = (mode: string) => [
    ...NODE,
    "scripts/bench/synthesize.ts",
    mode,
    String(repeats),
    path.join(folder, mode),
  ];
  const stockApp = entry("json").slice(0, -1).join(" ");
  return [
    { name: "HCL, this project", command: entry("hcl") },
    { name: "JSON, stock App.synth()", command: entry("json") },
    {
      name: "HCL, stock cdktf synth --hcl",
      command: ["npx", "cdktf", "synth", "--hcl", "--app", stockApp, "--output", path.join(folder, "cli")],
    },
    { name: "imports alone", command: entry("import") },
  ];
}

function runsAsked(): number {
  try {
    const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
    if (/^([1-9]\d?|100)$/.test(values.runs)) return Number(values.runs);
    throw new UsageError(`--runs ${values.runs} is no number of runs.`);
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

command(async () => {
  const runs = runsAsked();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "httpsok-bench-"));
  try {
    print("Synthesis of all environments, from start to exit", measure(synthesis(folder, 1), runs));
    print("The same stacks repeated to 3,000 resources", measure(synthesis(folder, REPEATS), runs));
    measureWriter();
    await measureSimulation(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
