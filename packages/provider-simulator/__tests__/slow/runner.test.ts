import fs from "node:fs";
import path from "node:path";
import { type ProgressEvent, type SimulateOptions, simulate } from "../../src";
import { contents, network, providers, schemas, writeOutput } from "../runner/fixture";
import { temporaryFolder, write } from "../runner/helpers";

jest.setTimeout(60_000);

const folder = temporaryFolder();
let output: string;
let dataDir: string;
let events: ProgressEvent[];

beforeEach(() => {
  const root = fs.mkdtempSync(path.join(folder, "case-"));
  output = path.join(root, "cdktf.out");
  dataDir = path.join(root, "data");
  events = [];
  writeOutput(output);
});

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

const stateOf = (id: string) => JSON.parse(fs.readFileSync(path.join(dataDir, "states", `${id}.tfstate`), "utf8"));

describe("applying", () => {
  it("runs every stack after those it reads, and proves a second plan empty", async () => {
    const result = await run();
    expect(result.stacks.map(({ id, resources, secondPlanEmpty }) => [id, resources, secondPlanEmpty])).toEqual([
      ["dev-edge", 1, true],
      ["dev-network", 3, true],
      ["dev-app", 1, true],
    ]);
    expect(result.objects).toEqual({ cloud_network: 3, cloud_server: 2 });
    const [, networkResult, appResult] = result.stacks;
    expect(networkResult?.outputs.token).toBe("(sensitive)");
    expect(appResult?.outputs.network).toBe(networkResult?.outputs.id);

    const order = events.flatMap((event) => (event.kind === "done" ? [`${event.stack} ${event.phase}`] : []));
    expect(order.indexOf("dev-network apply")).toBeLessThan(order.indexOf("dev-app apply"));
    const lastApply = Math.max(...order.map((step, index) => (step.endsWith("apply") ? index : -1)));
    expect(lastApply).toBeLessThan(order.findIndex((step) => step.endsWith("verify")));
  });

  it("leaves the synthesized folder as it was, byte for byte", async () => {
    const before = contents(output);
    await run();
    expect(contents(output)).toEqual(before);
  });

  it("changes nothing when run again, and only what was changed otherwise", async () => {
    await run();
    const again = await run();
    expect(again.stacks.every(({ changes }) => changes.add + changes.change + changes.remove === 0)).toBe(true);
    write(output, { "stacks/dev-edge/main.tf": 'resource "cloud_server" "edge" {\n  name = "renamed"\n}\n' });
    const [edge] = (await run({ stacks: ["dev-edge"] })).stacks;
    expect(edge).toMatchObject({ id: "dev-edge", secondPlanEmpty: true });
    expect(stateOf("dev-edge").resources[0].instances[0].attributes.name).toBe("renamed");
  });

  it("reports a failure in terraform's words, starts nothing that depends on it, and continues when mended", async () => {
    const broken = network.replace("name = each.key", "name = each.key\n  size = 3");
    write(output, { "stacks/dev-network/main.tf": broken });
    const message = await run().catch(String);
    expect(message).toMatch(/dev-network: plan failed\n\n {2}Error: Unsupported argument\n {4}on main\.tf line 13/);
    expect(message).toContain(path.join(dataDir, "logs", "dev-network.log"));
    expect(message).toContain("Not started: dev-app.");
    expect(message).not.toMatch(/[╷│╵]/);

    write(output, { "stacks/dev-network/main.tf": network });
    expect((await run()).stacks.every(({ secondPlanEmpty }) => secondPlanEmpty)).toBe(true);
  });

  it("says what a second plan would still change, and fails", async () => {
    write(output, { "stacks/dev-edge/main.tf": 'resource "cloud_server" "edge" {\n  name = timestamp()\n}\n' });
    await expect(run()).rejects.toThrow("dev-edge: a second plan is not empty\n  cloud_server.edge: ");
    expect(events).toContainEqual({ kind: "failed", stack: "dev-edge", phase: "verify" });
    expect(fs.readFileSync(path.join(dataDir, "logs", "dev-edge.log"), "utf8")).toContain("~ name");
  });
});

describe("destroying", () => {
  it("is refused as a whole while something is protected, and lists all of it", async () => {
    write(output, {
      "stacks/dev-edge/main.tf":
        'resource "cloud_server" "edge" {\n  name = "edge"\n\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n',
    });
    await run();
    const before = contents(path.join(dataDir, "states"));
    await expect(run({ action: "destroy" })).rejects.toThrow(
      "Nothing was destroyed: these resources carry prevent_destroy.\n\ndev-edge\n  cloud_server.edge\ndev-network\n  cloud_network.main\n",
    );
    expect(contents(path.join(dataDir, "states"))).toEqual(before);
    expect((await run()).objects).toEqual({ cloud_network: 3, cloud_server: 2 });
  });

  it("takes down everything with decommission, dependents first, and leaves states and world empty", async () => {
    await run();
    events = [];
    const result = await run({ action: "destroy", decommission: true });
    expect(result.objects).toEqual({});
    for (const { id } of result.stacks) expect(stateOf(id)).toMatchObject({ resources: [], outputs: {} });
    const order = events.flatMap((event) => (event.kind === "done" ? [event.stack] : []));
    expect(order.indexOf("dev-app")).toBeLessThan(order.indexOf("dev-network"));
  });

  it("needs no decommission where nothing is protected, and keeps the rest of the world", async () => {
    await run();
    const result = await run({ action: "destroy", stacks: ["dev-app", "dev-edge"] });
    expect(result.others).toEqual(["dev-network"]);
    expect(result.objects).toEqual({ cloud_network: 3 });
    await expect(run({ action: "destroy", stacks: ["dev-edge"] })).resolves.toMatchObject({
      stacks: [{ resources: 0 }],
    });
  });

  it("does not pretend to lift a protection inside a module", async () => {
    write(output, {
      "stacks/dev-edge/main.tf": 'module "m" {\n  source = "./assets/m"\n}\n',
      "stacks/dev-edge/assets/m/main.tf": `${providers}${network.replace("${path.module}/assets/name.txt", "${path.module}/name.txt")}`,
      "stacks/dev-edge/assets/m/name.txt": "inside",
    });
    await run({ stacks: ["dev-edge"] });
    await expect(run({ action: "destroy", decommission: true, stacks: ["dev-edge"] })).rejects.toThrow(
      "dev-edge\n  module.m.cloud_network.main\n\nProtection in a module is lifted in its files.",
    );
  });

  it("refuses to take away what another stack stands on", async () => {
    await run();
    await expect(run({ action: "destroy", decommission: true, stacks: ["dev-network"] })).rejects.toThrow(
      "dev-app depends on dev-network",
    );
  });
});
