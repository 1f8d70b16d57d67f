import { execFileSync } from "node:child_process";
import dgram from "node:dgram";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import type net from "node:net";
import path from "node:path";
import { type Metric, metricsDocument } from "../../helpers/metrics-document";

/** Of labels whose values are open. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  method: ["GET", "POST"],
  route: ["/api/certificates", "/api/servers"],
  code: ["200", "404", "500"],
  domain: ["www.httpsok.example", "shop.example"],
  queue: ["renew", "deploy"],
};

/** Of labels, what a healthy platform has none of. */
const BAD = ["failure", "failed", "500", "expiring", "expired", "offline"];

const DAY = 86_400;
const BUCKETS = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"];

/** What a healthy platform would say of a metric after so many seconds. */
function sample({ name, kind }: Metric, labels: Readonly<Record<string, string>>, seconds: number): number {
  const now = Date.now() / 1000;
  if (name.includes("not_after")) return now + 60 * DAY;
  if (name.endsWith("_timestamp_seconds")) return now - 60;
  const failed = Object.values(labels).some((value) => BAD.includes(value));
  if (kind === "counter") return failed ? 0 : Math.floor(seconds * 10);
  if (name.endsWith("_bytes")) return 5e9;
  if (name.endsWith("_last_run_success")) return 1;
  return failed ? 0 : 3;
}

/** In Prometheus' text format. */
function exposition(metrics: readonly Metric[], seconds: number): string {
  return metrics
    .map((metric) =>
      [
        `# HELP ${metric.name} ${metric.help}`,
        `# TYPE ${metric.name} ${metric.kind}`,
        ...samples(metric, seconds),
        "",
      ].join("\n"),
    )
    .join("");
}

function samples(metric: Metric, seconds: number): string[] {
  return combinations(Object.entries(metric.labels)).flatMap((labels) => {
    const value = sample(metric, labels, seconds);
    const line = (suffix: string, more: Readonly<Record<string, string>>, at: number) => {
      const pairs = Object.entries({ ...labels, ...more }).map(([key, text]) => `${key}="${text}"`);
      return `${metric.name}${suffix}{${pairs.join(",")}} ${at}`;
    };
    if (metric.kind !== "histogram") return [line("", {}, value)];
    // Half of the requests take no longer than 50 ms, all no longer than 100 ms.
    const count = Math.floor(seconds * 10);
    const within = (le: string) =>
      le === "+Inf" || Number(le) >= 0.1 ? count : Number(le) >= 0.05 ? Math.floor(count / 2) : 0;
    return [
      ...BUCKETS.map((le) => line("_bucket", { le }, within(le))),
      line("_sum", {}, count * 0.06),
      line("_count", {}, count),
    ];
  });
}

function combinations(labels: readonly (readonly [string, readonly string[]])[]): Record<string, string>[] {
  const [first, ...rest] = labels;
  if (first === undefined) return [{}];
  const [label, promised] = first;
  const values = promised.length > 0 ? promised : VALUES[label];
  if (values === undefined)
    throw new Error(`metrics.md names the label ${label}, for which stand-ins.ts has no values`);
  return values.flatMap((value) => combinations(rest).map((others) => ({ [label]: value, ...others })));
}

