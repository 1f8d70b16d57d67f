import { DurationSeconds, PercentUnit, RequestsPerSecond, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { dashboard } from "./dashboard";
import { stat, table, timeseries } from "./panels";
import { promql, promqlNow } from "./sources";

const DAY = 86_400;
const API = `job="httpsok-api"`;
const rate = (selector = "") => `sum(rate(http_requests_total{${API}${selector}}[$__rate_interval]))`;
const errors = `(${rate(`, code=~"5.."`)} or 0 * ${rate()}) / ${rate()}`;
const latency = (quantile: number) =>
  `histogram_quantile(${quantile}, sum by (le) (rate(http_request_duration_seconds_bucket{${API}}[$__rate_interval])))`;
const firing = (severity: string) => `count(ALERTS{alertstate="firing", severity="${severity}"}) or vector(0)`;

export const overview = dashboard({
  name: "overview",
  title: "Overview",
  description: "How the platform is. The other dashboards, in the list at the top, say why.",
  rows: {
    Now: [
      stat({ title: "Critical alerts", unit: Short, above: [1, 1], queries: promql({ alerts: firing("critical") }) }),
      stat({ title: "Warnings", unit: Short, above: [1, 10], queries: promql({ alerts: firing("warning") }) }),
      stat({
        title: "Endpoints up",
        unit: PercentUnit,
        below: [1, 0.9],
        queries: promql({ up: `avg(probe_success{job="blackbox"})` }),
      }),
      stat({ title: "Requests", unit: RequestsPerSecond, queries: promql({ requests: rate() }) }),
      stat({
        title: "Errors",
        description: "Share of answers 5xx.",
        unit: PercentUnit,
        above: [0.01, 0.05],
        queries: promql({ errors }),
      }),
      stat({
        title: "Latency",
        description: "95 % of requests take no longer.",
        unit: Seconds,
        above: [0.5, 1],
        queries: promql({ p95: latency(0.95) }),
      }),
      stat({
        title: "Database",
        description: "Share of its instances that are up.",
        unit: PercentUnit,
        below: [1, 0.5],
        queries: promql({ up: `avg(mysql_up{job="mysql-exporter"})` }),
      }),
      stat({
        title: "Fullest disk",
        unit: PercentUnit,
        above: [0.8, 0.9],
        queries: promql({
          used: `max(1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|overlay"} / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|overlay"})`,
        }),
      }),
      stat({
        title: "First certificate to end",
        description: "Of our endpoints.",
        unit: DurationSeconds,
        below: [30 * DAY, 7 * DAY],
        queries: promql({ left: "min(probe_ssl_earliest_cert_expiry) - time()" }),
      }),
      stat({
        title: "Expired",
        description: "Certificates of users.",
        unit: Short,
        above: [1, 10],
        queries: promql({ certificates: `max(httpsok_certificates{${API}, status="expired"})` }),
      }),
      stat({
        title: "Jobs waiting",
        unit: Short,
        above: [100, 1000],
        queries: promql({ jobs: `sum(max by (queue) (httpsok_jobs_waiting{${API}}))` }),
      }),
      stat({
        title: "Oldest backup",
        unit: DurationSeconds,
        above: [1.1 * DAY, 2 * DAY],
        queries: promql({ age: "time() - min(max by (backup) (httpsok_backup_last_success_timestamp_seconds))" }),
      }),
    ],
    Alerts: [
      table({
        title: "Firing",
        unit: Short,
        width: 24,
        columns: ["firing"],
        queries: promqlNow(
          `sum by (severity, alertname, team, instance) (ALERTS{alertstate="firing", severity=~"critical|warning"})`,
        ),
      }),
    ],
    Service: [
      timeseries({
        title: "Requests",
        unit: RequestsPerSecond,
        stacked: true,
        queries: promql({ "{{code}}": `sum by (code) (rate(http_requests_total{${API}}[$__rate_interval]))` }),
      }),
      timeseries({
        title: "Latency",
        description: "Half, 95 % and 99 % of requests take no longer.",
        unit: Seconds,
        queries: promql({ p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) }),
      }),
      timeseries({
        title: "Certificates by status",
        unit: Short,
        stacked: true,
        queries: promql({ "{{status}}": `max by (status) (httpsok_certificates{${API}})` }),
      }),
      timeseries({
        title: "Failed operations in an hour",
        unit: Short,
        queries: promql({
          "{{operation}}": `sum by (operation) (increase(httpsok_certificate_operations_total{${API}, result="failure"}[1h]))`,
        }),
      }),
    ],
  },
});
