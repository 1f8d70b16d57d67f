import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

const ROOT = path.join(__dirname, "..", "..");

/** Runs a script of the program as npm does, but in a folder of its own. */
function run(cwd: string, script: string, ...args: readonly string[]) {
  const result = spawnSync(
    process.execPath,
    ["-r", path.join(ROOT, "scripts", "typescript.js"), path.join(ROOT, script), ...args],
    {
      cwd,
      encoding: "utf8",
      env: { PATH: process.env.PATH, NO_COLOR: "1" },
    },
  );
  return { status: result.status, text: result.stdout + result.stderr };
}

describeWithTerraform("a new user", () => {
  const folder = temporaryFolder();

  it("gets every environment as HCL and development deployed by npm start", () => {
    const { status, text } = run(folder, "scripts/start.ts");
    expect(text).toMatch(/development +single-node +ap-southeast-1 +development-network +development-storage/);
    expect(text).toMatch(/development-network +22 +\d+\.\d +empty/);
    expect(text).toContain("Nothing real was created");
    expect(text).toContain("npx cdktf deploy 'development-*'");
    expect(status).toBe(0);
    expect(fs.readdirSync(path.join(folder, "cdktf.out", "stacks"))).toHaveLength(10);
  });

  it("can do it again, and take it down", () => {
    expect(run(folder, "scripts/simulate.ts", "development").text).toContain("plan: nothing to change");
    const { status, text } = run(folder, "scripts/simulate.ts", "development", "--destroy");
    expect(text).toContain("Verified: every state and the world are empty.");
    expect(status).toBe(0);
  });

  it("may bring provider schemas, which are used first", () => {
    const file = path.join(ROOT, "packages", "provider-schemas", "schemas", "random.json");
    const { status, text } = run(folder, "scripts/simulate.ts", "development", "--schemas", file);
    expect(text).toMatch(/Not in the given schemas, so taken from the committed ones: \d+ types\./);
    expect(status).toBe(0);
  });
});
