import { execFile, execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { type Flavor, type MysqlServer, startServer } from "../../helpers/mysql-server";

const ROOT = path.join(__dirname, "../../..");
export const ASSETS = path.join(ROOT, "assets/database");

const packaged = path.join(ROOT, "node_modules/@dbmate/linux-x64/bin/dbmate");
/** npm brings it for the machines of CI; elsewhere it has to be on the PATH. */
export const DBMATE = fs.existsSync(packaged)
  ? packaged
  : spawnSync("which", ["dbmate"], { encoding: "utf8" }).stdout.trim();

/** With every character that means something to a shell, a URL, an option file or SQL. */
export const PASSWORD = `p@ss:w/o#r%d?"\\'x`;
export const MASK_KEY = "0123456789abcdefghijklmnopqrstuvwxyz";

/** All that the scripts need; the temporary tables are those of the guard. */
const MIGRATE_PRIVILEGES =
  "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE TEMPORARY TABLES";

export interface Outcome {
  readonly status: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** A server that says it is for testing, with empty databases and the users of the scripts. */
export interface Database {
  readonly server: MysqlServer;
  /** What the scripts take, for the database `httpsok`. */
  readonly env: Record<string, string>;
  /** Runs a script of `assets/database` as the migrating user. */
  run(script: string, env?: Record<string, string>): Promise<Outcome>;
  /** The same, for a script that has to succeed. @throws with its output when it does not */
  succeed(script: string, env?: Record<string, string>): Promise<Outcome>;
  /** Runs dbmate itself, as migrate.sh does. */
  dbmate(...args: string[]): string;
  /** Drops the database and creates it, empty. */
  empty(name?: string): Promise<void>;
}

export async function startDatabase(flavor: Flavor, ...options: readonly string[]): Promise<Database> {
  const server = await startServer(flavor, "--init-connect=SET @environment = 'testing'", ...options);
  const password = server.root.escape(PASSWORD);
  await server.exec(`CREATE USER migrate@'%' IDENTIFIED BY ${password} REQUIRE SSL`);
  await server.exec(`GRANT ${MIGRATE_PRIVILEGES} ON \`httpsok%\`.* TO migrate@'%'`);
  const env = {
    PATH: `${path.dirname(DBMATE)}:${process.env.PATH}`,
    DB_HOST: server.host,
    DB_PORT: String(server.port),
    DB_NAME: "httpsok",
    DB_USER: "migrate",
    DB_PASSWORD: PASSWORD,
    DB_CA_FILE: server.caFile,
    DB_ENVIRONMENT: "testing",
    DB_COLLATION: server.collation,
    DB_WAIT: "5s",
  };
  const empty = async (name = "httpsok") => {
    await server.exec(`DROP DATABASE IF EXISTS ${name}; CREATE DATABASE ${name} COLLATE ${server.collation}`);
  };
  await empty();
  const run = (script: string, more: Record<string, string> = {}) =>
    new Promise<Outcome>((resolve) => {
      execFile(path.join(ASSETS, script), { env: { ...env, ...more } }, (error, stdout, stderr) => {
        resolve({ status: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
      });
    });
  return {
    server,
    env,
    empty,
    run,
    async succeed(script, more) {
      const outcome = await run(script, more);
      if (outcome.status !== 0) throw new Error(`${script} failed:\n${outcome.output}`);
      return outcome;
    },
    dbmate: (...args) =>
      execFileSync(DBMATE, args, {
        encoding: "utf8",
        env: {
          PATH: env.PATH,
          SSL_CERT_FILE: server.caFile,
          DATABASE_URL: `mysql://migrate:${encodeURIComponent(PASSWORD)}@localhost:${server.port}/httpsok?tls=true`,
          DBMATE_MIGRATIONS_DIR: path.join(ASSETS, "migrations"),
          DBMATE_NO_DUMP_SCHEMA: "true",
        },
      }),
  };
}
