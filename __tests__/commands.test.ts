import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./helpers/stack";

const ROOT = path.join(__dirname, "..");

/** Runs one of the program's commands as npm does. */
function run(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const result = spawnSync(process.execPath, ["-r", "./scripts/typescript.js", script, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...env },
  });
  return { status: result.status, text: result.stdout + result.stderr };
}

/** A folder with a program named terraform that says it is of this version. */
function terraformOf(version: string): string {
  const folder = temporaryFolder();
  const answer = JSON.stringify({ terraform_version: version });
  fs.writeFileSync(path.join(folder, "terraform"), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
  return folder;
}

const withoutTerraform = (folder: string) => `${path.dirname(process.execPath)}:${folder}`;

describe("npm run synth", () => {
  it("writes the HCL of the environments that are named, and says so", () => {
    const outdir = temporaryFolder();
    const { status, text } = run("main.ts", ["development"], { CDKTF_OUTDIR: outdir });
    expect(text).toBe(`2 stacks of development written to ${outdir}\n`);
    expect(status).toBe(0);
    expect(fs.readdirSync(path.join(outdir, "stacks")).sort()).toEqual(["development-network", "development-storage"]);
  });

  it("takes ENVIRONMENT as well", () => {
    const outdir = temporaryFolder();
    const { text } = run("main.ts", [], { CDKTF_OUTDIR: outdir, ENVIRONMENT: "testing, development" });
    expect(text).toContain("6 stacks of development, testing");
  });

  it("lists the known environments for an unknown one, without a stack trace, and leaves earlier output alone", () => {
    const outdir = temporaryFolder();
    run("main.ts", ["development"], { CDKTF_OUTDIR: outdir });
    const before = fs.readFileSync(path.join(outdir, "manifest.json"), "utf8");
    const { status, text } = run("main.ts", ["produktion"], { CDKTF_OUTDIR: outdir });
    expect(status).toBe(1);
    expect(text).toContain('there is no environment "produktion"');
    expect(text).toContain("development, testing, staging, production");
    expect(text).not.toMatch(/^\s+at /m);
    expect(fs.readFileSync(path.join(outdir, "manifest.json"), "utf8")).toBe(before);
  });
});

describe("npm run bench", () => {
  it.each([[["--foo"]], [["--runs", "none"]]])("explains itself when it is called with %j", (args) => {
    const { status, text } = run("scripts/bench.ts", args);
    expect(text).toContain("Usage: npm run bench");
    expect(text).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });
});

describe("npm run simulate", () => {
  const simulate = (...args: string[]) => run("scripts/simulate.ts", args);

  it("explains itself when it is called without an environment, or with an option it does not have", () => {
    for (const args of [[], ["development", "--bar"], ["development", "--decommission"]]) {
      const { status, text } = simulate(...args);
      expect(status).toBe(1);
      expect(text).toContain("Usage: npm run simulate -- <environment>");
      expect(text).not.toMatch(/^\s+at /m);
    }
  });

  it("names a schema file that cannot be read", () => {
    const file = path.join(temporaryFolder(), "broken.json");
    fs.writeFileSync(file, "{");
    const { status, text } = simulate("development", "--schemas", file);
    expect(status).toBe(1);
    expect(text).toContain(`${file}: cannot be read as provider schemas`);
    expect(text).not.toMatch(/^\s+at /m);
  });

  it.each([
    ["missing", temporaryFolder()],
    ["too old", terraformOf("1.5.7")],
  ])("says how to get terraform where it is %s", (_case, folder) => {
    const { status, text } = run("scripts/simulate.ts", ["development"], { PATH: withoutTerraform(folder) });
    expect(status).toBe(1);
    expect(text).toContain("https://developer.hashicorp.com/terraform/install");
    expect(text).not.toMatch(/^\s+at /m);
  });
});

describe("npm run support", () => {
  const support = (...args: string[]) => run("scripts/support.ts", args);

  it("has nothing to say on a day when everything is supported", () => {
    expect(support("2026-11-25")).toEqual({ status: 0, text: "Everything is supported.\n" });
  });

  it("fails with what is due: versions that leave support, charts that nobody has looked at", () => {
    const { status, text } = support("2099-01-01");
    expect(status).toBe(1);
    expect(text).toMatch(/production: Kubernetes 1\.\d+ left standard support on/);
    expect(text).toMatch(/catalogue\.ts: cert-manager v[\d.]+ was last looked at on/);
    expect(text).not.toMatch(/^\s+at /m);
  });

  it.each([["soon"], ["2027-13-01"], ["2027-06-01 2027-06-02"]])(
    "explains itself when it is called with %s",
    (args) => {
      const { status, text } = support(...args.split(" "));
      expect(status).toBe(1);
      expect(text).toContain("Usage: npm run support [-- <day>]");
    },
  );
});
