import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { committedSchemas } from "provider-schemas";
import { type Fault, SimulationError, type SimulationResult, simulate } from "provider-simulator";
import { heldBy, worldOf } from "provider-simulator/__tests__/runner/worlds";
import { loadEnvironments } from "../../environments";
import { synthesize } from "../../stacks/synthesize";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

/** The same points each time; another seed tries others. */
const SEED = Number(process.env.SEED ?? 4);
const POINTS = 20;
const ROOT = path.join(__dirname, "..", "..");
const CLI = path.join(ROOT, "packages", "provider-simulator", "bin", "provider-simulator.js");
const SCHEMAS = path.join(ROOT, "packages", "provider-schemas", "schemas");

/** A stack, the data of a simulation in which all that it needs is applied, and the world when it is applied too. */
interface Scene {
  readonly stack: string;
  readonly before: string;
  readonly changes: number;
  readonly addresses: readonly string[];
  readonly world: object;
}

/**
 * The world with each password under the name of its owner, since no two runs make the same one. Whoever was given
 * another password than the secret holds still differs.
 */
function knownWorldOf(dataDir: string): object {
  let text = JSON.stringify(worldOf(dataDir));
  for (const [, password = "", owner] of text.matchAll(/{\\"password\\":\\"(\w+)\\",\\"username\\":\\"(\w+)\\"}/g)) {
    text = text.replaceAll(password, `the password of ${owner}`);
  }
  return JSON.parse(text);
}

describeWithTerraform.each([
  ["a high-availability environment", "testing"],
  ["a Kubernetes environment", "staging"],
])("%s survives", (_, name) => {
  const folder = temporaryFolder();
  const app = synthesize(loadEnvironments([name]), { outdir: path.join(folder, "cdktf.out") });
  const scenes: Scene[] = [];

  const run = (dataDir: string, stack: string, faults: readonly Fault[] = []): Promise<SimulationResult> =>
    simulate({ output: app.outdir, stacks: [stack], dataDir, schemas: committedSchemas(), action: "apply", faults });

  /** What a simulation must remember; the rest is made anew. */
  function copy(from: string): string {
    const to = fs.mkdtempSync(path.join(folder, "run-"));
    for (const kept of ["states", "world.jsonl"]) {
      if (fs.existsSync(path.join(from, kept)))
        fs.cpSync(path.join(from, kept), path.join(to, kept), { recursive: true });
    }
    return to;
  }

  beforeAll(async () => {
    let applied = fs.mkdtempSync(path.join(folder, "run-"));
    // In the order of their dependencies.
    for (const { node } of app.stacks) {
      const before = applied;
      applied = copy(before);
      const result = await run(applied, node.id);
      const state: { resources: { mode: string; type: string; name: string }[] } = JSON.parse(
        fs.readFileSync(path.join(applied, "states", `${node.id}.tfstate`), "utf8"),
      );
      scenes.push({
        stack: node.id,
        before,
        changes: result.stacks[0]?.changes.add ?? 0,
        addresses: state.resources.flatMap(({ mode, type, name }) => (mode === "managed" ? [`${type}.${name}`] : [])),
        world: knownWorldOf(applied),
      });
    }
  });

  /** The next run completes; nothing is there twice, and nothing is lost. */
  async function expectRecovered(dataDir: string, { stack, world }: Scene): Promise<void> {
    const result = await run(dataDir, stack);
    expect(result.stacks.map(({ secondPlanEmpty }) => secondPlanEmpty)).toEqual([true]);
    expect(result.abandoned).toEqual([]);
    expect(knownWorldOf(dataDir)).toEqual(world);
    expect(heldBy(dataDir)).toEqual(Object.keys(world).sort());
  }

  /** Points spread over the changes of all stacks. */
  const points = (seed: number) =>
    fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { numRuns: POINTS, seed }).map(([first, second, made]) => ({
      first,
      second,
      made,
    }));
  const at = <T>(items: readonly T[], index: number): T => {
    const item = items[index % items.length];
    if (item === undefined) throw new Error("There is nothing to choose from.");
    return item;
  };
  /** Resources of one stack each. */
  const addresses = (seed: number, scene: Scene) => [
    ...new Set(
      points(seed).flatMap(({ first, second }) => (at(scenes, first) === scene ? [at(scene.addresses, second)] : [])),
    ),
  ];

  it.each(points(SEED).map((point, index) => [index + 1, point] as const))(
    "providers that die: point %i",
    async (_index, { first, second, made }) => {
      const scene = at(scenes, first);
      const dataDir = copy(scene.before);
      const crash: Fault = { kind: "crash", who: "provider", at: 1 + (second % scene.changes), made };
      await expect(run(dataDir, scene.stack, [crash])).rejects.toThrow("Run it again without that: it continues.");
      await expectRecovered(dataDir, scene);
    },
  );

  it.each(points(SEED + 1).map((point, index) => [index + 1, point] as const))(
    "a power cut: point %i",
    async (_index, { first, second, made }) => {
      const scene = at(scenes, first);
      const dataDir = copy(scene.before);
      const crash = `machine@${1 + (second % scene.changes)}${made ? "+" : ""}`;
      const args = ["run", app.outdir, "--stacks", scene.stack, "--schemas", SCHEMAS, "--data", dataDir];
      expect(spawnSync(process.execPath, [CLI, ...args, "--crash", crash]).signal).toBe("SIGKILL");
      await expectRecovered(dataDir, scene);
    },
  );

  it("changes that are refused once, one after the other", async () => {
    for (const scene of scenes) {
      const dataDir = copy(scene.before);
      let left = addresses(SEED + 2, scene);
      while (left.length > 0) {
        const faults = left.map((address): Fault => ({ kind: "fail", address }));
        const said = await run(dataDir, scene.stack, faults).then(
          () => "",
          (error: unknown) => (error instanceof SimulationError ? error.message : Promise.reject(error)),
        );
        const rest = left.filter((address) => !said.includes(`failed at ${address},`));
        if (rest.length === left.length) throw new Error(`${left.join()}: ${said || "applied"}`);
        left = rest;
      }
      await expectRecovered(dataDir, scene);
    }
  });

  it.each(["throttle", "slow"] as const)("changes that meet this: %s", async (kind) => {
    for (const scene of scenes) {
      const dataDir = copy(scene.before);
      const faults = addresses(SEED + 3, scene).map(
        (address): Fault => (kind === "slow" ? { kind, address, seconds: 0.3 } : { kind, address }),
      );
      const { notes } = await run(dataDir, scene.stack, faults);
      expect(notes).toEqual([]);
      expect(knownWorldOf(dataDir)).toEqual(scene.world);
      await expectRecovered(dataDir, scene);
    }
  });
});
