import { spawnSync } from "node:child_process";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Runs one of the program's commands as npm does, with nothing of this process's environment but what is given. */
export function runScript(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}, cwd = ROOT) {
  const result = spawnSync(
    process.execPath,
    ["-r", path.join(ROOT, "scripts/typescript.js"), path.join(ROOT, script), ...args],
    { cwd, encoding: "utf8", env: { PATH: process.env.PATH, NO_COLOR: "1", ...env } },
  );
  return { status: result.status, text: result.stdout + result.stderr };
}
