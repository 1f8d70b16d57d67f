import fs from "node:fs";
import path from "node:path";
import type { RowDataPacket } from "mysql2/promise";
import { describeWithServers } from "../../helpers/mysql-server";
import { ASSETS, type Database, MASK_KEY, PASSWORD, startDatabase } from "./database";

jest.setTimeout(120_000);

/** Words that are in every name, address and free text of the sample. */
const TRACES = /customer|shop\d|web\d|example\.(com|org|net)|198\.51\.100\.|203\.0\.113\.|\+1555|argon2|sample|laptop/i;

describeWithServers("mask.sh", (flavor) => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase(flavor);
  });
  afterAll(() => database?.server.close());

  /** What a copy of production is when it arrives: full, and saying whose it is. */
  const loadCopy = async (name = "httpsok") => {
    await database.empty(name);
    for (const script of ["migrate.sh", "load-sample.sh"]) {
      await database.succeed(script, { DB_NAME: name });
    }
    await database.server.exec(`UPDATE ${name}.database_identity SET environment = 'production'`);
  };
  const mask = (env: Record<string, string> = {}) => database.run("mask.sh", { DB_MASK_KEY: MASK_KEY, ...env });
  const masked = (env: Record<string, string> = {}) => database.succeed("mask.sh", { DB_MASK_KEY: MASK_KEY, ...env });
  const rows = (sql: string) => database.server.exec(`USE httpsok; ${sql}`);
  const text = (value: unknown) =>
    Buffer.isBuffer(value) ? value.toString("hex") : typeof value === "object" ? JSON.stringify(value) : String(value);

  /** All values of the columns that match, as text. */
  const values = async (where: string, name = "httpsok"): Promise<Set<string>> => {
    const columns = await rows(
      `SELECT table_name AS t, column_name AS c FROM information_schema.columns
       WHERE table_schema = '${name}' AND table_name NOT IN ('plans', 'issuers', 'schema_migrations') AND ${where}`,
    );
    const all = new Set<string>();
    for (const { t, c } of columns) {
      for (const row of await rows(`SELECT DISTINCT ${c} AS v FROM ${name}.${t} WHERE ${c} IS NOT NULL`)) {
        all.add(text(row.v));
      }
    }
    return all;
  };
  const sensitive = "column_comment IN ('personal', 'secret')";
  const sizes = async () => {
    const tables = (await rows("SHOW TABLES")).map((row) => String(Object.values(row)[0]));
    const counted = tables.map((table) => `SELECT '${table}' AS t, COUNT(*) AS n FROM ${table}`);
    return rows(counted.join(" UNION ALL "));
  };
  const joined = () => rows("SELECT COUNT(*) AS n FROM monitors JOIN domains ON domains.name = monitors.host");
  const states = () => rows("SELECT id, account_id, issuer_code, status, expires_at FROM certificates ORDER BY id");
  const orphans = async () => {
    const keys = await rows(
      `SELECT table_name AS t, column_name AS c, referenced_table_name AS r, referenced_column_name AS rc
       FROM information_schema.key_column_usage WHERE table_schema = 'httpsok' AND referenced_table_name IS NOT NULL`,
    );
    expect(keys.length).toBeGreaterThan(10);
    const found = await Promise.all(
      keys.map(({ t, c, r, rc }) =>
        rows(`SELECT COUNT(*) AS n FROM ${t} LEFT JOIN ${r} AS r ON r.${rc} = ${t}.${c}
              WHERE ${t}.${c} IS NOT NULL AND r.${rc} IS NULL`),
      ),
    );
    return found.reduce((sum, [row]) => sum + Number(row?.n), 0);
  };

  describe("on a copy of production", () => {
    let before: { values: Set<string>; sizes: RowDataPacket[]; joined: RowDataPacket[]; states: RowDataPacket[] };
    beforeAll(async () => {
      await loadCopy();
      before = {
        values: await values(sensitive),
        sizes: await sizes(),
        joined: await joined(),
        states: await states(),
      };
      expect(before.values.size).toBeGreaterThan(15_000);
      expect([...before.values].filter((value) => TRACES.test(value)).length).toBeGreaterThan(8_000);
      expect(Number(before.joined[0]?.n)).toBeGreaterThan(100);
    });

    it("has to run before the copy passes for data of this environment", async () => {
      const { status, output } = await database.run("migrate.sh");
      expect(status).toBe(1);
      expect(output).toContain("the data belongs to production, not to testing");
      await masked();
      await database.succeed("migrate.sh");
    });

    it("leaves no value of a personal or secret column anywhere", async () => {
      const left = [...(await values("1 = 1"))];
      expect(left.length).toBeGreaterThan(10_000);
      expect(left.filter((value) => before.values.has(value))).toEqual([]);
    });

    it("leaves no trace of a name, an address, a number or a key in any text", async () => {
      expect([...(await values("1 = 1"))].filter((value) => TRACES.test(value))).toEqual([]);
    });

    it("keeps every row, id, state and time", async () => {
      expect(await sizes()).toEqual(before.sizes);
      expect(await states()).toEqual(before.states);
    });

    it("keeps foreign keys, and what was joined by name", async () => {
      expect(await orphans()).toBe(0);
      expect(await joined()).toEqual(before.joined);
    });

    it("leaves nothing waiting that would act on customers' servers", async () => {
      const [row] = await rows(
        `SELECT (SELECT COUNT(*) FROM jobs WHERE status IN ('queued', 'running'))
          + (SELECT COUNT(*) FROM monitors WHERE enabled)
          + (SELECT COUNT(*) FROM deployments WHERE status IN ('waiting', 'running')) AS n`,
      );
      expect(Number(row?.n)).toBe(0);
    });

    it("masks a copy that does not say where it comes from", async () => {
      await loadCopy("httpsok_unknown");
      await rows("DELETE FROM httpsok_unknown.database_identity");
      await masked({ DB_NAME: "httpsok_unknown" });
      const left = [...(await values("1 = 1", "httpsok_unknown"))];
      expect(left.filter((value) => TRACES.test(value))).toEqual([]);
      await database.succeed("verify.sh", { DB_NAME: "httpsok_unknown" });
    });

    it("gives the same pseudonyms for the same key, and others for another", async () => {
      const pseudonyms = async (name: string) => {
        const [row] = await rows(
          `SELECT SHA2(GROUP_CONCAT(DISTINCT email ORDER BY email), 256) AS digest FROM ${name}.accounts`,
        );
        return row?.digest;
      };
      await rows("SET group_concat_max_len = 1000000");
      for (const [name, key] of Object.entries({ httpsok_same: MASK_KEY, httpsok_other: `${MASK_KEY}2` })) {
        await loadCopy(name);
        await masked({ DB_NAME: name, DB_MASK_KEY: key });
      }
      expect(await pseudonyms("httpsok_same")).toBe(await pseudonyms("httpsok"));
      expect(await pseudonyms("httpsok_other")).not.toBe(await pseudonyms("httpsok"));
    });
  });

  describe("refuses, and changes nothing", () => {
    const contents = async () =>
      JSON.stringify(await Promise.all([values(sensitive), sizes()]).then(([v, s]) => [[...v], s]));
    let before: string;
    beforeAll(async () => {
      await loadCopy();
      before = await contents();
    });
    afterEach(async () => {
      await database.server.exec("SET GLOBAL init_connect = \"SET @environment = 'testing'\"");
      await rows("DELETE FROM audit_events WHERE actor = 'somebody'");
      expect(await contents()).toBe(before);
    });
    const refusal = async (env: Record<string, string>, message: string) => {
      const { status, output } = await mask(env);
      expect(output).toContain(message);
      expect(status).not.toBe(0);
    };

    it("when it is told that this is production", () =>
      refusal({ DB_ENVIRONMENT: "production" }, "@permit must be development, testing or staging"));

    it("when it is told testing, but the server says production", async () => {
      await database.server.exec("SET GLOBAL init_connect = \"SET @environment = 'production'\"");
      await refusal({}, "init_connect of this server does not say @permit");
    });

    it("when the server says nothing", async () => {
      await database.server.exec("SET GLOBAL init_connect = ''");
      await refusal({}, "init_connect of this server does not say @permit");
    });

    it("when the service is at work", async () => {
      await rows("INSERT INTO audit_events (actor, action, created_at) VALUES ('somebody', 'login', UTC_TIMESTAMP())");
      await refusal({}, "the service wrote in the last 10 minutes");
    });

    it("when the key could be guessed", () => refusal({ DB_MASK_KEY: "short" }, "@mask_key must have 32 characters"));

    it("when the data was masked already", async () => {
      await rows("UPDATE database_identity SET environment = 'testing'");
      await refusal({}, "the data belongs to this environment already");
      await rows("UPDATE database_identity SET environment = 'production'");
    });

    it("when the guard is left out", async () => {
      const connection = await database.server.connect("migrate", PASSWORD, {
        database: "httpsok",
        multipleStatements: true,
      });
      const script = fs.readFileSync(path.join(ASSETS, "mask.sql"), "utf8");
      await connection.query(`SET @mask_key = '${MASK_KEY}'`);
      await expect(connection.query(script)).rejects.toThrow("permit' doesn't exist");
      await connection.end();
    });

    it("even by a client that goes on after every error", async () => {
      await database.server.exec("SET GLOBAL init_connect = \"SET @environment = 'production'\"");
      const connection = await database.server.connect("migrate", PASSWORD, { database: "httpsok" });
      await connection.query(`SET @permit = 'testing', @mask_key = '${MASK_KEY}'`);
      const scripts = ["guard.sql", "mask.sql"].map((name) => fs.readFileSync(path.join(ASSETS, name), "utf8"));
      const outcomes = [];
      for (const statement of scripts
        .join("\n")
        .replace(/^\s*--.*$/gm, "")
        .split(/;\s*$/m)
        .filter((part) => part.trim())) {
        outcomes.push(await connection.query(statement).then(() => "", String));
      }
      await connection.end();
      expect(outcomes.filter(Boolean)).toEqual([expect.stringContaining("init_connect of this server does not say")]);
    });

    it("like load-sample.sh, which would delete what customers have", async () => {
      await database.server.exec("SET GLOBAL init_connect = \"SET @environment = 'production'\"");
      const { status, output } = await database.run("load-sample.sh");
      expect(output).toContain("init_connect of this server does not say @permit");
      expect(status).not.toBe(0);
    });

    it("like migrate.sh, which adopts no data of unknown origin", async () => {
      await rows("DELETE FROM database_identity");
      const { status, output } = await database.run("migrate.sh");
      expect(output).toContain("the data belongs to no environment, not to testing");
      expect(status).toBe(1);
      await rows("INSERT INTO database_identity (id, environment) VALUES (1, 'production')");
    });

    it("like load-sample.sh on a copy that is not masked", async () => {
      const { status, output } = await database.run("load-sample.sh");
      expect(output).toContain("the data belongs to another environment");
      expect(status).not.toBe(0);
    });
  });
});
