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
    const reviewed = ["development", "testing", "staging", "production"].flatMap((name) =>
      fs.readdirSync(path.join(__dirname, "..", "golden", name)),
    );
    expect(fs.readdirSync(path.join(folder, "cdktf.out", "stacks")).sort()).toEqual(reviewed.sort());
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

  it("sees a change behind terraform's back repaired, and nothing else changed", () => {
    const { status, text } = run(
      folder,
      "scripts/simulate.ts",
      "development",
      "--drift",
      "aws_vpc.vpc",
      "tags.Team=other",
    );
    expect(text).toContain('aws_vpc.vpc: tags.Team was changed behind terraform\'s back, from null to "other".');
    expect(text).toContain('\n  aws_vpc.vpc: tags.Team "other" -> null, tags_all.Team "other" -> null\n');
    expect(text).toContain("development-network  plan: 1 to change");
    expect(text).toContain("development-storage  plan: nothing to change");
    expect(status).toBe(0);
  });

  it("can let things go wrong, and go on", () => {
    const elsewhere = temporaryFolder();
    const failed = run(elsewhere, "scripts/simulate.ts", "development", "--fail", "aws_nat_gateway.nat_a");
    expect(failed.text).toContain("The platform has failed at aws_nat_gateway.nat_a, as it was asked to.");
    expect(failed.status).toBe(1);
    const crashed = run(elsewhere, "scripts/simulate.ts", "development", "--crash", "provider@2+");
    expect(crashed.text).toContain("Run it again without that: it continues.");
    expect(crashed.status).toBe(1);
    const { status, text } = run(elsewhere, "scripts/simulate.ts", "development");
    expect(text).toContain("On the real platform they would have to be imported:");
    expect(text).toMatch(/applying this would take about \d+ (s|min), by typical times/);
    expect(status).toBe(0);
  });

  it.each([
    [["--fail", "aws_vpc.vcp"], "aws_vpc.vcp: no selected stack has this resource. Did you mean aws_vpc.vpc?"],
    [["--drift", "aws_vpc.vcp", "tags.a=b"], "Did you mean aws_vpc.vpc?"],
    [["--drift", "aws_vpc.vpc"], "--drift aws_vpc.vpc: say what changes, as <attribute>=<value>"],
    [["--drift", "aws_vpc.vpc", "cidr_blok=1"], "Did you mean cidr_block?"],
    [["--crash", "everything"], "--crash everything: write provider@<n> or machine@<n>"],
  ])("is told what is wrong with %j", (options, said) => {
    const { status, text } = run(folder, "scripts/simulate.ts", "development", ...options);
    expect(text).toContain(said);
    expect(text).not.toContain("    at ");
    expect(status).toBe(1);
  });
});
