import { execFile } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { type SearchServer, startPreparedServer } from "./search-server";
import { describeWith, LOGGING } from "./tools";

jest.setTimeout(300_000);

const RULES = fs.readdirSync(path.join(LOGGING, "alerts")).map((file) => path.basename(file, ".yaml"));
const MINUTE = 60;

/** Seconds ago, evenly spread over `minutes` that end `until` minutes ago. */
function spread(count: number, minutes: number, until: number): number[] {
  return Array.from({ length: count }, (_, i) => until * MINUTE + Math.floor((i * minutes * MINUTE) / count));
}

/** Lines as programs write them at a time. */
const LINES: Record<string, (time: Date) => string> = {
  apiError: (at) => JSON.stringify({ time: at, level: "ERROR", msg: "request served", status: 500, error: "boom" }),
  apiInfo: (at) => JSON.stringify({ time: at, level: "INFO", msg: "request served", status: 200 }),
  login: (at) =>
    JSON.stringify({
      time: at,
      level: "INFO",
      msg: "login",
      operation: "login",
      result: "failure",
      remote_ip: "198.51.100.7",
    }),
  certificate: (at) =>
    JSON.stringify({
      time: at,
      level: "ERROR",
      msg: "x",
      operation: "renew",
      result: "failure",
      domain: "shop.example.com",
      error: "acme: rateLimited",
    }),
  unavailable: (at) =>
    JSON.stringify({
      ClientAddr: "x",
      RequestMethod: "GET",
      RequestPath: "/x",
      DownstreamStatus: 503,
      Duration: 1,
      StartUTC: at,
    }),
  ssh: (at) => `${at.toISOString()} node-1 sshd[3012]: Failed password for root from 198.51.100.7 port 41522 ssh2`,
  sudo: (at) =>
    `${at.toISOString()} node-1 sudo[3061]: deploy : user NOT in sudoers ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`,
  useradd: (at) => `${at.toISOString()} node-1 useradd[3100]: new user: name=mallory, UID=1005, GID=1005`,
  denied: (at) => `${audit(at)},db-1,httpsok_app,10.0.11.5,5,0,FAILED_CONNECT,,,1045`,
  connected: (at) => `${audit(at)},db-1,httpsok_app,10.0.11.5,5,0,CONNECT,httpsok,,0`,
  grant: (at) => `${audit(at)},db-1,admin,10.0.11.5,5,9,QUERY,httpsok,'grant all on *.* to \\'x\\'@\\'%\\'',0`,
  slow: (at) =>
    `# User@Host: app[app] @  [10.0.11.5]  Id: 9\n# Query_time: 2.5  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 2\nSET timestamp=${Math.floor(at.getTime() / 1000)};\nSELECT 1;`,
  mysqlError: (at) => `${at.toISOString()} 0 [ERROR] [MY-012592] [InnoDB] Operating system error number 28`,
  unreadable: () => "what is this?",
};

/** 20260820 08:15:30 */
function audit(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll("-", "").replace("T", " ");
}

/** What happened: data set, line, when. */
type Events = readonly (readonly [dataset: string, line: string, secondsAgo: readonly number[]])[];

/** Everything writes regularly, and nothing is wrong. */
const QUIET: Events = [
  ["httpsok.api", "apiInfo", spread(60, 140, 1)],
  ["kubernetes.container", "unreadable", spread(60, 140, 1)],
  ["mysql.audit", "connected", spread(60, 140, 1)],
];
/** Everything goes wrong at once, 40 minutes ago, and then there is silence. */
const TROUBLE: Events = [
  // The usual errors, then many.
  ["httpsok.api", "apiError", [...spread(30, 4, 40), ...spread(6, 30, 80)]],
  ["httpsok.api", "login", spread(25, 6, 40)],
  ["httpsok.api", "certificate", spread(6, 10, 40)],
  // The usual requests, then three times as many.
  ["ingress.access", "unavailable", [...spread(960, 14, 40), ...spread(310, 14, 56), ...spread(9, 30, 80)]],
  ["system.auth", "ssh", spread(12, 6, 40)],
  ["system.auth", "sudo", [40 * MINUTE]],
  ["system.auth", "useradd", [40 * MINUTE]],
  ["mysql.audit", "denied", spread(6, 3, 40)],
  ["mysql.audit", "grant", [40 * MINUTE]],
  ["mysql.slow", "slow", spread(35, 8, 40)],
  ["mysql.error", "mysqlError", [40 * MINUTE]],
  ["nginx.error", "unreadable", spread(55, 10, 40)],
  ["kubernetes.container", "unreadable", spread(20, 60, 40)],
];

