import { Short } from "@grafana/grafana-foundation-sdk/units";
import { dashboard, fieldChoice, typed } from "./dashboard";
import { logs, stat, table, timeseries } from "./panels";
import { logCounts, logLines, logTable } from "./sources";

// Access logs have no level, and only the application's lines a service: every line has a dataset.
const ALL = "event.dataset:$dataset AND ($text)";
const BAD = `${ALL} AND log.level:(error OR critical OR fatal OR panic)`;
const FAILED = `${ALL} AND http.response.status_code:>=500`;

export const logsElasticsearch = dashboard({
  name: "logs-elasticsearch",
  title: "Logs in Elasticsearch",
  description: "What the platform writes: how much, how much of it is bad, and the lines themselves.",
  range: "1h",
  variables: [fieldChoice("dataset", "event.dataset"), typed("text", "contains", "*")],
  rows: {
    "At a glance": [
      stat({ title: "Lines", unit: Short, width: 8, sum: true, queries: logCounts({ query: ALL }) }),
      stat({ title: "Errors", unit: Short, width: 8, sum: true, above: [1, 1000], queries: logCounts({ query: BAD }) }),
      stat({
        title: "Answers 5xx",
        unit: Short,
        width: 8,
        sum: true,
        above: [1, 1000],
        queries: logCounts({ query: FAILED }),
      }),
    ],
    Volume: [
      timeseries({
        title: "Lines by dataset",
        unit: Short,
        stacked: true,
        queries: logCounts({ query: ALL, by: "event.dataset" }),
      }),
      timeseries({
        title: "Lines by level",
        description: "Of those that have one.",
        unit: Short,
        stacked: true,
        queries: logCounts({ query: ALL, by: "log.level" }),
      }),
      timeseries({ title: "Errors by dataset", unit: Short, queries: logCounts({ query: BAD, by: "event.dataset" }) }),
      timeseries({
        title: "Answers by code",
        description: "Of the application and of what is in front of it.",
        unit: Short,
        stacked: true,
        queries: logCounts({ query: ALL, by: "http.response.status_code" }),
      }),
      table({
        title: "Errors by service",
        unit: Short,
        columns: ["Count"],
        queries: logTable({ query: BAD, by: "service.name" }),
      }),
      table({
        title: "Answers 5xx by site",
        unit: Short,
        columns: ["Count"],
        queries: logTable({ query: FAILED, by: "url.domain" }),
      }),
    ],
    Lines: [logs({ title: "Errors", queries: logLines(BAD) }), logs({ title: "All", queries: logLines(ALL) })],
  },
});
