import { reversed, runInOrder, sorted } from "../../src/runner/order";

const diamond = new Map([
  ["app", ["database", "cluster"]],
  ["database", ["network"]],
  ["cluster", ["network"]],
  ["network", []],
]);

function recorder(fail: readonly string[] = []) {
  const events: string[] = [];
  let running = 0;
  let peak = 0;
  const task = async (id: string) => {
    events.push(`+${id}`);
    running += 1;
    peak = Math.max(peak, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    events.push(`-${id}`);
    if (fail.includes(id)) throw new Error(id);
  };
  return { events, task, peak: () => peak };
}

describe("running tasks in the order of dependencies", () => {
  it("starts a task only when all that it depends on has ended", async () => {
    const { events, task } = recorder();
    const outcome = await runInOrder(diamond, task, { limit: 4 });
    expect(outcome).toEqual({ failures: [], skipped: [] });
    for (const [id, on] of diamond) {
      for (const it of on) expect(events.indexOf(`-${it}`)).toBeLessThan(events.indexOf(`+${id}`));
    }
  });

  it("runs independent tasks side by side, up to the limit", async () => {
    const independent = new Map(["a", "b", "c", "d", "e"].map((id) => [id, []]));
    const wide = recorder();
    await runInOrder(independent, wide.task, { limit: 3 });
    expect(wide.peak()).toBe(3);
  });

  it("starts nothing after a failure, awaits what runs, and names what was skipped", async () => {
    const { events, task } = recorder(["database"]);
    const { failures, skipped } = await runInOrder(diamond, task, { limit: 4 });
    expect(failures).toEqual([new Error("database")]);
    expect(events).toContain("-cluster");
    expect(skipped).toEqual(["app"]);
  });

  it("starts nothing once stopped", async () => {
    const { events, task } = recorder();
    const { skipped } = await runInOrder(diamond, task, { limit: 1, stopped: () => events.length >= 2 });
    expect(events).toEqual(["+network", "-network"]);
    expect(skipped).toEqual(["app", "database", "cluster"]);
  });

  it("ignores dependencies outside the selection", async () => {
    const { events, task } = recorder();
    await runInOrder(new Map([["app", ["elsewhere"]]]), task, { limit: 1 });
    expect(events).toEqual(["+app", "-app"]);
  });
});

it("reverses a graph for destruction", () => {
  expect(reversed(diamond).get("network")).toEqual(["database", "cluster"]);
  expect(reversed(diamond).get("app")).toEqual([]);
});

it("sorts stacks after what they depend on, and names a circle", () => {
  expect(sorted(diamond)).toEqual(["network", "database", "cluster", "app"]);
  const circle = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["b"]],
  ]);
  expect(() => sorted(circle)).toThrow("in a circle: b -> c -> b");
});
