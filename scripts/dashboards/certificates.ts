import { DurationSeconds, PercentUnit, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { choice, dashboard } from "./dashboard";
import { stat, table, timeseries } from "./panels";
import { promql, promqlNow } from "./sources";

const DAY = 86_400;
const PROBE = `job="blackbox", instance=~"$endpoint"`;
const WATCHED = `job="httpsok-api", domain=~"$domain"`;

const chainLeft = `min by (instance) (probe_ssl_earliest_cert_expiry{${PROBE}}) - time()`;
// Every instance of the application reports the same certificates.
const certificateLeft = `min by (domain) (httpsok_certificate_not_after_timestamp_seconds{${WATCHED}}) - time()`;
/** How many certificates have no more than so many days left; 0 when there are none. */
const within = (days: number) => `count(${certificateLeft} < ${days} * ${DAY}) or vector(0)`;

export const certificates = dashboard({
  name: "certificates",
  title: "Certificates and endpoints",
  description: "What answers, how fast, and when certificates of the platform and of its users end.",
  team: "security",
  range: "7d",
  variables: [
    choice("endpoint", `label_values(probe_success{job="blackbox"}, instance)`),
    choice("domain", `label_values(httpsok_certificate_not_after_timestamp_seconds, domain)`),
  ],
  rows: {
    "At a glance": [
      stat({
        title: "Endpoints up",
        description: "Of the chosen ones.",
        unit: PercentUnit,
        below: [1, 0.9],
        queries: promql({ up: `avg(probe_success{${PROBE}})` }),
      }),
      stat({
        title: "First endpoint to end",
        description: "How long the certificate of an endpoint, or of its chain, is still valid.",
        unit: DurationSeconds,
        below: [30 * DAY, 7 * DAY],
        queries: promql({ left: `min(${chainLeft})` }),
      }),
      stat({
        title: "First certificate to end",
        description: "Of the platform and of watched domains.",
        unit: DurationSeconds,
        below: [30 * DAY, 7 * DAY],
        queries: promql({ left: `min(${certificateLeft})` }),
      }),
      stat({
        title: "End within 30 days",
        unit: Short,
        above: [1, 100],
        queries: promql({ certificates: within(30) }),
      }),
      stat({ title: "End within 7 days", unit: Short, above: [1, 1], queries: promql({ certificates: within(7) }) }),
      stat({
        title: "Slowest endpoint",
        unit: Seconds,
        above: [1, 3],
        queries: promql({ duration: `max(probe_duration_seconds{${PROBE}})` }),
      }),
    ],
    Certificates: [
      table({
        title: "Endpoints",
        description: "How long each certificate, or one of its chain, is still valid.",
        unit: DurationSeconds,
        columns: ["left"],
        below: [30 * DAY, 7 * DAY],
        queries: promqlNow(`sort(${chainLeft})`),
      }),
      table({
        title: "Platform and watched domains",
        description: "The fifty that end first.",
        unit: DurationSeconds,
        columns: ["left"],
        below: [30 * DAY, 7 * DAY],
        queries: promqlNow(`bottomk(50, ${certificateLeft})`),
      }),
      timeseries({
        title: "Endpoints",
        description: "A line that never rises is a certificate that nobody renews.",
        unit: DurationSeconds,
        below: [30 * DAY, 7 * DAY],
        queries: promql({ "{{instance}}": chainLeft }),
      }),
      timeseries({
        title: "Certificates that end soon",
        description: "Of the platform and of watched domains.",
        unit: Short,
        queries: promql({ "within 7 days": within(7), "within 30 days": within(30), "within 90 days": within(90) }),
      }),
      table({
        title: "TLS versions",
        unit: Short,
        columns: ["used"],
        hidden: ["module"],
        queries: promqlNow(`max by (instance, version) (probe_tls_version_info{${PROBE}})`),
      }),
      table({
        title: "Issuers",
        unit: Short,
        columns: ["used"],
        queries: promqlNow(`max by (instance, issuer, subjectalternative) (probe_ssl_last_chain_info{${PROBE}})`),
      }),
    ],
    Availability: [
      timeseries({
        title: "Endpoints up",
        description: "1: answers as it should.",
        unit: Short,
        max: 1,
        queries: promql({ "{{module}} {{instance}}": `probe_success{${PROBE}}` }),
      }),
      table({
        title: "Availability",
        description: "Share of the chosen range.",
        unit: PercentUnit,
        columns: ["available"],
        below: [0.999, 0.99],
        queries: promqlNow(`avg_over_time(probe_success{${PROBE}}[$__range])`),
      }),
      timeseries({
        title: "Answers by code",
        unit: Short,
        queries: promql({ "{{instance}}": `probe_http_status_code{${PROBE}}` }),
      }),
    ],
    "Response time": [
      timeseries({
        title: "Response time",
        unit: Seconds,
        above: [1, 3],
        queries: promql({ "{{module}} {{instance}}": `probe_duration_seconds{${PROBE}}` }),
      }),
      timeseries({
        title: "Parts of a response",
        description: "On average of all endpoints. `resolve`: DNS. `processing`: the server thinks.",
        unit: Seconds,
        stacked: true,
        queries: promql({ "{{phase}}": `avg by (phase) (probe_http_duration_seconds{${PROBE}})` }),
      }),
      timeseries({
        title: "DNS",
        description: "How long it took to find the address.",
        unit: Seconds,
        above: [0.1, 1],
        queries: promql({ "{{instance}}": `max by (instance) (probe_dns_lookup_time_seconds{${PROBE}})` }),
      }),
      timeseries({
        title: "Name servers",
        description: "How long each takes to answer when it is asked itself.",
        unit: Seconds,
        above: [0.1, 0.5],
        queries: promql({ "{{instance}}": `probe_dns_duration_seconds{${PROBE}, phase="request"}` }),
      }),
      timeseries({
        title: "TLS handshake",
        unit: Seconds,
        queries: promql({ "{{instance}}": `probe_http_duration_seconds{${PROBE}, phase="tls"}` }),
      }),
    ],
  },
});
