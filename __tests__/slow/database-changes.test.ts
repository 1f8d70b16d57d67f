import fs from "node:fs";
import path from "node:path";
import type { Fault } from "provider-simulator";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { applyLayers, expectInGuide } from "../helpers/changes";
import { leftBehind, passwordsIn } from "../helpers/passwords";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

type DatabaseInput = NonNullable<EnvironmentInput["database"]>;

/** Layers that the database needs and those that make it. */
const LAYERS = ["network", "recovery-network", "database", "recovery-database", "schema"];

/** Applies production with another database, on what earlier calls with the same folder have left. */
function apply(dataDir: string, database: DatabaseInput, faults: readonly Fault[] = []) {
  const [environment] = resolveEnvironments(organization, [{ ...production, database }]) as [Environment];
  return applyLayers(dataDir, environment, LAYERS, faults);
}

describeWithTerraform("a change of production's database", () => {
  const dataDir = temporaryFolder();
  let now: DatabaseInput = {};
  const change = (more: DatabaseInput) => {
    now = { ...now, ...more };
    return apply(dataDir, now);
  };

  beforeAll(() => apply(dataDir, now));

  // Each change is made on the one before it.
  it("resizes every instance and its parameters, in place", async () => {
    const { planned, added } = await change({ instanceClass: "db.m7g.8xlarge" });
    const machine = 'instance_class "db.m7g.4xlarge" -> "db.m7g.8xlarge"';
    const memory = [
      'parameter.innodb_redo_log_capacity.value "4294967296" -> "8589934592"',
      'parameter.max_connections.value "1595" -> "3234"',
    ].join(", ");
    const workers = `${memory}, parameter.replica_parallel_workers.value "8" -> "16"`;
    expect(planned).toEqual([
      `production-database: aws_db_instance.mysql_reader_b: ${machine}`,
      `production-database: aws_db_instance.mysql_writer: ${machine}`,
      `production-database: aws_db_parameter_group.mysql_reader_b_parameters: ${workers}`,
      `production-database: aws_db_parameter_group.mysql_writer_parameters: ${memory}`,
      `production-recovery-database: aws_db_instance.mysql_reader: ${machine}`,
      `production-recovery-database: aws_db_parameter_group.mysql_reader_parameters: ${workers}`,
    ]);
    expectInGuide("database.md", planned);
    expect(added).toEqual({});
  });

  it("adds a replica and touches nothing else", async () => {
    const { planned, added } = await change({ replicas: { zones: 2 } });
    expect(planned).toEqual([]);
    // The instance, its parameters and its three logs.
    expect(added).toEqual({ "production-database": 5 });
  });

  it("gives every user a new password, and nothing but that", async () => {
    const { planned } = await change({ passwordVersion: 2 });
    const stored = "replaced, because of secret_string_wo_version";
    const users = ["app", "backup", "exporter", "migrate", "readonly"];
    expect(planned).toEqual([
      "production-database: aws_db_instance.mysql_writer: password_wo_version 1 -> 2",
      `production-database: aws_secretsmanager_secret_version.mysql_writer_master_value: ${stored}`,
      ...users.map((user) => `production-schema: aws_secretsmanager_secret_version.${user}_value: ${stored}`),
      ...users.map((user) => `production-schema: mysql_user.${user}_user: password_wo_version 1 -> 2`),
    ]);
    expectInGuide(
      "database.md",
      planned.filter((line) => !/backup|exporter|migrate|readonly/.test(line)),
    );
  });

  it("pins a minor release in place", async () => {
    const { planned, added } = await change({ engineVersion: "8.4.8" });
    const pinned = 'auto_minor_version_upgrade true -> false, engine_version "8.4" -> "8.4.8"';
    expect(planned).toEqual([
      `production-database: aws_db_instance.mysql_reader_b: ${pinned}`,
      `production-database: aws_db_instance.mysql_reader_c: ${pinned}`,
      `production-database: aws_db_instance.mysql_writer: ${pinned}`,
      `production-recovery-database: aws_db_instance.mysql_reader: ${pinned}`,
    ]);
    expectInGuide(
      "database.md",
      planned.filter((line) => !line.includes("reader_c")),
    );
    expect(added).toEqual({});
  });

  it("adds proxy and cache beside what there is", async () => {
    const { planned, added, result } = await change({ proxy: true, cache: {} });
    expect(planned).toEqual([]);
    expect(added).toEqual({ "production-database": 8, "production-schema": 8 });
    expect(result.objects).toMatchObject({ aws_db_proxy: 1, aws_elasticache_replication_group: 1 });
  });

  it("moves to a faster volume in place", async () => {
    const { planned, added } = await change({ storage: { type: "io2", iops: 20_000 } });
    expect(planned).toHaveLength(4);
    expect(planned.every((line) => line.endsWith('iops 0 -> 20000, storage_type "gp3" -> "io2"'))).toBe(true);
    expect(added).toEqual({});
  });
});

