import {
  BytesIEC,
  DateTimeFromNow,
  PercentUnit,
  RequestsPerSecond,
  Seconds,
  Short,
} from "@grafana/grafana-foundation-sdk/units";
import { choice, dashboard } from "./dashboard";
import { stat, timeseries } from "./panels";
import { promql } from "./sources";

const API = `job="httpsok-api", instance=~"$instance"`;
const REQUESTS = `${API}, route=~"$route"`;

const requests = (by: string, selector = "") =>
  `sum ${by}(rate(http_requests_total{${REQUESTS}${selector}}[$__rate_interval]))`;
/** Share of answers 5xx, and 0 where there was none of them yet. */
const errorShare = (by = "") => `(${requests(by, `, code=~"5.."`)} or 0 * ${requests(by)}) / ${requests(by)}`;
const duration = (quantile: number, by = "le") =>
  `histogram_quantile(${quantile}, sum by (${by}) (rate(http_request_duration_seconds_bucket{${REQUESTS}}[$__rate_interval])))`;
const operations = (by: string, selector = "") =>
  `sum by (${by}) (increase(httpsok_certificate_operations_total{${API}${selector}}[1h]))`;

export const application = dashboard({
  name: "application",
  title: "Application",
  description: "The API: requests, errors, latency, concurrency, and what it does for its users.",
  team: "application",
  variables: [
    choice("instance", `label_values(up{job="httpsok-api"}, instance)`),
    choice("route", `label_values(http_requests_total{job="httpsok-api"}, route)`),
  ],
  rows: {
    "At a glance": [
      stat({ title: "Instances up", unit: Short, below: [2, 1], queries: promql({ up: `sum(up{${API}})` }) }),
      stat({ title: "Requests", unit: RequestsPerSecond, queries: promql({ requests: requests("") }) }),
      stat({
        title: "Errors",
        description: "Share of answers 5xx.",
        unit: PercentUnit,
        above: [0.01, 0.05],
        queries: promql({ errors: errorShare() }),
      }),
      stat({
        title: "Latency",
        description: "95 % of requests take no longer.",
        unit: Seconds,
        above: [0.5, 1],
        queries: promql({ p95: duration(0.95) }),
      }),
      stat({ title: "In flight", unit: Short, queries: promql({ requests: `sum(http_requests_in_flight{${API}})` }) }),
      stat({
        title: "Availability",
        description: "Share of requests in the chosen range that were not answered 5xx.",
        unit: PercentUnit,
        below: [0.999, 0.99],
        queries: promql({
          available: `1 - (sum(increase(http_requests_total{${REQUESTS}, code=~"5.."}[$__range])) or vector(0)) / sum(increase(http_requests_total{${REQUESTS}}[$__range]))`,
        }),
      }),
    ],
    Requests: [
      timeseries({
        title: "Requests by code",
        unit: RequestsPerSecond,
        stacked: true,
        queries: promql({ "{{code}}": requests("by (code) ") }),
      }),
      timeseries({
        title: "Requests by route",
        description: "The ten busiest.",
        unit: RequestsPerSecond,
        queries: promql({ "{{method}} {{route}}": `topk(10, ${requests("by (method, route) ")})` }),
      }),
      timeseries({
        title: "Errors by route",
        description: "Share of answers 5xx.",
        unit: PercentUnit,
        max: 1,
        above: [0.01, 0.05],
        queries: promql({ "{{route}}": errorShare("by (route) ") }),
      }),
      timeseries({
        title: "Refused by code",
        description: "Answers 4xx: a client is wrong, or its login, or our documentation.",
        unit: RequestsPerSecond,
        queries: promql({ "{{code}}": requests("by (code) ", `, code=~"4.."`) }),
      }),
    ],
    "Latency and concurrency": [
      timeseries({
        title: "Latency",
        description: "Half, 95 % and 99 % of requests take no longer.",
        unit: Seconds,
        above: [0.5, 1],
        queries: promql({ p50: duration(0.5), p95: duration(0.95), p99: duration(0.99) }),
      }),
      timeseries({
        title: "Latency by route",
        description: "95 % of requests take no longer. The ten slowest.",
        unit: Seconds,
        queries: promql({ "{{route}}": `topk(10, ${duration(0.95, "le, route")})` }),
      }),
      timeseries({
        title: "Requests in flight",
        description: "Being served at the same time.",
        unit: Short,
        stacked: true,
        queries: promql({ "{{instance}}": `http_requests_in_flight{${API}}` }),
      }),
      timeseries({
        title: "Average latency",
        description: "By instance: one that is slower than the others is ill.",
        unit: Seconds,
        queries: promql({
          "{{instance}}": `sum by (instance) (rate(http_request_duration_seconds_sum{${REQUESTS}}[$__rate_interval])) / sum by (instance) (rate(http_request_duration_seconds_count{${REQUESTS}}[$__rate_interval]))`,
        }),
      }),
    ],
    Business: [
      // Every instance reports the same database, so that values are not added.
      stat({
        title: "Valid",
        description: "Certificates kept for users.",
        unit: Short,
        queries: promql({ certificates: `max(httpsok_certificates{${API}, status="valid"})` }),
      }),
      stat({
        title: "Expiring",
        unit: Short,
        queries: promql({ certificates: `max(httpsok_certificates{${API}, status="expiring"})` }),
      }),
      stat({
        title: "Expired",
        unit: Short,
        above: [1, 10],
        queries: promql({ certificates: `max(httpsok_certificates{${API}, status="expired"})` }),
      }),
      stat({
        title: "Failed",
        unit: Short,
        above: [1, 10],
        queries: promql({ certificates: `max(httpsok_certificates{${API}, status="failed"})` }),
      }),
      stat({
        title: "Servers online",
        description: "Share of the servers that certificates are deployed to.",
        unit: PercentUnit,
        below: [0.95, 0.8],
        queries: promql({
          online: `max(httpsok_servers{${API}, status="online"}) / sum(max by (status) (httpsok_servers{${API}}))`,
        }),
      }),
      stat({
        title: "Last renewal run",
        unit: DateTimeFromNow,
        queries: promql({ "last run": `1000 * max(httpsok_renewal_last_run_timestamp_seconds{${API}})` }),
      }),
      timeseries({
        title: "Certificates by status",
        unit: Short,
        stacked: true,
        queries: promql({ "{{status}}": `max by (status) (httpsok_certificates{${API}})` }),
      }),
      timeseries({
        title: "Servers by status",
        unit: Short,
        stacked: true,
        queries: promql({ "{{status}}": `max by (status) (httpsok_servers{${API}})` }),
      }),
      timeseries({
        title: "Operations in an hour",
        unit: Short,
        queries: promql({ "{{operation}} {{result}}": operations("operation, result") }),
      }),
      timeseries({
        title: "Failed operations",
        description: "Share of each operation within an hour.",
        unit: PercentUnit,
        max: 1,
        above: [0.05, 0.2],
        queries: promql({
          "{{operation}}": `${operations("operation", `, result="failure"`)} / (${operations("operation")} > 0)`,
        }),
      }),
      timeseries({
        title: "Jobs waiting",
        description: "That nobody has started: workers are too few or stand still.",
        unit: Short,
        queries: promql({ "{{queue}}": `max by (queue) (httpsok_jobs_waiting{${API}})` }),
      }),
    ],
    Process: [
      timeseries({
        title: "CPU",
        description: "Cores used by each instance.",
        unit: Short,
        queries: promql({ "{{instance}}": `rate(process_cpu_seconds_total{${API}}[$__rate_interval])` }),
      }),
      timeseries({
        title: "Memory",
        description: "`heap` is what the program itself holds.",
        unit: BytesIEC,
        queries: promql({
          "resident {{instance}}": `process_resident_memory_bytes{${API}}`,
          "heap {{instance}}": `go_memstats_heap_inuse_bytes{${API}}`,
        }),
      }),
      timeseries({
        title: "Goroutines",
        description: "Growing without end: a leak.",
        unit: Short,
        queries: promql({ "{{instance}}": `go_goroutines{${API}}` }),
      }),
      timeseries({
        title: "Garbage collection",
        description: "The longest stop.",
        unit: Seconds,
        queries: promql({ "{{instance}}": `go_gc_duration_seconds{${API}, quantile=~"1|1.0"}` }),
      }),
      timeseries({
        title: "Open files",
        description: "Share of what the process may open; connections count.",
        unit: PercentUnit,
        above: [0.7, 0.9],
        queries: promql({ "{{instance}}": `process_open_fds{${API}} / process_max_fds{${API}}` }),
      }),
    ],
  },
});
