import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { type Fault, type ProgressEvent, type SimulateOptions, simulate } from "../../src";
import { schemas, writeOutput } from "../runner/fixture";
import { temporaryFolder } from "../runner/helpers";
import { heldBy, worldOf } from "../runner/worlds";

jest.setTimeout(60_000);

const folder = temporaryFolder();
let output: string;
let dataDir: string;
let events: ProgressEvent[];
let undisturbed: Record<string, unknown>;

const run = (options: Partial<SimulateOptions> = {}) =>
  simulate({
    output,
    stacks: ["dev-*"],
    dataDir,
    schemas,
    action: "apply",
    onProgress: (event) => events.push(event),
    ...options,
  });

function fresh(): void {
  dataDir = path.join(fs.mkdtempSync(path.join(folder, "case-")), "data");
  events = [];
}

beforeAll(async () => {
  output = path.join(folder, "cdktf.out");
  writeOutput(output);
  fresh();
  await run();
  undisturbed = worldOf(dataDir);
});
beforeEach(fresh);

/** The next run completes, and the world is as if nothing had happened. */
async function expectRecovered() {
  const result = await run();
  expect(worldOf(dataDir)).toEqual(undisturbed);
  expect(heldBy(dataDir)).toEqual(Object.keys(undisturbed).sort());
  return result;
}

describe("a change that the platform refuses", () => {
  it("fails its stack, and the next run completes", async () => {
    const faults: Fault[] = [{ kind: "fail", address: "cloud_network.main" }];
    await expect(run({ faults })).rejects.toThrow(/failed at cloud_network\.main/);
    expect(Object.keys(worldOf(dataDir)).some((key) => key.startsWith("cloud_server"))).toBe(true);
    await expectRecovered();
  });

  it("is found by the index of its instance", async () => {
    const faults: Fault[] = [{ kind: "fail", address: 'cloud_network.open["b"]' }];
    await expect(run({ faults })).rejects.toThrow("failed at cloud_network.open");
    expect(JSON.stringify(worldOf(dataDir))).not.toContain('"name":"b"');
    await expectRecovered();
  });

  it("can be refused each time, also when it is to be destroyed", async () => {
    await run();
    const faults: Fault[] = [{ kind: "fail", address: "cloud_server.edge", always: true }];
    const destroy = { action: "destroy", decommission: true, faults } as const;
    await expect(run(destroy)).rejects.toThrow("failed at cloud_server.edge");
    await expect(run(destroy)).rejects.toThrow("failed at cloud_server.edge");
    expect((await run({ action: "destroy", decommission: true })).objects).toEqual({});
  });
});

describe("throttling", () => {
  it("is waited out by the provider", async () => {
    await run({ faults: [{ kind: "throttle", address: "cloud_network.main" }] });
    expect(worldOf(dataDir)).toEqual(undisturbed);
  });

  it("that does not end fails, and the next run completes", async () => {
    const faults: Fault[] = [{ kind: "throttle", address: "cloud_network.main", always: true }];
    await expect(run({ faults })).rejects.toThrow("Rate exceeded");
    await expectRecovered();
  });
});

it("a slow change is waited for", async () => {
  const result = await run({ faults: [{ kind: "slow", address: "cloud_server.edge", seconds: 2 }] });
  expect(result.stacks.find(({ id }) => id === "dev-edge")?.seconds).toBeGreaterThan(2);
  expect(worldOf(dataDir)).toEqual(undisturbed);
});

describe.each([
  ["before a change is made", false],
  ["after it was made, before terraform hears of it", true],
])("a crash %s", (_, made) => {
  it.each([1, 2, 3, 4, 5])("of the providers, at change %i", async (at) => {
    await expect(run({ faults: [{ kind: "crash", who: "provider", at, made }] })).rejects.toThrow(
      "Run it again without that: it continues.",
    );
    const result = await expectRecovered();
    if (made) expect(result.adopted.length).toBeGreaterThan(0);
    expect(result.abandoned).toEqual([]);
  });

  it.each([1, 3, 5])("of the machine, at change %i", async (at) => {
    const file = path.join(path.dirname(dataDir), "schemas.json");
    fs.writeFileSync(file, JSON.stringify(schemas));
    const cli = path.join(__dirname, "..", "..", "bin", "provider-simulator.js");
    const args = ["run", output, "--stacks", "dev-*", "--schemas", file, "--data", dataDir];
    const { signal } = spawnSync(process.execPath, [cli, ...args, "--crash", `machine@${at}${made ? "+" : ""}`]);
    expect(signal).toBe("SIGKILL");
    await expectRecovered();
  });
});

describe("a fault that cannot happen", () => {
  it("names the nearest addresses before anything runs", async () => {
    const faults: Fault[] = [{ kind: "fail", address: "cloud_network.mian" }];
    await expect(run({ faults })).rejects.toThrow("Did you mean cloud_network.main?");
    expect(events.filter(({ kind }) => kind === "started")).toEqual([]);
  });

  it("is said when nothing changes there", async () => {
    await run();
    const { notes } = await run({ faults: [{ kind: "fail", address: "cloud_network.main" }] });
    expect(notes).toEqual(["--fail cloud_network.main did not happen: nothing was changed there."]);
  });
});

it("a corrupt world is reported with its line, and left as it is", async () => {
  await run();
  const file = path.join(dataDir, "world.jsonl");
  const corrupt = `${fs.readFileSync(file, "utf8")}not json\n`;
  fs.writeFileSync(file, corrupt);
  await expect(run()).rejects.toThrow(`${file}:6: is not an entry of a simulated world`);
  expect(fs.readFileSync(file, "utf8")).toBe(corrupt);
});

describe("drift", () => {
  const repairs = () => events.flatMap((event) => (event.kind === "changing" ? event.changes : []));

  it("is shown by the next plan, exactly, and repaired", async () => {
    await run();
    const drift = { address: "cloud_server.web", set: { attribute: "name", value: "hacked" } };
    const result = await run({ drift });
    expect(repairs()).toEqual(['cloud_server.web: name "hacked" -> "web"']);
    expect(result.stacks.map(({ changes }) => changes.change)).toEqual([0, 0, 1]);
    expect(result.stacks.every(({ secondPlanEmpty }) => secondPlanEmpty)).toBe(true);
    expect(worldOf(dataDir)).toEqual(undisturbed);
  });

  it("that deletes an object is repaired by creating it anew", async () => {
    await run();
    await run({ drift: { address: 'cloud_network.open["a"]' } });
    expect(repairs()).toEqual(['cloud_network.open["a"]: created']);
  });

  it("needs an object that exists", async () => {
    await expect(run({ drift: { address: "cloud_server.web" } })).rejects.toThrow("it does not exist yet");
  });

  it("names the nearest address and the nearest attribute", async () => {
    await run();
    const set = { attribute: "nmae", value: "x" };
    await expect(run({ drift: { address: "cloud_server.wbe", set } })).rejects.toThrow(
      "Did you mean cloud_server.web?",
    );
    await expect(run({ drift: { address: "cloud_server.web", set } })).rejects.toThrow("Did you mean name?");
  });
});
