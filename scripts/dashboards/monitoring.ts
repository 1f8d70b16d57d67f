import {
  BytesIEC,
  CountsPerSecond,
  DateTimeFromNow,
  DurationSeconds,
  PercentUnit,
  Seconds,
  Short,
} from "@grafana/grafana-foundation-sdk/units";
import { dashboard } from "./dashboard";
import { stat, table, timeseries } from "./panels";
import { promql, promqlNow } from "./sources";

const PROMETHEUS = `job="prometheus"`;
const ALERTMANAGER = `job="alertmanager"`;
const rate = (metric: string, selector: string) => `rate(${metric}{${selector}}[$__rate_interval])`;

export const monitoring = dashboard({
  name: "monitoring",
  title: "Monitoring",
  description: "Whether what watches the platform is well itself.",
  team: "platform",
  rows: {
    "At a glance": [
      stat({
        title: "Targets down",
        unit: Short,
        above: [1, 5],
        queries: promql({ down: "count(up == 0) or vector(0)" }),
      }),
      stat({
        title: "Alerts firing",
        unit: Short,
        above: [1, 5],
        queries: promql({ alerts: `count(ALERTS{alertstate="firing", severity=~"critical|warning"}) or vector(0)` }),
      }),
      stat({
        title: "Rules failed",
        description: "In the last hour.",
        unit: Short,
        above: [1, 10],
        queries: promql({ failures: `sum(increase(prometheus_rule_evaluation_failures_total{${PROMETHEUS}}[1h]))` }),
      }),
      stat({
        title: "Messages not sent",
        description: "By Alertmanager in the last hour.",
        unit: Short,
        above: [1, 5],
        queries: promql({ failed: `sum(increase(alertmanager_notifications_failed_total{${ALERTMANAGER}}[1h]))` }),
      }),
      stat({
        title: "Series",
        description: "In memory of the fullest Prometheus.",
        unit: Short,
        queries: promql({ series: `max(prometheus_tsdb_head_series{${PROMETHEUS}})` }),
      }),
      stat({
        title: "Configuration loaded",
        unit: DateTimeFromNow,
        queries: promql({
          loaded: `1000 * min(prometheus_config_last_reload_success_timestamp_seconds{${PROMETHEUS}})`,
        }),
      }),
    ],
    Targets: [
      table({ title: "Targets down", unit: Short, columns: ["up"], below: [1, 1], queries: promqlNow("up == 0") }),
      timeseries({
        title: "Targets by job",
        unit: Short,
        stacked: true,
        queries: promql({ "{{job}}": "sum by (job) (up)" }),
      }),
      timeseries({
        title: "Time of a scrape",
        description: "The ten slowest.",
        unit: Seconds,
        above: [5, 10],
        queries: promql({ "{{job}} {{instance}}": "topk(10, scrape_duration_seconds)" }),
      }),
      timeseries({
        title: "Samples of a scrape",
        description: "The ten largest.",
        unit: Short,
        queries: promql({ "{{job}} {{instance}}": "topk(10, scrape_samples_scraped)" }),
      }),
    ],
    Prometheus: [
      timeseries({
        title: "Samples stored",
        unit: CountsPerSecond,
        queries: promql({
          "{{instance}}": `sum by (instance) (${rate("prometheus_tsdb_head_samples_appended_total", PROMETHEUS)})`,
        }),
      }),
      timeseries({
        title: "Series in memory",
        unit: Short,
        queries: promql({ "{{instance}}": `prometheus_tsdb_head_series{${PROMETHEUS}}` }),
      }),
      timeseries({
        title: "Stored on disk",
        unit: BytesIEC,
        queries: promql({
          "blocks {{instance}}": `prometheus_tsdb_storage_blocks_bytes{${PROMETHEUS}}`,
          "log {{instance}}": `prometheus_tsdb_wal_storage_size_bytes{${PROMETHEUS}}`,
        }),
      }),
      timeseries({
        title: "Memory",
        unit: BytesIEC,
        queries: promql({
          "{{job}} {{instance}}": `process_resident_memory_bytes{job=~"prometheus|alertmanager|grafana"}`,
        }),
      }),
      timeseries({
        title: "Rules",
        description: "How long a group took, as share of its interval: above 1 evaluations are missed.",
        unit: PercentUnit,
        above: [0.5, 1],
        queries: promql({
          "{{rule_group}}": `topk(10, prometheus_rule_group_last_duration_seconds{${PROMETHEUS}} / prometheus_rule_group_interval_seconds{${PROMETHEUS}})`,
        }),
      }),
      timeseries({
        title: "What went wrong",
        description: "Failed evaluations, samples that were refused, damage to the log, failed compactions.",
        unit: CountsPerSecond,
        queries: promql({
          "rules {{instance}}": `sum by (instance) (${rate("prometheus_rule_evaluation_failures_total", PROMETHEUS)})`,
          "twice {{instance}}": rate("prometheus_target_scrapes_sample_duplicate_timestamp_total", PROMETHEUS),
          "out of order {{instance}}": rate("prometheus_target_scrapes_sample_out_of_order_total", PROMETHEUS),
          "log {{instance}}": rate("prometheus_tsdb_wal_corruptions_total", PROMETHEUS),
          "compactions {{instance}}": rate("prometheus_tsdb_compactions_failed_total", PROMETHEUS),
        }),
      }),
    ],
    Alerts: [
      table({
        title: "Firing",
        unit: Short,
        columns: ["firing"],
        queries: promqlNow(`sum by (alertname, severity, team, instance) (ALERTS{alertstate="firing"})`),
      }),
      timeseries({
        title: "Firing",
        unit: Short,
        stacked: true,
        queries: promql({ "{{severity}} {{team}}": `count by (severity, team) (ALERTS{alertstate="firing"})` }),
      }),
      timeseries({
        title: "Sent to Alertmanager",
        unit: CountsPerSecond,
        queries: promql({
          "sent {{instance}}": `sum by (instance) (${rate("prometheus_notifications_sent_total", PROMETHEUS)})`,
          "dropped {{instance}}": `sum by (instance) (${rate("prometheus_notifications_dropped_total", PROMETHEUS)})`,
          "failed {{instance}}": `sum by (instance) (${rate("prometheus_notifications_errors_total", PROMETHEUS)})`,
        }),
      }),
      timeseries({
        title: "Messages by channel",
        description: "Within an hour.",
        unit: Short,
        queries: promql({
          "sent {{integration}}": `sum by (integration) (increase(alertmanager_notifications_total{${ALERTMANAGER}}[1h])) > 0`,
          "failed {{integration}}": `sum by (integration) (increase(alertmanager_notifications_failed_total{${ALERTMANAGER}}[1h])) > 0`,
        }),
      }),
      timeseries({
        title: "Time of a message",
        description: "95 % take no longer.",
        unit: Seconds,
        queries: promql({
          "{{integration}}": `histogram_quantile(0.95, sum by (le, integration) (${rate("alertmanager_notification_latency_seconds_bucket", ALERTMANAGER)}))`,
        }),
      }),
      timeseries({
        title: "Alertmanager",
        unit: Short,
        queries: promql({
          "alerts {{instance}}": `sum by (instance) (alertmanager_alerts{${ALERTMANAGER}, state="active"})`,
          "silences {{instance}}": `alertmanager_silences{${ALERTMANAGER}, state="active"}`,
          "members {{instance}}": `alertmanager_cluster_members{${ALERTMANAGER}}`,
        }),
      }),
    ],
    Grafana: [
      timeseries({
        title: "Requests by code",
        unit: CountsPerSecond,
        stacked: true,
        queries: promql({
          "{{status_code}}": `sum by (status_code) (${rate("grafana_http_request_duration_seconds_count", `job="grafana"`)})`,
        }),
      }),
      stat({
        title: "Running",
        unit: DurationSeconds,
        queries: promql({ up: `time() - min(process_start_time_seconds{job="grafana"})` }),
      }),
    ],
  },
});
