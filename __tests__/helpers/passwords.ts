import fs from "node:fs";
import path from "node:path";
import { unzip } from "./unzip";

/** Every password that has been in the simulated Secrets Manager, which must keep them, as the real one does. */
export function passwordsIn(dataDir: string): readonly string[] {
  const world = fs.readFileSync(path.join(dataDir, "world.jsonl"), "utf8");
  const found = [...world.matchAll(/\\"password\\":\\"(\w+)\\"/g)].map(([, password]) => password ?? "");
  return [...new Set(found)];
}

/** What terraform leaves behind, by its kind: name and text of each file; those of a saved plan one by one. */
export function leftBehind(dataDir: string, outdir: string): Readonly<Record<string, readonly [string, string][]>> {
  const stacks = path.join(dataDir, "stacks");
  const texts = (folder: string) =>
    filesIn(folder).map((file): [string, string] => [file, fs.readFileSync(file, "latin1")]);
  const plans = filesIn(stacks).filter((file) => file.endsWith("simulated.tfplan"));
  return {
    HCL: [...texts(outdir), ...texts(stacks)],
    state: texts(path.join(dataDir, "states")),
    log: texts(path.join(dataDir, "logs")),
    plan: plans.flatMap((plan) =>
      [...unzip(fs.readFileSync(plan))].map(([name, part]): [string, string] => [
        `${plan}: ${name}`,
        part.toString("latin1"),
      ]),
    ),
  };
}

function filesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
