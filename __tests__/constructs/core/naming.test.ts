import { NAME_LIMITS, physicalName } from "../../../constructs/core/naming";

describe("physicalName", () => {
  it("joins the parts with dashes, in lower case", () => {
    expect(physicalName("role", ["httpsok", "staging", "Flow-Logs"])).toBe("httpsok-staging-flow-logs");
  });

  it("keeps a name within its limit, stable, and different from a name that starts the same", () => {
    const long = (last: string) => physicalName("bucket", ["httpsok", "x".repeat(70), last]);
    expect(long("a")).toHaveLength(NAME_LIMITS.bucket);
    expect(long("a")).toBe(long("a"));
    expect(long("a")).not.toBe(long("b"));
    expect(long("a")).toMatch(/^httpsok-x+-[0-9a-f]{8}$/);
  });

  it("does not cut a name that just fits", () => {
    const name = "a".repeat(NAME_LIMITS.bucket);
    expect(physicalName("bucket", [name])).toBe(name);
  });
});
