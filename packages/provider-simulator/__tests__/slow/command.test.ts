import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { schemas, writeOutput } from "../runner/fixture";
import { temporaryFolder, write } from "../runner/helpers";

jest.setTimeout(60_000);

const bin = path.join(__dirname, "../../bin/provider-simulator.js");
const folder = temporaryFolder();
let output: string;
let dataDir: string;
let schemaFile: string;

beforeEach(() => {
  const root = fs.mkdtempSync(path.join(folder, "case-"));
  output = path.join(root, "cdktf.out");
  dataDir = path.join(root, "data");
  schemaFile = path.join(root, "schemas.json");
  fs.writeFileSync(schemaFile, JSON.stringify(schemas));
  writeOutput(output);
});

describe("the command", () => {
  function start(...args: readonly string[]): {
    child: ChildProcess;
    ended: Promise<{ code: number | null; text: string }>;
  } {
    const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
    return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, text: said }))) };
  }

  const runArgs = (...more: readonly string[]) => ["run", output, "--schemas", schemaFile, "--data", dataDir, ...more];

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it("applies, and prints what exists and that nothing is real", async () => {
    const { code, text: said } = await start(...runArgs("--stacks", "dev-*")).ended;
    expect(said).toContain("Nothing real was created");
    expect(code).toBe(0);
  });

  it.each([
    ["an unknown stack", ["--stacks", "dev-ap"], /No stack matches dev-ap\. Known stacks:\n {2}dev-edge/],
    ["a missing option", [], /Missing: --stacks/],
    ["--decommission without --destroy", ["--stacks", "*", "--decommission"], /goes with --destroy/],
    ["unreadable schemas", ["--stacks", "*", "--overlay", "nowhere"], /nowhere: no such file or folder/],
  ])("ends with 1, without a stack trace and with nothing written, for %s", async (_, args, message) => {
    const { code, text: said } = await start(...runArgs(...args)).ended;
    expect(said).toMatch(message);
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
    expect(fs.existsSync(dataDir)).toBe(false);
  });

  it("passes Ctrl-C on to terraform once, waits for it, and can be continued", async () => {
    const marker = path.join(folder, "started");
    write(output, {
      "stacks/dev-edge/main.tf": `resource "cloud_server" "edge" {
  name = "edge"
}

resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "touch ${marker}; [ -e ${marker}.again ] || sleep 30"
  }
}
`,
    });
    const { child, ended } = start(...runArgs("--stacks", "dev-edge"));
    await until(() => fs.existsSync(marker));
    const second = await start(...runArgs("--stacks", "dev-edge")).ended;
    expect(second).toMatchObject({ code: 1, text: expect.stringContaining(`in use by process ${child.pid}`) });
    // npm passes the terminal's Ctrl-C on, so that it arrives twice.
    child.kill("SIGINT");
    child.kill("SIGINT");
    const { code, text: said } = await ended;
    expect(said).toContain("the same command continues where it stopped");
    expect(code).toBe(130);

    const log = fs.readFileSync(path.join(dataDir, "logs", "dev-edge.log"), "utf8");
    expect(log).toContain("Interrupt received");
    expect(log).not.toContain("Two interrupts received");
    expect(fs.existsSync(path.join(dataDir, "lock.json"))).toBe(false);
    const state = fs.readFileSync(path.join(dataDir, "states", "dev-edge.tfstate"), "utf8");
    expect(state).toContain('"type": "cloud_server"');

    fs.writeFileSync(`${marker}.again`, "");
    expect(await start(...runArgs("--stacks", "dev-edge")).ended).toMatchObject({ code: 0 });
  });

  it("serves the providers to any terraform until it is stopped", async () => {
    const { child, ended } = start("serve", "--schemas", schemaFile);
    const line = await new Promise<string>((resolve) => child.stdout?.once("data", (data) => resolve(String(data))));
    const value = /^export TF_REATTACH_PROVIDERS='(.*)'\n$/.exec(line)?.[1] ?? "";
    expect(Object.keys(JSON.parse(value))).toEqual(["registry.terraform.io/acme/cloud"]);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 0 });
  });
});
