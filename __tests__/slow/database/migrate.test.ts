import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describeWithServers } from "../../helpers/mysql-server";
import { temporaryFolder } from "../../helpers/stack";
import { ASSETS, type Database, type Outcome, PASSWORD, startDatabase } from "./database";

jest.setTimeout(120_000);

const versions = fs.readdirSync(path.join(ASSETS, "migrations")).map((name) => name.split("_")[0]);

/** Both clients speak to MySQL 8 and newer; that of MySQL does not speak to MariaDB. */
const clients = ["mariadb", "mysql"].filter((name) => {
  const { stdout } = spawnSync(name, ["--version"], { encoding: "utf8" });
  return stdout && (name === "mariadb" || !stdout.includes("MariaDB"));
});

describeWithServers("migrate.sh", (flavor) => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase(flavor);
  });
  afterAll(() => database?.server.close());

  const applied = async () =>
    (await database.server.exec("SELECT version FROM httpsok.schema_migrations ORDER BY version")).map(
      (row) => row.version,
    );
  const tables = async () =>
    (await database.server.exec("SHOW TABLES FROM httpsok")).map((row) => Object.values(row)[0]);
  const seeded = async () =>
    JSON.stringify(
      await Promise.all(
        ["plans", "issuers", "database_identity"].map((table) =>
          database.server.exec(`SELECT * FROM httpsok.${table} ORDER BY 1`),
        ),
      ),
    );

  describe("on an empty database", () => {
    let first: Outcome;
    beforeAll(async () => {
      first = await database.run("migrate.sh");
    });

    it("waits, migrates, seeds and verifies", async () => {
      expect(first.output.split("\n").filter((line) => /^(migrate|verify):/.test(line))).toEqual([
        `migrate: waiting for localhost:${database.server.port}`,
        "migrate: applying migrations to httpsok",
        "migrate: seeding",
        "verify: structure and data of httpsok",
        "verify: as it should be",
        "migrate: done",
      ]);
      expect(first.status).toBe(0);
      expect(await applied()).toEqual(versions);
    });

    it("changes nothing when it runs again", async () => {
      const before = await seeded();
      const again = await database.run("migrate.sh");
      expect(again.status).toBe(0);
      expect(again.output).not.toContain("Applying");
      expect(await seeded()).toBe(before);
    });

    it("repairs reference data that somebody changed", async () => {
      await database.server.exec("DELETE FROM httpsok.plans; UPDATE httpsok.issuers SET trusted = FALSE");
      expect((await database.run("verify.sh")).status).toBe(1);
      await database.succeed("migrate.sh");
    });

    it.each(flavor === "mysql" ? clients : ["mariadb"])("works with the client of %s", async (client) => {
      await database.succeed("migrate.sh", { DB_CLIENT: client });
    });
  });

  describe("its migrations", () => {
    it("go one down and up again", async () => {
      const before = await tables();
      database.dbmate("rollback");
      expect(await applied()).toEqual(versions.slice(0, -1));
      expect(await tables()).not.toEqual(before);
      await database.succeed("migrate.sh");
      expect(await tables()).toEqual(before);
    });

    it("go down to nothing and up again", async () => {
      for (const _ of versions) database.dbmate("rollback");
      expect(await tables()).toEqual(["schema_migrations"]);
      await database.succeed("migrate.sh");
    });

    it("go on where one was interrupted", async () => {
      await database.server.exec(`DELETE FROM httpsok.schema_migrations WHERE version = '${versions.at(-1)}'`);
      await database.server.exec("DROP TABLE httpsok.checks");
      await database.succeed("migrate.sh");
    });

    it("run once when deploys run at the same time", async () => {
      await database.empty();
      const outcomes = await Promise.all([1, 2, 3].map(() => database.run("migrate.sh")));
      expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0]);
      expect(
        outcomes
          .map(({ output }) => output)
          .join("")
          .match(/Applying/g),
      ).toHaveLength(versions.length);
    });
  });

  describe("refuses", () => {
    it("an environment that it does not know", async () => {
      const { status, output } = await database.run("migrate.sh", { DB_ENVIRONMENT: "'; DROP TABLE plans" });
      expect(status).toBe(1);
      expect(output).toContain("DB_ENVIRONMENT must be");
    });

    it("a server that says it is of another environment, before it changes anything", async () => {
      await database.empty();
      await database.server.exec("SET GLOBAL init_connect = \"SET @environment = 'production'\"");
      const { status, output } = await database.run("migrate.sh");
      await database.server.exec("SET GLOBAL init_connect = \"SET @environment = 'testing'\"");
      expect(output).toContain("the server says SET @environment = 'production', not testing");
      expect(status).toBe(1);
      expect(await tables()).toEqual([]);
      await database.succeed("migrate.sh");
    });

    const refusal = async (env: Record<string, string>) => {
      const { status, output } = await database.run("migrate.sh", { DB_WAIT: "1s", ...env });
      expect(status).not.toBe(0);
      expect(output).toMatch(/certificate/);
      // The client that seeds and verifies must refuse by itself.
      const verified = await database.run("verify.sh", env);
      expect(verified.status).not.toBe(0);
      expect(verified.output).toMatch(/SSL|TLS/);
    };

    it("a server whose certificate another authority signed", async () => {
      const caFile = path.join(temporaryFolder(), "ca.pem");
      fs.copyFileSync(path.join(path.dirname(database.server.caFile), "server.pem"), caFile);
      await refusal({ DB_CA_FILE: caFile });
    });

    it("a server whose certificate is for another name", () => refusal({ DB_HOST: "127.0.0.1" }));

    it("a password that is wrong, without printing it", async () => {
      const { status, output } = await database.run("migrate.sh", { DB_PASSWORD: "not-the-password", DB_WAIT: "1s" });
      expect(status).not.toBe(0);
      expect(output).toMatch(/Access denied/);
      expect(output).not.toContain("not-the-password");
    });
  });

  it("takes the password from a file, and shows it in no argument and no line", async () => {
    const folder = temporaryFolder();
    const passwordFile = path.join(folder, "password");
    const recorded = path.join(folder, "arguments");
    fs.writeFileSync(passwordFile, `${PASSWORD}\n`, { mode: 0o600 });
    for (const program of ["dbmate", "mariadb", "cat", "sed", "od", "tr", "diff", "sort", "mktemp", "mkfifo", "rm"]) {
      const script = `#!/bin/sh\necho "${program} $*" >>${recorded}\nPATH=$REAL_PATH exec ${program} "$@"\n`;
      fs.writeFileSync(path.join(folder, program), script, { mode: 0o755 });
    }
    const { DB_PASSWORD: _, ...env } = database.env;
    const { status, output } = await database.run("migrate.sh", {
      PATH: `${folder}:${env.PATH}`,
      REAL_PATH: env.PATH ?? "",
      DB_CLIENT: "mariadb",
      DB_PASSWORD: "",
      DB_PASSWORD_FILE: passwordFile,
    });
    expect(status).toBe(0);
    const seen = fs.readFileSync(recorded, "utf8");
    expect(seen).toMatch(/^dbmate migrate$/m);
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), "ss:w/o", "70407373"]) {
      expect(seen + output).not.toContain(secret);
    }
  });

  it("stores no private key in clear", async () => {
    const insert = (column: string) =>
      database.server.exec(
        `SET foreign_key_checks = 0; INSERT INTO httpsok.certificates (account_id, issuer_code, ${column})
         VALUES (1, 'letsencrypt', '-----BEGIN EC PRIVATE KEY-----')`,
      );
    await expect(insert("key_envelope")).rejects.toThrow("certificates_key_is_encrypted");
    await expect(insert("chain_pem")).rejects.toThrow("certificates_chain_has_no_key");
    await database.server.exec("SET foreign_key_checks = 1");
  });
});
