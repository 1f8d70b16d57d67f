import { existsSync } from "node:fs";
import path from "node:path";
import { EnvironmentError, environmentNames, loadEnvironments } from "../../environments";
import { isRecord } from "../../environments/validation/merge";

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe("the environments of the project", () => {
  it("are four, each of its own class and in the file of its name", () => {
    expect(loadEnvironments().map((environment) => [environment.name, environment.class])).toEqual([
      ["development", "development"],
      ["testing", "testing"],
      ["staging", "staging"],
      ["production", "production"],
    ]);
    for (const name of environmentNames()) {
      expect(existsSync(path.join(__dirname, "../../environments", `${name}.ts`))).toBe(true);
    }
  });

  it("grow from one machine to a cluster", () => {
    expect(loadEnvironments().map(({ topology }) => topology.kind)).toEqual([
      "single-node",
      "high-availability",
      "kubernetes",
      "kubernetes",
    ]);
  });

  it("keep production in an account of its own", () => {
    const [production] = loadEnvironments(["production"]);
    const others = loadEnvironments(["development", "testing", "staging"]);
    expect(others.map(({ account }) => account)).not.toContain(production?.account);
  });

  it("resolve zones to letters of their region", () => {
    expect(loadEnvironments().map(({ network }) => network.zones)).toEqual([
      ["a"],
      ["a", "b"],
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
    // Tokyo has no zone b for new accounts.
    expect(loadEnvironments(["production"])[0]?.recovery.network?.zones).toEqual(["a", "c"]);
  });

  it("keep one state bucket per account", () => {
    const buckets = loadEnvironments().map(({ state, account }) => [account, state.kind === "s3" && state.bucket]);
    expect(Object.fromEntries(buckets)).toEqual({
      "111111111111": "httpsok-111111111111-terraform-state",
      "222222222222": "httpsok-222222222222-terraform-state",
    });
  });

  it("protect data from deletion where users' data is", () => {
    expect(loadEnvironments().map(({ protection }) => protection.deletion)).toEqual([false, false, true, true]);
  });

  it("are frozen to the last value", () => {
    const environments = loadEnvironments();
    expect(isRecord(environments[3]?.network.flowLogs)).toBe(true);
    expect(environments.every(isDeeplyFrozen)).toBe(true);
  });

  it("are the same at each load", () => {
    expect(loadEnvironments()).toEqual(loadEnvironments());
  });
});

describe("loading by name", () => {
  it("returns those asked, in the order of the registry", () => {
    expect(loadEnvironments(["production", "testing"]).map(({ name }) => name)).toEqual(["testing", "production"]);
  });

  it("refuses a name that does not exist and suggests the nearest", () => {
    expect(() => loadEnvironments(["prodcution"])).toThrow(
      new EnvironmentError(
        [],
        'there is no environment "prodcution" (did you mean production?); there are development, testing, staging, production',
      ),
    );
    expect(() => loadEnvironments(["qa"])).toThrow(
      'there is no environment "qa"; there are development, testing, staging, production',
    );
  });
});
