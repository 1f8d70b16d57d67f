import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { promisify } from "node:util";
import { hasCode, messageOf, SimulationError } from "./errors";

/** The oldest terraform with write-only arguments and `use_lockfile` out of its experiment. */
const MINIMUM = "1.11.0";
const INSTALL = "https://developer.hashicorp.com/terraform/install";

export interface TerraformEnvironment {
  /** File that stands in for the user's own CLI configuration. */
  readonly cliConfig: string;
  /** Value of `TF_REATTACH_PROVIDERS`. */
  readonly reattach?: string;
}

/**
 * The whole environment in which terraform runs. Nothing of the user's set-up leaks in (`TF_*`, `AWS_*`, `KUBE*`),
 * nothing phones home.
 */
export function terraformEnvironment(
  base: NodeJS.ProcessEnv,
  { cliConfig, reattach }: TerraformEnvironment,
): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR"].flatMap((name) => {
    const value = base[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(kept),
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_CLI_CONFIG_FILE: cliConfig,
    ...(reattach === undefined ? {} : { TF_REATTACH_PROVIDERS: reattach }),
  };
}

/**
 * Checks that a terraform new enough is on the PATH. Writes nothing.
 * @throws SimulationError that says what was found and how to get what is needed.
 */
export async function requireTerraform(base: NodeJS.ProcessEnv): Promise<void> {
  const version = await installedVersion(base);
  const get = `Get it from ${INSTALL} and run the same command again.`;
  if (version === undefined)
    throw new SimulationError(`terraform ${MINIMUM} or newer is needed; none was found on the PATH. ${get}`);
  if (isOlder(version, MINIMUM))
    throw new SimulationError(`terraform ${MINIMUM} or newer is needed; found ${version}. ${get}`);
}

/** Compares two versions by their numbers; `1.12.0-beta1` counts as 1.12.0. */
export function isOlder(version: string, minimum: string): boolean {
  return version.localeCompare(minimum, "en", { numeric: true }) < 0;
}

async function installedVersion(base: NodeJS.ProcessEnv): Promise<string | undefined> {
  const env = terraformEnvironment(base, { cliConfig: devNull });
  try {
    const { stdout } = await promisify(execFile)("terraform", ["version", "-json"], { env });
    const { terraform_version: version }: { terraform_version: string } = JSON.parse(stdout);
    return version;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw new SimulationError(`terraform on the PATH does not run: ${messageOf(error)}`);
  }
}
