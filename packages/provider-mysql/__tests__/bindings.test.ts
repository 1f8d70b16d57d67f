import { DataMysqlDatabases } from "@cdktf/provider-mysql/lib/data-mysql-databases";
import { Database } from "@cdktf/provider-mysql/lib/database";
import { Grant } from "@cdktf/provider-mysql/lib/grant";
import { MysqlProvider } from "@cdktf/provider-mysql/lib/provider";
import { User } from "@cdktf/provider-mysql/lib/user";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";

function synthesize(build: (stack: TerraformStack) => void): unknown {
  const stack = new TerraformStack(Testing.app(), "test");
  build(stack);
  return JSON.parse(Testing.synth(stack), (key, value) => (key === "//" ? undefined : value));
}

describe("a stack with a database and its user", () => {
  it("synthesizes to the provider, its exact version and the resources", () => {
    const json = synthesize((stack) => {
      new MysqlProvider(stack, "mysql", {
        endpoint: "db.internal:3306",
        username: "admin",
        tls: "true",
        awsConfig: [{ region: "ap-southeast-1", awsRdsIamAuth: true }],
      });
      const database = new Database(stack, "database", { name: "app", defaultCollation: "utf8mb4_0900_ai_ci" });
      const user = new User(stack, "user", {
        user: "app",
        host: "%",
        passwordWo: "secret",
        passwordWoVersion: 1,
        tlsOption: "SSL",
        aadIdentity: { identity: "app" },
      });
      new Grant(stack, "grant", {
        user: user.user,
        host: user.host,
        database: database.name,
        privileges: ["SELECT", "INSERT"],
      });
      const found = new DataMysqlDatabases(stack, "found", { pattern: "app%" });
      new TerraformOutput(stack, "names", { value: found.databases });
    });
    expect(json).toEqual({
      terraform: { required_providers: { mysql: { source: "petoju/mysql", version: "3.0.94" } } },
      provider: {
        mysql: [
          {
            endpoint: "db.internal:3306",
            username: "admin",
            tls: "true",
            aws_config: [{ region: "ap-southeast-1", aws_rds_iam_auth: true }],
          },
        ],
      },
      resource: {
        mysql_database: { database: { name: "app", default_collation: "utf8mb4_0900_ai_ci" } },
        mysql_user: {
          user: {
            user: "app",
            host: "%",
            password_wo: "secret",
            password_wo_version: 1,
            tls_option: "SSL",
            aad_identity: { identity: "app" },
          },
        },
        mysql_grant: {
          grant: {
            user: "${mysql_user.user.user}",
            host: "${mysql_user.user.host}",
            database: "${mysql_database.database.name}",
            privileges: ["SELECT", "INSERT"],
          },
        },
      },
      data: { mysql_databases: { found: { pattern: "app%" } } },
      output: { names: { value: "${data.mysql_databases.found.databases}" } },
    });
  });
});
