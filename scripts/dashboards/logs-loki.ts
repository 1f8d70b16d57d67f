import { CountsPerSecond, PercentUnit, Short } from "@grafana/grafana-foundation-sdk/units";
import { dashboard, streamChoice, typed } from "./dashboard";
import { logs, stat, timeseries } from "./panels";
import { logql } from "./sources";

const STREAMS = `{namespace=~"$namespace", service=~"$service", dataset=~"$dataset", level=~"$level"}`;
const BAD = `{namespace=~"$namespace", service=~"$service", dataset=~"$dataset", level=~"error|critical|fatal|panic"}`;
const lines = (by: string, streams = STREAMS) => `sum by (${by}) (rate(${streams} |~ \`(?i)$text\` [$__auto]))`;
const total = (streams: string) => `sum(count_over_time(${streams} |~ \`(?i)$text\` [$__range]))`;

export const logsLoki = dashboard({
  name: "logs-loki",
  title: "Logs in Loki",
  description: "What the platform writes: how much, how much of it is bad, and the lines themselves.",
  range: "1h",
  variables: [
    // Loki refuses a query whose matchers all match nothing; so one of them must not.
    streamChoice("namespace", ".+"),
    streamChoice("service"),
    streamChoice("dataset"),
    streamChoice("level"),
    typed("text", "contains"),
  ],
  rows: {
    "At a glance": [
      stat({ title: "Lines", unit: Short, width: 8, queries: logql({ lines: total(STREAMS) }) }),
      stat({ title: "Errors", unit: Short, width: 8, above: [1, 1000], queries: logql({ errors: total(BAD) }) }),
      stat({
        title: "Share of errors",
        unit: PercentUnit,
        width: 8,
        above: [0.01, 0.1],
        queries: logql({ errors: `${total(BAD)} / ${total(STREAMS)}` }),
      }),
    ],
    Volume: [
      timeseries({
        title: "Lines by level",
        unit: CountsPerSecond,
        stacked: true,
        queries: logql({ "{{level}}": lines("level") }),
      }),
      timeseries({
        title: "Lines by service",
        unit: CountsPerSecond,
        stacked: true,
        queries: logql({ "{{service}}": `topk(10, ${lines("service")})` }),
      }),
      timeseries({
        title: "Errors by service",
        unit: CountsPerSecond,
        queries: logql({ "{{service}}": `topk(10, ${lines("service", BAD)})` }),
      }),
      timeseries({
        title: "Lines by dataset",
        unit: CountsPerSecond,
        stacked: true,
        queries: logql({ "{{dataset}}": lines("dataset") }),
      }),
    ],
    Lines: [
      logs({ title: "Errors", queries: logql({ "": `${BAD} |~ \`(?i)$text\`` }) }),
      logs({ title: "All", queries: logql({ "": `${STREAMS} |~ \`(?i)$text\`` }) }),
    ],
  },
});
