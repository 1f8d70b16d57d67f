import { Pacing } from "../../src/provider/pacing";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const resting = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Calls that write down when they are done. */
function calls() {
  const pacing = new Pacing();
  const done: string[] = [];
  const call = (name: string, work: () => Promise<void>) => void pacing.during(work).then(() => done.push(name));
  return { pacing, done, call };
}

describe("a held call", () => {
  it("waits as long as another is under way, and as long as new ones come", async () => {
    const { pacing, done, call } = calls();
    call("gateway", () => pacing.quiet());
    call("subnet", () => resting(200));
    await jest.advanceTimersByTimeAsync(220);
    call("address", () => resting(10));
    await jest.advanceTimersByTimeAsync(20);
    expect(done).toEqual(["subnet", "address"]);
    await jest.advanceTimersByTimeAsync(60);
    expect(done).toEqual(["subnet", "address", "gateway"]);
  });

  it("does not wait for another held call", async () => {
    const { pacing, done, call } = calls();
    call("gateway", () => pacing.quiet());
    call("policy", () => pacing.quiet());
    await jest.advanceTimersByTimeAsync(60);
    expect(done).toEqual(["gateway", "policy"]);
  });

  it("can come again", async () => {
    const { pacing, done, call } = calls();
    call("first", () => pacing.quiet());
    await jest.advanceTimersByTimeAsync(60);
    call("second", () => pacing.quiet());
    call("subnet", () => resting(100));
    await jest.advanceTimersByTimeAsync(90);
    expect(done).toEqual(["first"]);
    await jest.advanceTimersByTimeAsync(80);
    expect(done).toEqual(["first", "subnet", "second"]);
  });
});
