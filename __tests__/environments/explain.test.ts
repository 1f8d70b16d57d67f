import { spawnSync } from "node:child_process";
import path from "node:path";
import { explainEnvironment } from "../../environments";
import { explain } from "../../environments/explain";
import { organization } from "../../environments/organization";
import { resolveAll } from "../../environments/resolve";
import { staging } from "../../environments/staging";
import { FILES } from "./inputs";

/** The rows of an explanation as [path, value, origin]; columns are two spaces or more apart. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text.split("\n").map((line) => line.split(/ {2,}/));
}

describe("an explanation", () => {
  it("tells where each value of production comes from", () => {
    const rows = rowsOf(explainEnvironment("production"));
    expect(rows).toEqual(
      expect.arrayContaining([
        ["network.cidr", "10.40.0.0/16", "environments/production.ts"],
        ["network.zones", "a, b, c", "environments/production.ts"],
        ["account", "222222222222", "environments/organization.ts"],
        ["organization.contacts.security", "security@httpsok.example", "environments/organization.ts"],
        ["state.bucket", "httpsok-222222222222-terraform-state", "derived from organization and account"],
        ["partition", "aws", "derived from region"],
        ["protection.deletion", "true", "default for class production"],
        ["topology.nodes.volumeGb", "100", "default for class production"],
        ["network.endpoints.gateway", "s3", "default"],
        ["storage.replication", "true", "derived from recovery.region"],
        ["tags", "(none)", "default"],
      ]),
    );
  });

  it("gives every value an origin, in every environment", () => {
    for (const { environment, origins } of resolveAll(organization, FILES)) {
      const rows = rowsOf(explain({ environment, origins })).filter(([key]) => key !== "");
      for (const [key = "", value, origin] of rows) {
        // What holds nothing was not written.
        const isEmpty = value === "(none)" && origin === "default";
        expect([key, origins.has(key) || isEmpty]).toEqual([key, true]);
      }
    }
  });

  it("aligns its columns and continues long lists below", () => {
    const lines = explainEnvironment("production").split("\n");
    const start = lines[0]?.indexOf("production");
    expect(lines.map((line) => line.slice(0, start)).filter((column) => !/^(\S+ {2,}| +)$/.test(column))).toEqual([]);
    const list = lines.findIndex((line) => line.startsWith("network.endpoints.interface"));
    expect(lines[list]).toMatch(/ecr\.api, ecr\.dkr, .*, {2,}default for class production$/);
    expect(lines[list + 1]?.trim()).toBe("ssm, ssmmessages, sts");
  });

  it("shows windows as parts of days", () => {
    const maintenance = { database: ["sun:23:30-mon:00:30"] };
    const input = { ...staging, monitoring: { ...staging.monitoring, quietHours: "14:00-23:00", maintenance } };
    const rows = resolveAll(organization, [input]).flatMap((resolution) => rowsOf(explain(resolution)));
    const start = rows.findIndex(([key]) => key === "monitoring.maintenance.database");
    expect(rows.slice(start, start + 2)).toEqual([
      ["monitoring.maintenance.database", "weekday sunday from 23:30 to 24:00,", "environments/staging.ts"],
      ["", "weekday monday from 00:00 to 00:30"],
    ]);
    expect(rows).toContainEqual(["monitoring.quietHours", "from 14:00 to 23:00", "environments/staging.ts"]);
  });

  it("says which value the file set and which it left to the class", () => {
    const rows = rowsOf(explainEnvironment("testing"));
    const origin = (key: string) => rows.find(([first]) => first === key)?.[2];
    expect(origin("topology.instances.min")).toBe("environments/testing.ts");
    expect(origin("topology.instanceType")).toBe("default for class testing");
  });
});

describe("npm run explain", () => {
  function run(...args: readonly string[]) {
    const root = path.join(__dirname, "../..");
    return spawnSync(process.execPath, ["-r", "./scripts/typescript.js", "scripts/explain.ts", ...args], {
      cwd: root,
      encoding: "utf8",
    });
  }

  it("prints the explanation", () => {
    const { status, stdout, stderr } = run("staging");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`${explainEnvironment("staging")}\n`);
  });

  it("lists the environments when it is given none, and exits with 1", () => {
    const { status, stdout, stderr } = run();
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Environments: development, testing, staging, production");
  });

  it("refuses an unknown environment without a stack trace, and exits with 1", () => {
    const { status, stderr } = run("prod");
    expect([status, stderr]).toEqual([
      1,
      'there is no environment "prod"; there are development, testing, staging, production\n',
    ]);
  });
});
