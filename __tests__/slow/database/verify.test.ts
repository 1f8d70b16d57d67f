import { describeWithServers } from "../../helpers/mysql-server";
import { type Database, startDatabase } from "./database";

jest.setTimeout(120_000);

/** What is done to a good database, what verify.sh says of it, and how it becomes good again. */
const DAMAGE: ReadonlyArray<readonly [damage: string, message: string, repair: string]> = [
  [
    "DROP INDEX jobs_due ON jobs",
    "-key jobs.jobs_due (status,run_at)",
    "CREATE INDEX jobs_due ON jobs (status, run_at)",
  ],
  [
    "CREATE INDEX by_hand ON jobs (attempts)",
    "+key jobs.by_hand (attempts)", //
    "DROP INDEX by_hand ON jobs",
  ],
  [
    "ALTER TABLE plans MODIFY name VARCHAR(60) NOT NULL COMMENT 'plain'",
    "-column plans.name varchar(64) not null",
    "ALTER TABLE plans MODIFY name VARCHAR(64) NOT NULL COMMENT 'plain'",
  ],
  [
    "ALTER TABLE plans MODIFY name VARCHAR(64) NOT NULL",
    "column plans.name does not say whether it is plain, personal or secret",
    "ALTER TABLE plans MODIFY name VARCHAR(64) NOT NULL COMMENT 'plain'",
  ],
  [
    "ALTER TABLE database_identity ENGINE = MyISAM",
    "-table database_identity InnoDB",
    "ALTER TABLE database_identity ENGINE = InnoDB",
  ],
  [
    "ALTER TABLE targets DROP FOREIGN KEY targets_account_fk",
    "-foreign key targets.targets_account_fk (account_id) to accounts (id) on delete restrict",
    "ALTER TABLE targets ADD CONSTRAINT targets_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)",
  ],
  [
    "ALTER TABLE plans MODIFY name VARCHAR(64) CHARACTER SET latin1 NOT NULL COMMENT 'plain'",
    "column plans.name has collation latin1_swedish_ci",
    "ALTER TABLE plans MODIFY name VARCHAR(64) NOT NULL COMMENT 'plain'",
  ],
  [
    "ALTER DATABASE httpsok COLLATE utf8mb4_bin",
    "the database has collation utf8mb4_bin",
    "ALTER DATABASE httpsok COLLATE $COLLATION",
  ],
  [
    "DELETE FROM plans WHERE code = 'team'",
    "plan team is missing",
    "INSERT INTO plans VALUES ('team', 'Team', 100, 100)",
  ],
  [
    "DELETE FROM issuers WHERE code = 'google'",
    "issuer google is missing",
    "INSERT INTO issuers VALUES ('google', 'Google Trust Services', 'https://dv.acme-v02.api.pki.goog/directory', TRUE)",
  ],
  [
    "UPDATE database_identity SET environment = 'production'",
    "the data belongs to production, not to testing",
    "UPDATE database_identity SET environment = 'testing'",
  ],
  [
    "DELETE FROM database_identity",
    "the data belongs to no environment, not to testing",
    "INSERT INTO database_identity (id, environment) VALUES (1, 'testing')",
  ],
  [
    "DELETE FROM schema_migrations WHERE version = '20261120092000'",
    "< 20261120092000",
    "INSERT INTO schema_migrations (version) VALUES ('20261120092000')",
  ],
  [
    "INSERT INTO schema_migrations (version) VALUES ('20990101000000')",
    "> 20990101000000",
    "DELETE FROM schema_migrations WHERE version = '20990101000000'",
  ],
  [
    "SET GLOBAL init_connect = \"SET @environment = 'production'\"",
    "the server says SET @environment = 'production', not testing",
    "SET GLOBAL init_connect = \"SET @environment = 'testing'\"",
  ],
];

describeWithServers("verify.sh", (flavor) => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase(flavor);
    await database.succeed("migrate.sh");
  });
  afterAll(() => database?.server.close());

  const execute = (sql: string) =>
    database.server.exec(`USE httpsok; ${sql.replace("$COLLATION", database.server.collation)}`);

  it.each(DAMAGE)("fails after %s, and passes when it is repaired", async (damage, message, repair) => {
    await execute(damage);
    const { status, output } = await database.run("verify.sh");
    expect(output).toContain(message);
    expect(status).toBe(1);
    await execute(repair);
    await database.succeed("verify.sh");
  });

  // MariaDB hides foreign keys and checks from those who may not change the table.
  if (flavor === "mysql") {
    it("passes for a user who may only read", async () => {
      await execute("CREATE USER reader@'%' IDENTIFIED BY 'reading' REQUIRE SSL");
      await execute("GRANT SELECT ON httpsok.* TO reader@'%'");
      await database.succeed("verify.sh", { DB_USER: "reader", DB_PASSWORD: "reading" });
    });
  }
});
