import fs from "node:fs";
import path from "node:path";
import { metricsDocument } from "../../helpers/metrics-document";
import type { MysqlServer } from "../../helpers/mysql-server";
import { Stage } from "./programs";
import { startApplication, startCluster, startNameServer, startSite, writeBackupMetrics } from "./stand-ins";
import { startCache, startDatabases } from "./stores";

const ASSETS = path.join(__dirname, "../../../assets/monitoring");

export const PROGRAMS = [
  "prometheus",
  "alertmanager",
  "node_exporter",
  "mysqld_exporter",
  "blackbox_exporter",
  "prometheus-redis-exporter",
  "redis-server",
  "mysqld",
];

/** Everything that is watched, as far as it fits on one machine, and what watches it. */
export interface Platform {
  /** Of the API of Prometheus. */
  readonly prometheus: string;
  readonly replica: MysqlServer;
  close(): Promise<void>;
}

/** Starts everything; the jobs are named as metrics.md does. Takes about ten seconds. */
export async function startPlatform(): Promise<Platform> {
  const stage = new Stage();
  try {
    const { replica, jobs } = await startWatched(stage);
    const prometheus = await startWatching(stage, jobs);
    return { prometheus: `http://${prometheus}`, replica, close: () => stage.close() };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** The one that the name server knows. */
const HOST = "www.httpsok.example";

/** As Terraform makes it of the template. */
const blackboxConfig = (host: string) =>
  fs.readFileSync(path.join(ASSETS, "blackbox.yaml"), "utf8").replaceAll("${host}", host);

/** What is watched, and its exporters. */
async function startWatched(stage: Stage) {
  const listen = (address: string) => `--web.listen-address=${address}`;
  const { primary, replica, optionFile } = await startDatabases(stage);
  const cache = await startCache(stage);
  const site = stage.keep(await startSite(stage.folder));
  const node = await stage.start("node_exporter", (address) => [
    listen(address),
    `--collector.textfile.directory=${writeBackupMetrics(stage.folder)}`,
    ...collectors("node-exporter").map((collector) => `--collector.${collector}`),
  ]);
  const mysql = await stage.start("mysqld_exporter", (address) => [
    listen(address),
    `--config.my-cnf=${optionFile}`,
    ...collectors("mysql-exporter").map((collector) => `--collect.${collector}`),
  ]);
  const redis = await stage.start("prometheus-redis-exporter", (address) => [
    `-web.listen-address=${address}`,
    `-redis.addr=redis://${cache}`,
  ]);
  const blackbox = await stage.start(
    "blackbox_exporter",
    (address) => [listen(address), `--config.file=${stage.write("blackbox.yaml", blackboxConfig(HOST))}`],
    { env: { SSL_CERT_FILE: site.caFile } },
  );
  const nameServer = stage.keep(await startNameServer(HOST));
  const application = stage.keep(await startApplication(node));
  const cluster = stage.keep(await startCluster());
  const jobs = [
    scrape("node-exporter", node),
    scrape("redis-exporter", redis),
    scrape("httpsok-api", application.address),
    probe("mysql-exporter", mysql, [{ targets: [primary, replica].map(({ port }) => `localhost:${port}`) }]),
    probe("blackbox", blackbox, [
      asked("https", `https://${site.address}`),
      asked("certificate", site.address),
      asked("health", `http://${application.address}/health`),
      asked("tcp", `localhost:${primary.port}`),
      asked("dns", nameServer.address),
    ]),
    { job_name: "cluster", static_configs: cluster.targets },
  ];
  return { replica, jobs };
}

/** @returns the address of Prometheus */
async function startWatching(stage: Stage, jobs: readonly object[]): Promise<string> {
  const listener = stage.keep(await startApplication(""));
  const alertmanager = await stage.start("alertmanager", (address) => [
    `--web.listen-address=${address}`,
    `--config.file=${stage.write("alertmanager.yaml", {
      route: { receiver: "listener", group_wait: "1s" },
      receivers: [{ name: "listener", webhook_configs: [{ url: `http://${listener.address}/` }] }],
    })}`,
    `--storage.path=${path.join(stage.folder, "alerts")}`,
    "--cluster.listen-address=127.0.0.1:0",
  ]);
  return stage.start(
    "prometheus",
    (address) => [
      `--web.listen-address=${address}`,
      `--storage.tsdb.path=${path.join(stage.folder, "tsdb")}`,
      `--config.file=${stage.write("prometheus.yaml", {
        global: { scrape_interval: "1s", evaluation_interval: "1s" },
        rule_files: [path.join(ASSETS, "rules/*.yaml")],
        alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
        scrape_configs: [scrape("prometheus", address), scrape("alertmanager", alertmanager), ...jobs],
      })}`,
    ],
    { ready: "/-/ready" },
  );
}

const collectors = (job: string) => metricsDocument().jobs.find(({ name }) => name === job)?.collectors ?? [];

interface Targets {
  readonly targets: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

const scrape = (job: string, address: string) => ({ job_name: job, static_configs: [{ targets: [address] }] });

/** Through an exporter that is asked about each target. */
const probe = (job: string, exporter: string, targets: readonly Targets[]) => ({
  job_name: job,
  metrics_path: "/probe",
  static_configs: targets,
  relabel_configs: [
    { source_labels: ["__address__"], target_label: "__param_target" },
    { source_labels: ["__address__"], target_label: "instance" },
    { target_label: "__address__", replacement: exporter },
  ],
});

const asked = (module: string, target: string): Targets => ({
  targets: [target],
  labels: { __param_module: module, module },
});
