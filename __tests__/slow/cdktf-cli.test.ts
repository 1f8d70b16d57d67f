import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { committedSchemas } from "provider-schemas";
import { type ProviderServer, startProviderServer } from "provider-simulator";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

const ROOT = path.join(__dirname, "..", "..");
const FOLDER = temporaryFolder();
const STATES = path.join(FOLDER, "states");

describeWithTerraform("the stock cdktf-cli, with local states, on the simulated platform", () => {
  let server: ProviderServer;

  beforeAll(async () => {
    const socketDir = path.join(FOLDER, "s");
    fs.mkdirSync(socketDir);
    fs.mkdirSync(STATES);
    server = await startProviderServer({
      schemas: committedSchemas(),
      worldFile: path.join(FOLDER, "world.jsonl"),
      socketDir,
    });
  });
  afterAll(() => server.close());

  /** Runs cdktf on the program; resolves with its output. @throws with that output when it fails */
  function cdktf(...args: readonly string[]): Promise<string> {
    const app = `node -r ./scripts/typescript.js ${path.join(ROOT, "__tests__", "fixtures", "local-state.ts")}`;
    const options = ["--app", app, "--output", path.join(FOLDER, "cdktf.out")];
    const child = spawn(path.join(ROOT, "node_modules", ".bin", "cdktf"), [...args, ...options], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: FOLDER,
        CDKTF_HOME: FOLDER,
        ENVIRONMENT: "testing",
        STATE_FOLDER: STATES,
        TF_REATTACH_PROVIDERS: server.reattach,
        CHECKPOINT_DISABLE: "1",
        DISABLE_VERSION_CHECK: "1",
        FORCE_COLOR: "0",
        CI: "1",
      },
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    return new Promise((resolve, reject) => {
      child.once("exit", (code) =>
        code === 0 ? resolve(output) : reject(new Error(`cdktf ${args[0]}: ${code}\n${output}`)),
      );
    });
  }

  const STACKS = ["testing-database", "testing-network", "testing-schema", "testing-storage"];

  // One test, since each command needs the one before it.
  it("synthesizes, shows a diff, deploys, shows outputs and destroys a whole environment", async () => {
    const synthesized = await cdktf("synth");
    for (const stack of STACKS) expect(synthesized).toContain(stack);
    expect(await cdktf("diff", "testing-network", "--skip-provider-lock")).toMatch(
      /Plan: \d+ to add, 0 to change, 0 to destroy/,
    );
    expect(server.stats().objects).toEqual({});

    await cdktf("deploy", "*", "--auto-approve", "--skip-provider-lock");
    expect(fs.readdirSync(STATES).sort()).toEqual(STACKS.map((stack) => `${stack}.tfstate`));
    expect(server.stats().objects).toMatchObject({ aws_vpc: 1, aws_s3_bucket: expect.any(Number) });
    expect(await cdktf("output", "*", "--skip-synth", "--skip-provider-lock")).toMatch(/vpc_id = "?vpc-/);
    for (const stack of STACKS) {
      expect(await cdktf("diff", stack, "--skip-provider-lock")).toMatch(/No changes|has no changes/i);
    }

    await cdktf("destroy", "*", "--auto-approve", "--skip-provider-lock");
    expect(server.stats().objects).toEqual({});
  });
});