describeWithTerraform("production's recovery replica", () => {
  it("is promoted in place, and then needs nothing of the lost region", async () => {
    const dataDir = temporaryFolder();
    await apply(dataDir, {});
    const { planned, outdir } = await apply(dataDir, { replicas: { promoted: true } });
    expect(planned).toEqual([
      expect.stringMatching(
        /^production-recovery-database: aws_db_instance\.mysql_reader: replicate_source_db "arn:aws:rds:[^"]+" -> null$/,
      ),
      "production-recovery-database: aws_db_instance_automated_backups_replication.backups: deleted",
    ]);
    expectInGuide("database.md", planned);
    const text = fs.readFileSync(path.join(outdir, "stacks", "production-recovery-database", "main.tf"), "utf8");
    expect(text).not.toContain("ap-southeast-1/database");
  });
});

describeWithTerraform("an upgrade to another series", () => {
  /** As an environment was before 8.0 left standard support, when files could still name it. */
  const apply = (dataDir: string, engineVersion: string, majorUpgrade: boolean) => {
    const [environment] = resolveEnvironments(organization, [production]) as [Environment];
    if (environment.database.kind !== "rds") throw new Error("production has no RDS");
    const database = { ...environment.database, engineVersion, majorUpgrade };
    return applyLayers(dataDir, { ...environment, database }, LAYERS);
  };

  it("is refused unless it is allowed, and then keeps every instance", async () => {
    const dataDir = temporaryFolder();
    await apply(dataDir, "8.0", false);
    await expect(apply(dataDir, "8.4", false)).rejects.toThrow("allow_major_version_upgrade");
    const { planned } = await apply(dataDir, "8.4", true);
    expect(planned.filter((line) => line.includes("aws_db_instance."))).toEqual(
      [
        ["production-database: aws_db_instance.mysql_reader_b", ""],
        ["production-database: aws_db_instance.mysql_writer", "allow_major_version_upgrade false -> true, "],
        ["production-recovery-database: aws_db_instance.mysql_reader", ""],
      ].map(([address, allowed]) => expect.stringContaining(`${address}: ${allowed}engine_version "8.0" -> "8.4"`)),
    );
    const replaced = planned.filter((line) => line.includes(": replaced"));
    expect(replaced.every((line) => /(parameter|option)_group.*replaced, the new one first/.test(line))).toBe(true);
    expect(replaced).toHaveLength(5);
    expectInGuide(
      "database.md",
      planned.filter((line) => /mysql_(writer|options)/.test(line) && line.startsWith("production-database")),
    );
  });
});

describeWithTerraform("the passwords of production's database", () => {
  const dataDir = temporaryFolder();
  let outdir: string;

  beforeAll(async () => {
    ({ outdir } = await apply(dataDir, { proxy: true, cache: {} }));
    await apply(dataDir, { proxy: true, cache: {}, passwordVersion: 2 });
  });

  it("are six before a rotation and six others after it", () => {
    const passwords = passwordsIn(dataDir);
    expect(passwords).toHaveLength(12);
    expect(passwords.every((password) => /^[A-Za-z0-9]{40}$/.test(password))).toBe(true);
  });

  it.each(["HCL", "state", "log", "plan"])("stand in no %s", (kind) => {
    const files = leftBehind(dataDir, outdir)[kind] ?? [];
    expect(files.length).toBeGreaterThan(LAYERS.length - 1);
    const passwords = passwordsIn(dataDir);
    const telling = files.filter(([, text]) => passwords.some((password) => text.includes(password)));
    expect(telling.map(([name]) => name)).toEqual([]);
  });
});

describeWithTerraform("a rotation that fails halfway", () => {
  /** The secrets of the newest object of a type whose attributes, or whose secret itself, hold a text. */
  function secretsOf(dataDir: string, type: string, text: string): string {
    const puts = fs
      .readFileSync(path.join(dataDir, "world.jsonl"), "utf8")
      .split("\n")
      .filter((line) => line.includes(`"type":"${type}"`) && line.includes(text));
    return JSON.stringify(JSON.parse(puts.at(-1) ?? "{}").put?.secrets);
  }

  it("goes on with the password that it stored, so that the user and the secret agree", async () => {
    const dataDir = temporaryFolder();
    await apply(dataDir, {});
    const password = () =>
      /\\"password\\":\\"(\w+)\\"/.exec(
        secretsOf(dataDir, "aws_secretsmanager_secret_version", '\\"username\\":\\"app\\"'),
      )?.[1];
    const userPassword = () => /"password_wo":"(\w+)"/.exec(secretsOf(dataDir, "mysql_user", '"user":"app"'))?.[1];
    const first = password();
    expect(userPassword()).toBe(first);

    const fault = { kind: "fail", address: "mysql_user.app_user" } as const;
    await expect(apply(dataDir, { passwordVersion: 2 }, [fault])).rejects.toThrow("mysql_user.app_user");
    const second = password();
    expect(second).not.toBe(first);
    expect(userPassword()).toBe(first);

    await apply(dataDir, { passwordVersion: 2 });
    expect(password()).toBe(second);
    expect(userPassword()).toBe(second);
  });
});