export interface StandIn {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Gives at /metrics what metrics.md promises of the application, and answers /health.
 * @param program in Go, whose metrics of itself it gives as its own
 */
export async function startApplication(program: string): Promise<StandIn> {
  const { application } = metricsDocument();
  const started = Date.now();
  const server = http.createServer(async (request, response) => {
    if (request.url !== "/metrics") return void response.end("ok");
    const itself = await (await fetch(`http://${program}/metrics`)).text();
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end(
      exposition(application, (Date.now() - started) / 1000) +
        itself.replaceAll(/^(?!(# \w+ )?(go|process)_).*\n/gm, ""),
    );
  });
  return listen(server, "127.0.0.1");
}

/** Jobs of exporters that need a cluster, and how the names of their metrics start. */
const CLUSTER = [
  ["kube-state-metrics", "kube_"],
  ["kubelet", "kubelet_"],
  ["kubelet", "container_"],
  ["apiserver", "apiserver_"],
  ["coredns", "coredns_"],
  ["prometheus-operator", "prometheus_operator_"],
  ["traefik", "traefik_"],
  ["grafana", "grafana_|process_"],
] as const;

export interface Cluster extends StandIn {
  /** Targets, with the labels that they have on Kubernetes. */
  readonly targets: readonly {
    readonly targets: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

/** Gives what kubernetes.prom says, each job at a path of its own. */
export async function startCluster(): Promise<Cluster> {
  const lines = fs.readFileSync(path.join(__dirname, "kubernetes.prom"), "utf8").split("\n");
  const started = Date.now();
  const server = http.createServer(({ url = "" }, response) => {
    const ofJob = new RegExp(`^(${decodeURIComponent(url.slice(1))})`);
    const seconds = (Date.now() - started) / 1000;
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end(
      `${lines
        .filter((line) => ofJob.test(line))
        .map((line) => grown(line, seconds))
        .join("\n")}\n`,
    );
  });
  const standIn = await listen(server, "127.0.0.1");
  return {
    ...standIn,
    targets: CLUSTER.map(([job, prefix]) => ({
      targets: [standIn.address],
      labels: {
        job,
        __metrics_path__: `/${prefix}`,
        ...(job === "kubelet" && { metrics_path: prefix === "container_" ? "/metrics/cadvisor" : "/metrics" }),
      },
    })),
  };
}

function grown(line: string, seconds: number): string {
  const [, sample = "", value = ""] = /^(.*) (\S+)$/.exec(line) ?? [];
  return /_(total|count|bucket)({|$)/.test(sample) ? `${sample} ${Number(value) * seconds}` : line;
}

/** What backup jobs leave for the node exporter. @returns the folder */
export function writeBackupMetrics(folder: string): string {
  fs.writeFileSync(path.join(folder, "backup.prom"), exposition(metricsDocument().backups, 0));
  return folder;
}

export interface Site extends StandIn {
  /** The authority that signed its certificate, which holds for localhost and 60 days. */
  readonly caFile: string;
}

/** An endpoint with TLS, like the site itself. @param folder for its certificate */
export async function startSite(folder: string): Promise<Site> {
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  run("req", "-x509", ...key, "-days", "60", "-keyout", "site.key", "-out", "site.pem", ...names);
  const caFile = path.join(folder, "site.pem");
  const server = https.createServer(
    { key: fs.readFileSync(path.join(folder, "site.key")), cert: fs.readFileSync(caFile) },
    (_, response) => response.end("ok"),
  );
  return { ...(await listen(server, "localhost")), caFile };
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-4.1 */
const DNS = { header: 12, typeAndClass: 4, typeA: 1, noError: 0x8180, noSuchName: 0x8183 };

/** A name server that knows the address of one name, and of no other. */
export async function startNameServer(known: string): Promise<StandIn> {
  const labels = known.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  const question = Buffer.concat([...labels, Buffer.from([0, 0, DNS.typeA, 0, 1])]);
  // The name once more, by where it stands; type A, class IN, a minute, four bytes of address.
  const answer = Buffer.from([0xc0, DNS.header, 0, DNS.typeA, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
  const server = dgram.createSocket("udp4").on("message", (query, { port, address }) => {
    const asked = query.subarray(DNS.header, query.indexOf(0, DNS.header) + 1 + DNS.typeAndClass);
    const isKnown = asked.equals(question);
    const header = Buffer.alloc(DNS.header);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(isKnown ? DNS.noError : DNS.noSuchName, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(isKnown ? 1 : 0, 6);
    server.send(Buffer.concat([header, asked, ...(isKnown ? [answer] : [])]), port, address);
  });
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  return {
    address: `127.0.0.1:${port}`,
    async close() {
      server.close();
      await once(server, "close");
    },
  };
}

async function listen(server: http.Server, host: string): Promise<StandIn> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  return {
    address: `${host}:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
