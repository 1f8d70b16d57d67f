import { databaseClass } from "aws-facts";
import { App } from "cdktf";
import type { Connection } from "mysql2/promise";
import { parametersOf } from "../../../constructs/database/parameters";
import { loadEnvironments } from "../../../environments";
import { buildEnvironment } from "../../../stacks";
import { describeWithServers, type MysqlServer, startServer } from "../../helpers/mysql-server";
import { temporaryFolder } from "../../helpers/stack";
import { resourcesOf } from "../../helpers/template";

const stacks = buildEnvironment(
  new App({ outdir: temporaryFolder(), stackTraces: false }),
  loadEnvironments().find(({ name }) => name === "production") ?? fail("there is no production"),
);
const schema = stacks.find(({ layer }) => layer === "schema") ?? fail("there is no schema");

function fail(message: string): never {
  throw new Error(message);
}

const PASSWORD = "correct-horse-battery";

describeWithServers("users and rights, as the schema stack asks for them,", (flavor) => {
  let server: MysqlServer;
  const open: Connection[] = [];
  const as = async (user: string, database: string | undefined = "httpsok") => {
    const connection = await server.connect(user, PASSWORD, { database });
    open.push(connection);
    return connection;
  };

  beforeAll(async () => {
    server = await startServer(flavor);
    await server.exec(`CREATE DATABASE httpsok CHARACTER SET utf8mb4 COLLATE ${server.collation}`);
    await server.exec("CREATE TABLE httpsok.certificates (id INT PRIMARY KEY, name VARCHAR(100))");
    await server.exec("CREATE DATABASE other; CREATE TABLE other.secrets (id INT PRIMARY KEY)");
    for (const { user, auth_plugin, tls_option, max_user_connections } of Object.values(
      resourcesOf(schema, "mysql_user"),
    )) {
      // MariaDB has no caching_sha2_password.
      const plugin = flavor === "mysql" ? `WITH ${auth_plugin} ` : "";
      await server.exec(
        `CREATE USER '${user}'@'%' IDENTIFIED ${plugin}BY '${PASSWORD}' REQUIRE ${tls_option} WITH MAX_USER_CONNECTIONS ${max_user_connections}`,
      );
    }
    for (const { user, database, privileges } of Object.values(resourcesOf(schema, "mysql_grant"))) {
      const name = /mysql_user\.(\w+)_user\./.exec(String(user))?.[1];
      const place = database === "*" ? "*" : `\`${database}\``;
      const rights = Array.isArray(privileges) ? privileges.join(", ") : fail("a grant without rights");
      await server.exec(`GRANT ${rights} ON ${place}.* TO '${name}'@'%'`);
    }
  });
  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.end();
  });
  afterAll(() => server.close());

  it.each([
    ["app", "INSERT INTO certificates VALUES (1, 'a')"],
    ["app", "SELECT * FROM certificates FOR UPDATE"],
    [
      "migrate",
      "CREATE TABLE orders (id INT PRIMARY KEY, certificate INT, FOREIGN KEY (certificate) REFERENCES certificates (id))",
    ],
    ["migrate", "ALTER TABLE certificates ADD COLUMN expires DATETIME, ADD INDEX (expires)"],
    ["migrate", "DROP TABLE orders"],
    ["readonly", "SELECT * FROM certificates"],
    ["readonly", "SELECT * FROM performance_schema.events_statements_summary_by_digest LIMIT 1"],
    ["exporter", "SHOW ENGINE INNODB STATUS"],
    ["exporter", "SELECT * FROM performance_schema.events_statements_summary_by_digest LIMIT 1"],
    ["backup", "LOCK TABLES certificates READ"],
    ["backup", flavor === "mysql" ? "FLUSH TABLES WITH READ LOCK" : "FLUSH TABLES"],
  ])("let %s do: %s", async (user, statement) => {
    const connection = await as(user, user === "exporter" ? "" : "httpsok");
    await expect(connection.query(statement)).resolves.toBeDefined();
  });

  it.each([
    ["app", "CREATE TABLE mine (id INT PRIMARY KEY)"],
    ["app", "DROP TABLE certificates"],
    ["app", "SELECT * FROM other.secrets"],
    ["app", "GRANT SELECT ON httpsok.* TO 'readonly'@'%'"],
    ["app", "CREATE USER 'backdoor'@'%'"],
    ["migrate", "SELECT * FROM other.secrets"],
    ["migrate", "CREATE DATABASE mine"],
    ["readonly", "INSERT INTO certificates VALUES (2, 'b')"],
    ["readonly", "SELECT * FROM other.secrets"],
    ["readonly", "SELECT * FROM mysql.user"],
    ["exporter", "SELECT * FROM httpsok.certificates"],
    ["exporter", "SET GLOBAL max_connections = 1"],
    ["backup", "DELETE FROM certificates"],
    ["backup", "SELECT * FROM other.secrets"],
  ])("refuse %s: %s", async (user, statement) => {
    const connection = await as(user, user === "exporter" ? "" : "httpsok");
    await expect(connection.query(statement)).rejects.toThrow(/denied|not allowed|need \(at least one of\)/i);
  });

  it("let nobody in without TLS", async () => {
    const plain = server.connect("app", PASSWORD, { ssl: undefined });
    await expect(plain).rejects.toThrow(/denied|secure/i);
  });

  it("let nobody take more connections than was planned for", async () => {
    const exporters = await Promise.all([1, 2, 3].map(() => as("exporter", "")));
    expect(exporters).toHaveLength(3);
    await expect(as("exporter", "")).rejects.toThrow(/max_user_connections/);
  });
});

describeWithServers("the parameters of the server,", (flavor) => {
  const machine = databaseClass("db.t4g.medium") ?? fail("no such class");
  const parameters = parametersOf(machine, "reader", "testing")
    // A formula of RDS, and a collation and names that MariaDB does not have.
    .filter(({ name }) => name !== "innodb_buffer_pool_size")
    .filter(({ name }) => flavor === "mysql" || !/gtid|replica_parallel|redo_log_capacity|collation/.test(name));

  it("start a server that says the same of them", async () => {
    const options = parameters.map(({ name, value }) => `--${name.replaceAll("_", "-")}=${value}`);
    const server = await startServer(flavor, ...options);
    try {
      const told = new Map(
        (await server.exec("SHOW GLOBAL VARIABLES")).map(({ Variable_name, Value }) => [Variable_name, Value]),
      );
      const normal = (value: unknown) => ({ ON: "1", OFF: "0" })[String(value)] ?? String(value).replace(/\.0+$/, "");
      const asked = parameters.map(({ name, value }) => [name, normal(value)]);
      expect(asked.map(([name = ""]) => [name, normal(told.get(name.replaceAll("-", "_")))])).toEqual(asked);
    } finally {
      await server.close();
    }
  });
});
