import { PercentUnit, RequestsPerSecond, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { dashboard } from "./dashboard";
import { stat, timeseries } from "./panels";
import { promql } from "./sources";

const rate = (labels = "") => `rate(traefik_entrypoint_requests_total{job="traefik"${labels}}[$__rate_interval])`;
const latency = (quantile: number) =>
  `histogram_quantile(${quantile}, sum by (le) (rate(traefik_entrypoint_request_duration_seconds_bucket{job="traefik"}[$__rate_interval])))`;

/** Names: https://doc.traefik.io/traefik/observe/metrics/ */
export const kubernetesTraefik = dashboard({
  name: "kubernetes-traefik",
  title: "Traefik",
  description: "Requests from outside, as Traefik sees them, where it brings them into the cluster.",
  team: "platform",
  rows: {
    Now: [
      stat({ title: "Pods", unit: Short, below: [2, 1], queries: promql({ up: `sum(up{job="traefik"})` }) }),
      stat({ title: "Requests", unit: RequestsPerSecond, queries: promql({ requests: `sum(${rate()})` }) }),
      stat({
        title: "Not delivered",
        description: "Share of answers 502, 503 and 504: nothing behind it answered.",
        unit: PercentUnit,
        above: [0.01, 0.05],
        queries: promql({ undelivered: `sum(${rate(`, code=~"502|503|504"`)}) / sum(${rate()})` }),
      }),
    ],
    Requests: [
      timeseries({
        title: "Answers by code",
        unit: RequestsPerSecond,
        stacked: true,
        queries: promql({ "{{code}}": `sum by (code) (${rate()})` }),
      }),
      timeseries({
        title: "Errors by service",
        description: "Answers 5xx of what it passes requests on to.",
        unit: RequestsPerSecond,
        queries: promql({
          "{{service}}": `sum by (service) (rate(traefik_service_requests_total{job="traefik", code=~"5.."}[$__rate_interval]))`,
        }),
      }),
      timeseries({
        title: "Latency",
        description: "Half, 95 % and 99 % of requests take no longer, as far as its coarse buckets tell.",
        unit: Seconds,
        queries: promql({ p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) }),
      }),
      timeseries({
        title: "Open connections",
        unit: Short,
        queries: promql({ "{{entrypoint}}": `sum by (entrypoint) (traefik_open_connections{job="traefik"})` }),
      }),
    ],
  },
});
