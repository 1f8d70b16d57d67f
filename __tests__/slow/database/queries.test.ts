import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describeWithServers } from "../../helpers/mysql-server";
import { ASSETS, type Database, startDatabase } from "./database";

jest.setTimeout(120_000);

const text = fs.readFileSync(path.join(ASSETS, "queries.sql"), "utf8");
const queries = [...text.matchAll(/-- name: (.+)\n-- uses: (.+)\n-- values: (.+)\n([^;]+);/g)].map(
  ([, name = "", uses = "", values = "", sql = ""]) => ({
    name,
    uses: uses.split(", "),
    values: (JSON.parse(values) as (string | number)[]).map(bound),
    sql,
  }),
);

function bound(value: string | number): string | number | Buffer {
  if (value === "now") return new Date().toISOString().slice(0, 19).replace("T", " ");
  const hashed = /^sha256 of (.*)/.exec(String(value))?.[1];
  return hashed ? createHash("sha256").update(hashed).digest() : value;
}

/** How a table is read when an index leads to the rows: https://dev.mysql.com/doc/refman/8.4/en/explain-output.html */
const BY_INDEX = ["const", "eq_ref", "ref", "range"];

describeWithServers("the queries of the service", (flavor) => {
  let database: Database;
  const rows = (sql: string) => database.server.exec(sql);

  beforeAll(async () => {
    database = await startDatabase(flavor, "--slow-query-log=ON", "--long-query-time=0");
    for (const script of ["migrate.sh", "load-sample.sh"]) {
      await database.succeed(script);
    }
    // MySQL draws a tree unless it is told otherwise; MariaDB knows nothing else than a table.
    await rows(`USE httpsok; ${flavor === "mysql" ? "SET explain_format = 'TRADITIONAL'" : ""}`);
    const tables = (await rows("SHOW TABLES")).map((row) => Object.values(row)[0]);
    await rows(`ANALYZE TABLE ${tables.join(", ")}`);
  });
  afterAll(() => database?.server.close());

  it("are all read from queries.sql", () => {
    expect(queries).toHaveLength(text.match(/^-- name:/gm)?.length ?? 0);
    expect(queries.length).toBeGreaterThan(20);
  });

  it.each(queries)("$name uses $uses and reads no whole table", async ({ sql, values, uses }) => {
    const plan = await rows(database.server.root.format(`EXPLAIN ${sql}`, values));
    expect(plan.filter(({ type }) => !BY_INDEX.includes(type))).toEqual([]);
    expect(plan.map(({ table, key }) => `${table}.${key}`).sort()).toEqual([...uses].sort());
  });

  it("sort nothing that the index has in order", async () => {
    const sorted = [];
    for (const { name, sql, values } of queries) {
      const plan = await rows(database.server.root.format(`EXPLAIN ${sql}`, values));
      if (plan.some(({ Extra }) => /filesort|temporary/i.test(Extra ?? ""))) sorted.push(name);
    }
    expect(sorted).toEqual([]);
  });

  it("are the reason for every index that is not there to keep something unique", async () => {
    const indexes = await rows(
      `SELECT DISTINCT CONCAT(table_name, '.', index_name) AS name FROM information_schema.statistics
       WHERE table_schema = 'httpsok' AND non_unique = 1`,
    );
    const used = queries.flatMap(({ uses }) => uses);
    expect(indexes.map(({ name }) => name).filter((name) => !used.includes(name))).toEqual([]);
  });

  it("would be caught without an index", async () => {
    const [plan] = await rows("EXPLAIN SELECT id FROM jobs WHERE attempts = 3");
    expect(plan).toMatchObject({ type: "ALL", key: null });
  });

  it("show up in slow-queries.sh, for a user who may only read performance_schema", async () => {
    await rows(`CREATE USER exporter@'%' IDENTIFIED BY 'watching' REQUIRE SSL;
                GRANT SELECT ON performance_schema.* TO exporter@'%'; GRANT SELECT ON httpsok.* TO exporter@'%';
                TRUNCATE performance_schema.events_statements_summary_by_digest`);
    for (const { sql, values } of queries) await rows(database.server.root.format(sql, values));
    await rows("SELECT id FROM jobs WHERE attempts = 3");
    const { status, output } = await database.run("slow-queries.sh", {
      DB_USER: "exporter",
      DB_PASSWORD: "watching",
    });
    expect(status).toBe(0);
    const [, all = "", unindexed = "", unused = ""] = output.split(/^(?: share|Read without|Indexes that).*$/m);
    expect(all).toMatch(/^ +\d+% +\d.*SELECT id/im);
    expect(unindexed).toMatch(/ rows in 1 calls: SELECT id FROM jobs WHERE attempts = \?/i);
    expect(unused).toContain("issuers.issuers_directory");
    expect(unused).not.toContain("jobs.jobs_due");
  });

  const itWithDigest = spawnSync("pt-query-digest", ["--version"]).status === 0 || process.env.CI ? it : it.skip;
  itWithDigest("show up in the digest of the slow log", () => {
    const digest = execFileSync("pt-query-digest", ["--limit=100%", database.server.slowLog], { encoding: "utf8" });
    expect(digest).toContain("# Profile");
    expect(digest).toMatch(/^SELECT id, kind, payload FROM jobs$/m);
    expect(digest).toMatch(/^SELECT id FROM jobs WHERE attempts = 3/m);
  });
});
