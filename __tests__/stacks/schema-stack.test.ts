import { databaseClass } from "aws-facts";
import { App } from "cdktf";
import { memoryPlan } from "mysql-plan";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { temporaryFolder } from "../helpers/stack";
import { resourcesOf } from "../helpers/template";

function schema(database: EnvironmentInput["database"] = {}) {
  const [environment] = resolveEnvironments(organization, [{ ...production, database }]) as [Environment];
  const stacks = buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment);
  const stack = stacks.find(({ layer }) => layer === "schema");
  if (!stack) throw new Error("there is no schema");
  return stack;
}

const stack = schema();
const users = resourcesOf(stack, "mysql_user");
const grants = Object.values(resourcesOf(stack, "mysql_grant"));
const NAMES = ["app", "migrate", "readonly", "exporter", "backup"];

/** What a user may do, as "<place>: <right>". */
const rightsOf = (name: string) =>
  grants
    .filter(({ user }) => String(user).includes(`.${name}_user.`))
    .flatMap(({ database, privileges }) =>
      (Array.isArray(privileges) ? privileges : []).map((right) => `${database}: ${right}`),
    );

describe("the users of the database", () => {
  it("are five, each with a secret", () => {
    expect(Object.values(users).map(({ user }) => user)).toEqual(NAMES);
    expect(Object.keys(resourcesOf(stack, "aws_secretsmanager_secret"))).toEqual(NAMES);
  });

  it("come over TLS, with a password that no state holds", () => {
    for (const user of Object.values(users)) {
      expect(user).toMatchObject({ tls_option: "SSL", auth_plugin: "caching_sha2_password", password_wo_version: 1 });
      expect(user.password_wo).toContain("ephemeral.aws_secretsmanager_secret_version");
      expect(user.plaintext_password ?? user.password).toBeUndefined();
    }
  });

  it("keep their old password for a while when it is rotated", () => {
    expect(Object.values(users).every(({ retain_old_password }) => retain_old_password === true)).toBe(true);
  });

  it("cannot take more connections together than the server has", () => {
    const limits = Object.values(users).map(({ max_user_connections }) => Number(max_user_connections));
    const server = memoryPlan(databaseClass("db.m7g.4xlarge")?.memoryGib ?? 0).maxConnections;
    expect(limits).toEqual([562, 5, 20, 3, 4]);
    expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeLessThan(server);
  });
});

describe("their rights", () => {
  it("are never all, never to be handed on", () => {
    for (const grant of grants) {
      expect(grant.privileges).not.toContain("ALL PRIVILEGES");
      expect(grant.privileges).not.toContain("SUPER");
      expect(grant.grant).toBeUndefined();
    }
  });

  it("of the application are on rows, and only on its own", () => {
    expect(rightsOf("app")).toEqual(
      ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE"].map((right) => `httpsok: ${right}`),
    );
  });

  it("of migrations are on structure as well, and nowhere else", () => {
    expect(rightsOf("migrate")).toEqual(expect.arrayContaining(["httpsok: CREATE", "httpsok: ALTER", "httpsok: DROP"]));
    expect(rightsOf("migrate").every((right) => right.startsWith("httpsok: "))).toBe(true);
  });

  it.each(["readonly", "exporter", "backup"])("of %s change nothing", (name) => {
    const changing = /: (INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|INDEX|REFERENCES|EXECUTE)/;
    expect(rightsOf(name).length).toBeGreaterThan(1);
    expect(rightsOf(name).filter((right) => changing.test(right))).toEqual([]);
  });

  it("of the exporter read no row of the application", () => {
    expect(rightsOf("exporter").filter((right) => right.includes("SELECT"))).toEqual(["performance_schema: SELECT"]);
  });
});

describe("the way in", () => {
  it("verifies the certificate of the server", () => {
    const [provider] = stack.toTerraform().provider.mysql;
    expect(JSON.stringify(provider.custom_tls)).toContain("var.rds_ca_bundle");
    expect(provider.password).toContain("ephemeral.aws_secretsmanager_secret_version.master");
  });

  it("may be a proxy for the application and readers, which their clients reach by the group that they have", () => {
    const withProxy = schema({ proxy: true });
    const [proxy] = Object.values(resourcesOf(withProxy, "aws_db_proxy"));
    expect(proxy).toMatchObject({ engine_family: "MYSQL", require_tls: true });
    expect(proxy?.auth).toHaveLength(2);
    expect(Object.keys(resourcesOf(withProxy, "aws_vpc_security_group_ingress_rule"))).toEqual([
      "proxy_server_from_clients_3306",
    ]);
  });

  it("leaves the binary log on the server long enough to be streamed elsewhere", () => {
    expect(resourcesOf(stack, "mysql_rds_config").binlog).toEqual({ binlog_retention_hours: 72 });
    expect(resourcesOf(schema({ backups: { binlogRetentionHours: 0 } }), "mysql_rds_config")).toEqual({});
  });
});
