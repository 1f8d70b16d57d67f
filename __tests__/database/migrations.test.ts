import fs from "node:fs";
import path from "node:path";

const ASSETS = path.join(__dirname, "../../assets/database");
const read = (name: string) => fs.readFileSync(path.join(ASSETS, name), "utf8");
const withoutComments = (sql: string) => sql.replace(/^\s*--.*$/gm, "");

const migrations = fs.readdirSync(path.join(ASSETS, "migrations")).map((name) => {
  const text = read(path.join("migrations", name));
  const [head = "", up = "", down = ""] = text.split(/^-- migrate:(?:up|down) transaction:false$/m);
  return { name, text, head, up: withoutComments(up), down: withoutComments(down) };
});

const tables = (sql: string, statement: RegExp) => [...sql.matchAll(statement)].map((match) => match[1]);

/** Every column that holds text or bytes, with what its comment says of it. */
const columns = migrations.flatMap(({ up }) =>
  [...up.matchAll(/CREATE TABLE IF NOT EXISTS (\w+) \(([\s\S]*?)^\)/gm)].flatMap(([, table, body = ""]) =>
    [...body.matchAll(/^ {2}(\w+) (?:VAR|MEDIUM|LONG)?(?:CHAR|TEXT|BINARY|BLOB|JSON)\b.*$/gm)].map(
      ([line, column]) => ({
        column: `${table}.${column}`,
        holds: /COMMENT '(\w+)'/.exec(line)?.[1],
      }),
    ),
  ),
);

describe.each(migrations)("migration $name", ({ name, text, up, down }) => {
  it("is named by the time it was written", () => {
    expect(name).toMatch(/^20\d{12}_[a-z_]+\.sql$/);
  });

  it("has a way up and a way down, outside of transactions, which MySQL has none of for tables", () => {
    expect(text.match(/^-- migrate:.*$/gm)).toEqual([
      "-- migrate:up transaction:false",
      "-- migrate:down transaction:false",
    ]);
  });

  it("can run again after it was interrupted", () => {
    const creates = up.match(/CREATE (?:TABLE|INDEX|UNIQUE)\b.*/g) ?? [];
    expect(creates.filter((line) => !line.startsWith("CREATE TABLE IF NOT EXISTS"))).toEqual([]);
    expect((down.match(/DROP .*/g) ?? []).filter((line) => !line.startsWith("DROP TABLE IF EXISTS"))).toEqual([]);
    // A table is altered as a whole or not at all, so that alone in its file it needs no "if".
    const statements = up.split(/;\s*$/m).filter((statement) => statement.trim());
    if (up.includes("ALTER TABLE")) {
      expect(statements).toHaveLength(1);
      expect(up).toMatch(/ALGORITHM = (INSTANT|INPLACE)/);
    }
  });

  it("drops what it created, last first", () => {
    const created = tables(up, /CREATE TABLE IF NOT EXISTS (\w+)/g);
    expect(tables(down, /DROP TABLE IF EXISTS (\w+)/g)).toEqual(created.reverse());
  });

  it("leaves character set and collation to the database, and stores in InnoDB", () => {
    expect(up).not.toMatch(/CHARACTER SET|CHARSET|COLLATE/i);
    expect(up.match(/ENGINE = InnoDB/g)).toHaveLength(up.match(/CREATE TABLE/g)?.length ?? 0);
  });
});

describe("the columns", () => {
  it("say whether they are plain, personal or secret", () => {
    expect(columns.length).toBeGreaterThan(30);
    expect(columns.filter(({ holds }) => !["plain", "personal", "secret"].includes(holds ?? ""))).toEqual([]);
  });

  it("are masked when they are personal or secret, and else left as they are", () => {
    const masked = [
      ...withoutComments(read("mask.sql")).matchAll(/UPDATE (\w+) JOIN permit JOIN mask_key SET([\s\S]*?);\n/g),
    ]
      .flatMap(([, table, body = ""]) => tables(body, /^ {2}(\w+) = /gm).map((column) => `${table}.${column}`))
      .filter((column) => columns.some((one) => one.column === column));
    const wanted = columns.filter(({ holds }) => holds !== "plain").map(({ column }) => column);
    expect(masked.sort()).toEqual(wanted.sort());
  });
});

describe("structure.txt", () => {
  it("names every table and index of the migrations", () => {
    const structure = read("structure.txt");
    const up = migrations.map((migration) => migration.up).join("");
    expect(structure.match(/^table \w+/gm)).toEqual(
      tables(up, /CREATE TABLE IF NOT EXISTS (\w+)/g)
        .sort()
        .map((table) => `table ${table}`),
    );
    const indexes = tables(up, /^ {2}(?:UNIQUE )?KEY (\w+)/gm);
    expect(indexes.filter((index) => !structure.includes(`.${index} (`))).toEqual([]);
  });
});

describe("the scripts that change data", () => {
  const statements = (name: string) =>
    withoutComments(read(name))
      .split(/;\s*$/m)
      .map((statement) => statement.trim())
      .filter(Boolean);

  it("change nothing without a permit", () => {
    const unguarded = statements("mask.sql").filter(
      (statement) => /^(UPDATE|DELETE|INSERT|REPLACE)/.test(statement) && !/(JOIN|FROM) permit\b/.test(statement),
    );
    const rows = /JOIN own_data\b|FROM (numbers|permit)\b/;
    unguarded.push(
      ...statements("sample/sample.sql").filter((one) => /^(UPDATE|DELETE|INSERT)/.test(one) && !rows.test(one)),
    );
    expect(unguarded).toEqual([]);
  });

  it("seed what is missing and correct what differs", () => {
    const inserts = statements("seed/reference-data.sql");
    expect(inserts.filter((one) => !/ON DUPLICATE KEY UPDATE|WHERE NOT EXISTS/.test(one))).toEqual([]);
  });
});

describe("README.md", () => {
  it("explains every variable that the scripts take", () => {
    const scripts = fs.readdirSync(ASSETS).filter((name) => name.endsWith(".sh"));
    const variables = new Set(scripts.flatMap((name) => read(name).match(/\bDB_[A-Z_]+/g) ?? []));
    const readme = read("README.md");
    expect([...variables].filter((variable) => !readme.includes(`\`${variable}\``))).toEqual([]);
  });
});