interface Alert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  endsAt: string;
}

describeWith(["search-server", "elastalert", "busybox", "curl"], "ElastAlert with the rules of alerts/", () => {
  let server: SearchServer;
  beforeAll(async () => {
    server = await startPreparedServer();
  });
  afterAll(() => server?.close());

  /** What Alertmanager is told of the last 150 minutes. */
  const alertsAfter = async (events: Events): Promise<Alert[]> => {
    await server.request("DELETE", "/_data_stream/logs-*");
    const now = Date.now();
    for (const [dataset, name, secondsAgo] of events) {
      const stored = secondsAgo.map((seconds) => {
        const time = new Date(now - seconds * 1000);
        return { "@timestamp": time, message: LINES[name]?.(time) };
      });
      await server.store(dataset, stored);
    }
    const alerts: Alert[] = [];
    const sink = http.createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      if (request.url === "/api/v2/alerts") alerts.push(...JSON.parse(body));
      response.writeHead(200).end();
    });
    sink.listen(0, "127.0.0.1");
    await once(sink, "listening");
    const address = sink.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "elastalert-"));
    const config = path.join(folder, "config.yaml");
    const settings = {
      ...parse(fs.readFileSync(path.join(LOGGING, "elastalert/config.yaml"), "utf8")),
      es_host: "127.0.0.1",
      es_port: Number(new URL(server.url).port),
      alertmanager_hosts: [`http://127.0.0.1:${port}`],
      rules_folder: path.join(LOGGING, "alerts"),
      writeback_index: `elastalert-${now}`,
      // It ends when it has run and waited once.
      run_every: { seconds: 20 },
      buffer_time: { minutes: 50 },
    };
    fs.writeFileSync(config, stringify(settings));
    const run = (program: string, ...args: string[]) =>
      promisify(execFile)(program, ["--config", config, ...args], { maxBuffer: 1 << 26 });
    try {
      await run("elastalert-create-index");
      const ago = (minutes: number) => new Date(now - minutes * MINUTE * 1000).toISOString();
      const { stderr } = await run("elastalert", "--start", ago(150), "--end", ago(0));
      expect(stderr).not.toMatch(/ERROR:elastalert/);
    } finally {
      sink.close();
      fs.rmSync(folder, { recursive: true });
    }
    return alerts;
  };
  const named = (alerts: readonly Alert[]) => [...new Set(alerts.map(({ labels }) => labels.alertname))].sort();

  it("says nothing when nothing is wrong", async () => {
    expect(named(await alertsAfter(QUIET))).toEqual([]);
  });

  it("tells Alertmanager of everything that is wrong, with what routes and explains it", async () => {
    const alerts = await alertsAfter(TROUBLE);

    expect(named(alerts)).toEqual([...RULES].sort());
    for (const { labels, annotations, endsAt } of alerts) {
      expect(labels).toMatchObject({
        severity: expect.stringMatching(/^(critical|warning|info)$/),
        team: expect.stringMatching(/^(platform|application|database|security)$/),
      });
      expect(annotations).toMatchObject({ runbook: expect.stringMatching(/^docs\/runbooks\//) });
      expect(`${annotations.summary} ${annotations.description}`).not.toMatch(/MISSING VALUE|[{}]/);
      expect(new Date(endsAt).getTime()).toBeGreaterThan(Date.now());
    }
    const find = (name: string) => alerts.find(({ labels }) => labels.alertname === name);
    expect(find("SshBruteForce")).toMatchObject({
      labels: { source_ip: "198.51.100.7", severity: "warning", team: "security" },
      annotations: { summary: "Many failed SSH logins from 198.51.100.7" },
    });
    expect(find("CertificateFailures")).toMatchObject({
      labels: { operation: "renew", severity: "critical", team: "application" },
      annotations: { description: expect.stringContaining("shop.example.com") },
    });
  });
});
