import { committedDashboards, shown } from "../../helpers/dashboards";
import { selectorsOf, substitute } from "../../helpers/promql";
import { type Platform, PROGRAMS, startPlatform } from "./exporters";
import { describeWithPrograms, until } from "./programs";
import { PrometheusApi, type Rule } from "./prometheus-api";

/** Metrics that rules read where they are, and why they are not here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  mysql_slave_status_seconds_behind_master: "MySQL 8.0 says so; from 8.4 on it is seconds_behind_source",
  mysql_slave_status_slave_io_running: "MySQL 8.0 says so; from 8.4 on it is replica_io_running",
  mysql_slave_status_slave_sql_running: "MySQL 8.0 says so; from 8.4 on it is replica_sql_running",
  redis_master_link_up: "of replicas only: https://github.com/oliver006/redis_exporter/blob/master/exporter/info.go",
  redis_max_clients: "of newer exporters: https://github.com/oliver006/redis_exporter/blob/master/exporter/exporter.go",
};

/** Panels that show nothing while all is well, and why. */
const SILENT: Readonly<Record<string, string>> = {
  "kubernetes: Claims that wait": "none waits",
  "kubernetes: Conditions": "every node is well",
  "kubernetes: Failed jobs": "none failed",
  "kubernetes: Restarts in an hour": "none restarted",
  "monitoring: Messages by channel": "none failed",
  "monitoring: Targets down": "none is",
  "mysql: Length of a lock wait": "nobody waits",
  "mysql: Refused and broken connections": "no connection failed",
  "overview: Firing": "nothing does",
};

/** Panels that show nothing when a machine happens to do nothing of the kind, such as to read its disk. */
const CHANCE = ["system: Time of an operation"];

/** Alerts that are true here. */
const TRUE_HERE = ["DatabaseRestarted", "Watchdog"];

/** Every variable is left at "All". */
const ALL = ".*";
const VARIABLES = { instance: ALL, route: ALL, endpoint: ALL, domain: ALL, backup: ALL, namespace: ALL };

const queries = committedDashboards().flatMap(([name, dashboard]) =>
  shown(dashboard).flatMap((panel) =>
    panel.targets
      .filter(({ datasource }) => datasource.uid === "prometheus")
      .map(({ expr = "", legendFormat = "" }) => ({
        panel: `${name}: ${panel.title}`,
        query: substitute(expr, VARIABLES),
        labels: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label),
      })),
  ),
);

describeWithPrograms(PROGRAMS, "Prometheus, with the real exporters of a healthy platform", () => {
  let platform: Platform;
  let prometheus: PrometheusApi;
  let rules: readonly Rule[];

  beforeAll(async () => {
    platform = await startPlatform();
    prometheus = new PrometheusApi(platform.prometheus);
    // Discovery takes five seconds, and a rate needs some scrapes.
    await until(async () => (await prometheus.query("min(count_over_time(up[5m])) > 5")).length > 0, 60);
    rules = await prometheus.rules();
  });

  afterAll(() => platform?.close());

  test("reaches every target", async () => {
    expect(await prometheus.query("up == 0 or probe_success == 0 or mysql_up == 0 or redis_up == 0")).toEqual([]);
  });

  test("evaluates every rule", () => {
    expect(rules.length).toBeGreaterThan(100);
    expect(rules.filter(({ health }) => health !== "ok")).toEqual([]);
  });

  test("has every metric that rules and dashboards read", async () => {
    const names = await prometheus.metricNames();
    const recorded = rules.filter(({ type }) => type === "recording").map(({ name }) => name);
    const read = [...rules, ...queries].flatMap(({ query }) => selectorsOf(query).map(({ metric }) => metric));
    const missing = new Set(read.filter((metric) => !names.has(metric) && !recorded.includes(metric)));
    expect([...missing].sort()).toEqual(Object.keys(ELSEWHERE));
  });

  test("answers every query of dashboards, with the labels of its legend", async () => {
    const silent = new Set<string>();
    const unlabelled: string[] = [];
    for (const { panel, query, labels } of queries) {
      const series = await prometheus.query(query);
      if (series.length === 0) silent.add(panel);
      const absent = labels.filter((label) => series.some((found) => found[label] === undefined));
      if (absent.length > 0) unlabelled.push(`${panel} has no ${absent}`);
    }
    expect(unlabelled).toEqual([]);
    expect([...silent].filter((panel) => !CHANCE.includes(panel)).sort()).toEqual(Object.keys(SILENT));
  });

  test("raises no alert that is not true", () => {
    // The machine itself may well be busy with other tests.
    const raised = rules.filter(({ state, file }) => state && state !== "inactive" && file !== "system.yaml");
    const names = raised.map(({ name }) => name).filter((name) => !TRUE_HERE.includes(name));
    expect(names).toEqual([]);
  });

  test("raises the alert for a database that stops", async () => {
    await platform.replica.close();
    await until(async () => (await prometheus.query(`ALERTS{alertname="DatabaseDown"}`)).length > 0);
  });
});
