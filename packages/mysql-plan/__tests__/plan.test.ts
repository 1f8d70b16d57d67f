import { applicationLimit, connectionPlan, memoryPlan, OPERATORS } from "../src";

const GIB = 2 ** 30;

describe("the memory of a server", () => {
  it.each([
    [4, { take: 5, of: 10 }, 128, 1],
    [16, { take: 7, of: 10 }, 366, 1],
    [64, { take: 7, of: 10 }, 1595, 4],
    [512, { take: 7, of: 10 }, 13064, 16],
  ])("of %d GiB", (memoryGib, bufferPoolShare, maxConnections, redoLogGib) => {
    expect(memoryPlan(memoryGib)).toEqual({ bufferPoolShare, maxConnections, redoLogGib });
  });

  it("holds the pool and every connection at once, whatever its size", () => {
    for (let memoryGib = 1; memoryGib <= 1024; memoryGib *= 2) {
      const { bufferPoolShare, maxConnections } = memoryPlan(memoryGib);
      const pool = (memoryGib * GIB * bufferPoolShare.take) / bufferPoolShare.of;
      if (maxConnections > 1) expect(pool + maxConnections * 12_582_880).toBeLessThanOrEqual(memoryGib * GIB);
    }
  });
});

describe("connections", () => {
  const operators = Object.values(OPERATORS).reduce((sum, count) => sum + count, 0);

  it("fit when application and operators leave a fifth free", () => {
    expect(connectionPlan({ memoryGib: 64, applications: 9, poolSize: 50 })).toEqual({
      fits: true,
      maxConnections: 1595,
      plannable: 1276,
      application: 450,
      operators,
      total: 450 + operators,
    });
  });

  it("do not fit when they would use the headroom", () => {
    const plannable = connectionPlan({ memoryGib: 4, applications: 0, poolSize: 1 }).plannable;
    expect(connectionPlan({ memoryGib: 4, applications: plannable - operators, poolSize: 1 }).fits).toBe(true);
    expect(connectionPlan({ memoryGib: 4, applications: plannable - operators + 1, poolSize: 1 }).fits).toBe(false);
  });

  it("never exceed the server's even when every user takes all that it may", () => {
    for (const memoryGib of [4, 8, 16, 64, 256]) {
      const { plannable, maxConnections } = connectionPlan({ memoryGib, applications: 0, poolSize: 1 });
      expect(applicationLimit(plannable - operators) + operators).toBeLessThanOrEqual(maxConnections);
    }
  });
});
