import { type ChildProcess, execFileSync, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { type Connection, type ConnectionOptions, createConnection, type RowDataPacket } from "mysql2/promise";

export type Flavor = "mysql" | "mariadb";

const FLAVORS: Record<Flavor, { readonly program: string; readonly collation: string; readonly options: string[] }> = {
  mysql: {
    program: "mysqld",
    collation: "utf8mb4_0900_ai_ci",
    options: ["--disable-log-bin", "--mysqlx=OFF", "--secure-file-priv=NULL"],
  },
  // The nearest that MariaDB has to the collation of MySQL.
  mariadb: { program: "mariadbd", collation: "utf8mb4_unicode_520_ci", options: ["--character-set-server=utf8mb4"] },
};

/** A server refuses to run as root. */
const unprivileged: SpawnOptions = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Debian keeps servers where only root's PATH leads. */
const PATH = `${process.env.PATH}:/usr/sbin`;

/** Debian calls MariaDB by the name of MySQL too. */
function installed(flavor: Flavor): boolean {
  const { status, stdout } = spawnSync(FLAVORS[flavor].program, ["--version"], { env: { PATH }, encoding: "utf8" });
  return status === 0 && stdout.includes("MariaDB") === (flavor === "mariadb");
}

/**
 * `describe` once for each kind of server. Those that are not installed are counted as skipped, except in CI, where their
 * absence is a failure. MySQL comes by `__tests__/slow/database/install-mysql.sh`, MariaDB with Debian.
 */
export function describeWithServers(name: string, tests: (flavor: Flavor) => void): void {
  for (const flavor of Object.keys(FLAVORS) as Flavor[]) {
    const run = installed(flavor) || process.env.CI ? describe : describe.skip;
    run(`${name} on ${flavor}`, () => tests(flavor));
  }
}

export interface MysqlServer {
  readonly flavor: Flavor;
  readonly version: string;
  /** With `port`, where the server listens. Its certificate is for this name. */
  readonly host: string;
  readonly port: number;
  /** The authority that signed the server's certificate. */
  readonly caFile: string;
  /** What databases of the project have here. */
  readonly collation: string;
  /** The slow log, when an option turns it on. */
  readonly slowLog: string;
  readonly root: Connection;
  /** Runs statements as root; the rows of the last one. */
  exec(sql: string): Promise<RowDataPacket[]>;
  /** Logs in by TCP, with TLS unless told otherwise. @throws what the server says */
  connect(user: string, password: string, options?: ConnectionOptions): Promise<Connection>;
  close(): Promise<void>;
}

/**
 * Starts a real server with an empty data folder, a certificate and a port of its own; takes up to three seconds.
 * @param options of the server itself, like `--long-query-time=0`
 */
export async function startServer(flavor: Flavor = "mysql", ...options: readonly string[]): Promise<MysqlServer> {
  if (!installed(flavor)) throw new Error(`${flavor} is not installed`);
  const { collation } = FLAVORS[flavor];
  // Short, because the path of a socket is at most 107 characters.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "db-"));
  const files = {
    data: path.join(folder, "data"),
    socket: path.join(folder, "socket"),
    log: path.join(folder, "error.log"),
    slowLog: path.join(folder, "slow.log"),
  };
  const caFile = createCertificates(folder);
  createData(flavor, folder, files.data);
  const port = await freePort();
  const server = spawn(
    FLAVORS[flavor].program,
    [
      "--no-defaults",
      ...FLAVORS[flavor].options,
      `--datadir=${files.data}`,
      `--socket=${files.socket}`,
      `--pid-file=${path.join(folder, "pid")}`,
      `--log-error=${files.log}`,
      `--slow-query-log-file=${files.slowLog}`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      "--skip-name-resolve",
      `--collation-server=${collation}`,
      `--ssl-ca=${caFile}`,
      `--ssl-cert=${path.join(folder, "server.pem")}`,
      `--ssl-key=${path.join(folder, "server.key")}`,
      "--performance-schema=ON",
      "--innodb-buffer-pool-size=64M",
      "--innodb-flush-log-at-trx-commit=0",
      ...options,
    ],
    { stdio: "ignore", env: { PATH }, ...unprivileged },
  );
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  // When the tests end without closing it.
  const kill = () => {
    server.kill("SIGKILL");
    remove();
  };
  process.on("exit", kill);

  const close = async () => {
    process.off("exit", kill);
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    remove();
  };
  try {
    const root = await whenReady(server, { user: "root", socketPath: files.socket, multipleStatements: true });
    const [[row]] = await root.query<RowDataPacket[]>("SELECT VERSION() AS version");
    return {
      flavor,
      version: row?.version,
      host: "localhost",
      port,
      caFile,
      collation,
      slowLog: files.slowLog,
      root,
      async exec(sql) {
        // An array of rows, or one of results when there are several statements; a result without rows is a header.
        const [result] = await root.query<RowDataPacket[] | RowDataPacket[][]>(sql);
        const last = Array.isArray(result) ? result.at(-1) : undefined;
        if (Array.isArray(last)) return last;
        return last === undefined || (last as object).constructor.name === "ResultSetHeader"
          ? []
          : (result as RowDataPacket[]);
      },
      connect: (user, password, more) =>
        createConnection({
          host: "localhost",
          port,
          user,
          password,
          ssl: { ca: fs.readFileSync(caFile, "utf8"), verifyIdentity: true },
          ...more,
        }),
      async close() {
        await root.end();
        await close();
      },
    };
  } catch (error) {
    const log = fs.existsSync(files.log) ? fs.readFileSync(files.log, "utf8") : "";
    await close();
    throw new Error(`${flavor} did not start: ${error}\n${log}`);
  }
}

/** An authority, and a certificate for localhost that it signed; 127.0.0.1 is a name that it does not hold for. */
function createCertificates(folder: string): string {
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  run("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test authority");
  run("req", ...key.slice(0, -2), "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost");
  fs.writeFileSync(path.join(folder, "server.ext"), "subjectAltName=DNS:localhost\n");
  const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "server.ext", "-days", "2"];
  run("x509", "-req", "-in", "server.csr", ...signed, "-out", "server.pem");
  return path.join(folder, "ca.pem");
}

/** A data folder whose root has no password. */
function createData(flavor: Flavor, folder: string, data: string): void {
  if (unprivileged.uid) {
    for (const name of ["", ...fs.readdirSync(folder)]) fs.chownSync(path.join(folder, name), 65534, 65534);
  }
  const [program, ...args] =
    flavor === "mysql"
      ? ["mysqld", "--no-defaults", "--initialize-insecure", `--datadir=${data}`]
      : ["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", `--datadir=${data}`];
  const { status, stdout, stderr, error } = spawnSync(program as string, args, {
    encoding: "utf8",
    env: { PATH },
    cwd: folder,
    ...unprivileged,
  } as const);
  if (error || status !== 0) fs.rmSync(folder, { recursive: true, force: true });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`);
}

async function freePort(): Promise<number> {
  const listener = net.createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as net.AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}

/** The first connection that the server accepts. */
async function whenReady(server: ChildProcess, options: ConnectionOptions): Promise<Connection> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await createConnection(options);
    } catch (error) {
      if (attempt > 300 || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
