import { execFile, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { committedSchemas } from "provider-schemas";
import { type ProviderServer, startProviderServer } from "provider-simulator";
import { temporaryFolder } from "./stack";

const installed = spawnSync("terraform", ["version"], { env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1" } });

/** `describe` where terraform is installed; counted as skipped elsewhere, except in CI, where its absence is a failure. */
export const describeWithTerraform = installed.status === 0 || process.env.CI ? describe : describe.skip;

/** The real terraform, with the simulated providers of this process behind it. */
export interface Terraform {
  /** Runs terraform in a folder; resolves with its standard output. @throws with all output when it fails */
  run(folder: string, ...args: readonly string[]): Promise<string>;
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Starts the simulated providers with an empty world of their own. */
export async function startTerraform(): Promise<Terraform> {
  const folder = temporaryFolder();
  const cliConfig = path.join(folder, "terraform.rc");
  fs.writeFileSync(cliConfig, "");
  const server: ProviderServer = await startProviderServer({
    schemas: committedSchemas(),
    worldFile: path.join(folder, "world.jsonl"),
    socketDir: folder,
  });
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_CLI_CONFIG_FILE: cliConfig,
    TF_REATTACH_PROVIDERS: server.reattach,
  };
  return {
    env,
    async run(cwd, ...args) {
      const options = { cwd, env, maxBuffer: 256 * 1024 * 1024 };
      const { stdout } = await promisify(execFile)("terraform", args, options).catch((error) => {
        throw new Error(`terraform ${args.join(" ")} in ${cwd} failed:\n${error.stdout}${error.stderr}`);
      });
      return stdout;
    },
    close: () => server.close(),
  };
}
