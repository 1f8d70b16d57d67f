import { spawnSync } from "node:child_process";

const terraform = spawnSync("terraform", ["version"], { env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1" } });

/** `describe` where terraform is installed; counted as skipped elsewhere, except in CI, where its absence is a failure. */
export const describeWithTerraform = terraform.status === 0 || process.env.CI ? describe : describe.skip;
