import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { write } from "./write";

const env = {
  PATH: process.env.PATH,
  HOME: os.tmpdir(),
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_CLI_CONFIG_FILE: "/dev/null",
};
const installed = spawnSync("terraform", ["version"], { env }).status === 0;

/** `describe` where terraform is installed; skipped elsewhere, except in CI, where its absence is a failure. */
export const describeWithTerraform = installed || process.env.CI ? describe : describe.skip;

/** What terraform prints. @throws with all of it when it fails */
export function terraform(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("terraform", args, { cwd, env, encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${stdout}${stderr}`.slice(0, 5000));
  return stdout;
}

/** Folders with a configuration as JSON and as HCL, removed after the tests of this `describe`. */
export function bothForms(json: unknown): { readonly json: string; readonly hcl: string } {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "hcl-writer-"));
  const folders = { json: path.join(root, "json"), hcl: path.join(root, "hcl") };
  beforeAll(() => {
    for (const folder of Object.values(folders)) fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folders.json, "main.tf.json"), JSON.stringify(json));
    for (const [name, text] of Object.entries(write(json).files)) fs.writeFileSync(path.join(folders.hcl, name), text);
  });
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
  return folders;
}

/** Applies a folder. */
export function outputsOf(folder: string): Readonly<Record<string, unknown>> {
  terraform(folder, "init");
  terraform(folder, "apply", "-auto-approve");
  return JSON.parse(terraform(folder, "output", "-json"));
}
