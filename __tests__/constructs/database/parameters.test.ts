import { databaseClass, type InstanceType } from "aws-facts";
import { memoryPlan } from "mysql-plan";
import { parametersOf, type Role } from "../../../constructs/database/parameters";

function machine(name: string): InstanceType {
  const known = databaseClass(name);
  if (!known) throw new Error(`${name} is no class`);
  return known;
}

const valuesOf = (name: string, role: Role) =>
  Object.fromEntries(
    parametersOf(machine(name), role, "testing").map(({ name: parameter, value }) => [parameter, value]),
  );

describe("the parameters of MySQL", () => {
  it("say why each of them is set, and where that stands", () => {
    for (const { name, reason, source } of parametersOf(machine("db.m7g.4xlarge"), "reader", "testing")) {
      expect([name, reason.length > 20, source]).toEqual([
        name,
        true,
        expect.stringMatching(/^https:\/\/(dev\.mysql\.com|docs\.aws\.amazon\.com)\//),
      ]);
    }
  });

  it("are named once each", () => {
    const names = parametersOf(machine("db.m7g.4xlarge"), "reader", "testing").map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("serve as many connections as environments are checked against", () => {
    for (const name of ["db.t4g.medium", "db.m7g.large", "db.r8g.16xlarge"]) {
      expect(valuesOf(name, "writer").max_connections).toBe(String(memoryPlan(machine(name).memoryGib).maxConnections));
    }
  });

  it("follow the memory of the machine", () => {
    expect(valuesOf("db.t4g.medium", "writer")).toMatchObject({
      innodb_buffer_pool_size: "{DBInstanceClassMemory*5/10}",
      innodb_redo_log_capacity: String(2 ** 30),
      max_connections: "128",
    });
    expect(valuesOf("db.m7g.4xlarge", "writer")).toMatchObject({
      innodb_buffer_pool_size: "{DBInstanceClassMemory*7/10}",
      innodb_redo_log_capacity: String(4 * 2 ** 30),
      max_connections: "1595",
    });
  });

  it("lose nothing that was committed, let no one in without TLS, and lock no probe out, in either role", () => {
    for (const role of ["writer", "reader"] as const) {
      expect(valuesOf("db.m7g.large", role)).toMatchObject({
        innodb_flush_log_at_trx_commit: "1",
        sync_binlog: "1",
        binlog_format: "ROW",
        "gtid-mode": "ON",
        enforce_gtid_consistency: "ON",
        require_secure_transport: "1",
        skip_name_resolve: "1",
        character_set_server: "utf8mb4",
        collation_server: "utf8mb4_0900_ai_ci",
      });
    }
  });

  it("tell whose data the server holds", () => {
    expect(valuesOf("db.m7g.large", "writer").init_connect).toBe("SET @environment = 'testing'");
  });

  it("let a reader follow with half of its machine", () => {
    expect(valuesOf("db.m7g.4xlarge", "reader").replica_parallel_workers).toBe("8");
    expect(valuesOf("db.t4g.medium", "reader").replica_parallel_workers).toBe("2");
    expect(valuesOf("db.m7g.4xlarge", "writer").replica_parallel_workers).toBeUndefined();
  });
});
