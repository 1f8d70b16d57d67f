import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { LOGGING } from "./tools";

export interface SearchServer {
  readonly url: string;
  /** @throws the server's answer unless it is 2xx */
  request<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Stores events in the data stream of a data set, as Logstash does. @throws when one is refused */
  store(dataset: string, events: readonly object[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server of its own with an empty folder; takes some ten seconds. */
export async function startSearchServer(): Promise<SearchServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "search-"));
  const port = await freePort();
  const log = fs.openSync(path.join(folder, "log"), "w");
  const server = spawn("search-server", [folder, String(port)], { stdio: ["ignore", log, log] });
  const kill = () => server.kill("SIGKILL");
  process.on("exit", kill);
  const url = `http://127.0.0.1:${port}`;

  const request = async <Answer>(method: string, where: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(url + where, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${where}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  try {
    await whenReady(server, () => request("GET", "/"));
  } catch (error) {
    kill();
    throw new Error(`The search server did not start: ${error}\n${fs.readFileSync(path.join(folder, "log"), "utf8")}`);
  }
  return {
    url,
    request,
    async store(dataset, events) {
      const lines = events.flatMap((event) => [
        { create: {} },
        { data_stream: { type: "logs", dataset, namespace: "test" }, event: { dataset }, ...event },
      ]);
      const body = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
      const answer = await request<{ errors: boolean }>("POST", `/logs-${dataset}-test/_bulk?refresh=true`, body);
      if (answer.errors) throw new Error(JSON.stringify(answer));
    },
    async close() {
      process.off("exit", kill);
      if (server.exitCode === null) {
        server.kill("SIGKILL");
        await once(server, "exit");
      }
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts one that setup.sh has prepared: it reads and keeps lines as Elasticsearch would. */
export async function startPreparedServer(): Promise<SearchServer> {
  const server = await startSearchServer();
  const files = setupFiles();
  try {
    await runSetup({ ES_URL: server.url, FILES: files });
    return server;
  } catch (error) {
    await server.close();
    throw error;
  } finally {
    fs.rmSync(files, { recursive: true });
  }
}

/**
 * The files as setup.sh takes them: those of the project, and settings as an environment has them, of which OpenSearch knows
 * all but the lifecycle.
 */
export function setupFiles(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "files-"));
  for (const name of ["component-templates", "index-templates", "ingest"]) {
    fs.cpSync(path.join(LOGGING, "elasticsearch", name), path.join(folder, name), { recursive: true });
  }
  fs.copyFileSync(path.join(LOGGING, "kibana/saved-objects.ndjson"), path.join(folder, "saved-objects.ndjson"));
  for (const name of ["httpsok-logs-settings", "httpsok-audit-settings"]) {
    const settings = { index: { number_of_shards: 1, number_of_replicas: 0 } };
    fs.writeFileSync(path.join(folder, `component-templates/${name}.json`), JSON.stringify({ template: { settings } }));
  }
  return folder;
}

/** Runs setup.sh as its image does, by BusyBox. @returns what it said @throws with all output when it fails */
export async function runSetup(env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)("busybox", ["sh", path.join(LOGGING, "setup/setup.sh")], {
    env: { PATH: process.env.PATH, ES_USER: "elastic", ES_PASSWORD: 'pass"word\\', WAIT_SECONDS: "60", ...env },
  });
  return stdout;
}

async function whenReady(server: ChildProcess, attempt: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + 120_000; ; ) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > end || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function freePort(): Promise<number> {
  const listener = net.createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
