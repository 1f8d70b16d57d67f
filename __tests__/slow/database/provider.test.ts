import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { committedSchemas } from "provider-schemas";
import { simulate, startProviderServer } from "provider-simulator";
import { type EnvironmentInput, resolveEnvironments } from "../../../environments";
import { organization } from "../../../environments/organization";
import { production } from "../../../environments/production";
import { synthesize } from "../../../stacks/synthesize";
import { type MysqlServer, startServer } from "../../helpers/mysql-server";
import { temporaryFolder } from "../../helpers/stack";

/**
 * The folder with a built terraform-provider-mysql. CI has none: its source is not among the modules that Go offers.
 *   git clone --branch 3.0.94 https://github.com/petoju/terraform-provider-mysql && go build -o <folder>/ .
 */
const PROVIDER = process.env.MYSQL_PROVIDER;
const describeWithProvider = PROVIDER ? describe : describe.skip;

const ADMINISTRATOR = { user: "administrator", password: "only-in-this-test" };

/** The schema of production on a real server by the real provider; only AWS is simulated. */
describeWithProvider("the schema stack, with the real provider", () => {
  const folder = temporaryFolder();
  let server: MysqlServer;

  /** What RDS has and MySQL has not. */
  const RDS_PROCEDURES = `
    CREATE TABLE mysql.rds_configuration (name VARCHAR(60) PRIMARY KEY, value VARCHAR(60), description VARCHAR(100));
    CREATE PROCEDURE mysql.rds_set_configuration (IN setting VARCHAR(60), IN number INT)
      REPLACE INTO mysql.rds_configuration VALUES (setting, number, '');
    CREATE PROCEDURE mysql.rds_show_configuration () SELECT * FROM mysql.rds_configuration;`;

  beforeAll(async () => {
    server = await startServer("mysql");
    const { user, password } = ADMINISTRATOR;
    await server.exec(`CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`);
    await server.exec(`GRANT ALL PRIVILEGES ON *.* TO '${user}'@'%' WITH GRANT OPTION`);
    await server.exec(RDS_PROCEDURES);
  });
  afterAll(() => server.close());

  /** Applies the schema of production, with everything before it simulated. @returns what a second plan would change */
  async function apply(database: NonNullable<EnvironmentInput["database"]>): Promise<string> {
    const outdir = path.join(fs.mkdtempSync(path.join(folder, "out-")), "cdktf.out");
    synthesize(resolveEnvironments(organization, [{ ...production, database }]), { outdir });
    const stacks = ["network", "recovery-network", "database"].map((layer) => `production-${layer}`);
    await simulate({ output: outdir, stacks, dataDir: folder, schemas: committedSchemas(), action: "apply" });

    const stack = path.join(folder, "schema");
    fs.cpSync(path.join(outdir, "stacks", "production-schema"), stack, { recursive: true });
    fs.writeFileSync(path.join(stack, "test_override.tf"), override());
    // A provider that is overridden cannot be initialized, and a backend must be.
    const settings = path.join(stack, "terraform.tf");
    fs.writeFileSync(settings, fs.readFileSync(settings, "utf8").replace(/backend "s3" {[^}]*}/, ""));
    const providers = await startProviderServer({
      schemas: committedSchemas(),
      worldFile: path.join(folder, "world.jsonl"),
      socketDir: folder,
    });
    const { "registry.terraform.io/petoju/mysql": _real, ...simulated } = JSON.parse(providers.reattach);
    fs.writeFileSync(
      path.join(folder, "terraform.rc"),
      `provider_installation {\n  dev_overrides {\n    "petoju/mysql" = "${PROVIDER}"\n  }\n}\n`,
    );
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: path.join(folder, "terraform.rc"),
      TF_REATTACH_PROVIDERS: JSON.stringify(simulated),
    };
    const terraform = async (...args: readonly string[]) =>
      (await promisify(execFile)("terraform", args, { cwd: stack, env })).stdout;
    try {
      await terraform("apply", "-auto-approve", "-input=false", "-no-color");
      return await terraform("plan", "-input=false", "-no-color");
    } finally {
      await providers.close();
    }
  }

  const override = () => `
provider "mysql" {
  endpoint = "localhost:${server.port}"
  username = "${ADMINISTRATOR.user}"
  password = "${ADMINISTRATOR.password}"

  custom_tls {
    ca_cert = "${server.caFile}"
  }
}

data "terraform_remote_state" "database" {
  backend = "local"

  config = {
    path = "${path.join(folder, "states", "production-database.tfstate")}"
  }
}
`;

  /** The password that the simulated Secrets Manager holds for a user. */
  function passwordOf(user: string): string {
    const world = fs.readFileSync(path.join(folder, "world.jsonl"), "utf8");
    const found = [...world.matchAll(/\\"password\\":\\"(\w+)\\",\\"username\\":\\"(\w+)\\"/g)];
    return found.filter(([, , owner]) => owner === user).at(-1)?.[1] ?? "";
  }

  it("creates users, rights and settings once, and then has nothing to change", async () => {
    expect(await apply({})).toContain("No changes.");
    const users = await server.exec("SELECT user, ssl_type, max_user_connections FROM mysql.user WHERE host = '%'");
    expect(users.map((row) => `${row.user} ${row.ssl_type} ${row.max_user_connections}`).sort()).toEqual([
      "administrator  0",
      "app ANY 562",
      "backup ANY 4",
      "exporter ANY 3",
      "migrate ANY 5",
      "readonly ANY 20",
    ]);
    expect(
      await server.exec(
        "SELECT default_collation_name AS name FROM information_schema.schemata WHERE schema_name = 'httpsok'",
      ),
    ).toEqual([{ name: "utf8mb4_0900_ai_ci" }]);
    expect(
      await server.exec("SELECT value FROM mysql.rds_configuration WHERE name = 'binlog retention hours'"),
    ).toEqual([{ value: "72" }]);
  });

  it("lets users in with the passwords of their secrets, and with the former ones after a rotation", async () => {
    const before = passwordOf("app");
    await (await server.connect("app", before, { database: "httpsok" })).end();

    expect(await apply({ passwordVersion: 2 })).toContain("No changes.");
    const after = passwordOf("app");
    expect(after).not.toBe(before);
    await (await server.connect("app", after, { database: "httpsok" })).end();
    await (await server.connect("app", before, { database: "httpsok" })).end();
  });
});
