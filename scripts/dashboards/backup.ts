import { BytesIEC, DurationSeconds, PercentUnit, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { choice, dashboard } from "./dashboard";
import { stat, table, timeseries } from "./panels";
import { promql, promqlNow } from "./sources";

const DAY = 86_400;
const BACKUP = `backup=~"$backup"`;

// A job that ran on another machine leaves its old report on the first one.
const age = `time() - max by (backup) (httpsok_backup_last_success_timestamp_seconds{${BACKUP}})`;
const verifiedAge = `time() - max by (backup) (httpsok_backup_last_verified_timestamp_seconds{${BACKUP}})`;
const newest = (metric: string) => `max by (backup) (httpsok_backup_${metric}{${BACKUP}})`;
const result = `min by (backup) (httpsok_backup_last_run_success{${BACKUP}})`;

export const backup = dashboard({
  name: "backup",
  title: "Backup",
  description: "How old, how large and how good the backups are.",
  team: "database",
  range: "30d",
  variables: [choice("backup", "label_values(httpsok_backup_last_success_timestamp_seconds, backup)")],
  rows: {
    "At a glance": [
      stat({
        title: "Succeeded",
        description: "Share of the chosen backups whose last run did.",
        unit: PercentUnit,
        below: [1, 0.9],
        queries: promql({ succeeded: `avg(${result})` }),
      }),
      stat({
        title: "Oldest",
        description: "Since the last success.",
        unit: DurationSeconds,
        above: [1.1 * DAY, 2 * DAY],
        queries: promql({ age: `max(${age})` }),
      }),
      stat({
        title: "Oldest binlog",
        description: "What would be lost now.",
        unit: DurationSeconds,
        above: [600, 1800],
        queries: promql({ age: `time() - max(httpsok_backup_last_success_timestamp_seconds{backup="binlog"})` }),
      }),
      stat({
        title: "Longest not verified",
        description: "Since one was last restored and looked at.",
        unit: DurationSeconds,
        above: [8 * DAY, 31 * DAY],
        queries: promql({ age: `max(${verifiedAge})` }),
      }),
      stat({
        title: "Size",
        description: "Of the last ones together.",
        unit: BytesIEC,
        queries: promql({ size: `sum(${newest("last_size_bytes")})` }),
      }),
      stat({
        title: "Longest run",
        unit: DurationSeconds,
        queries: promql({ duration: `max(${newest("last_duration_seconds")})` }),
      }),
    ],
    Backups: [
      table({
        title: "Age",
        description: "Since the last success.",
        unit: DurationSeconds,
        columns: ["age"],
        above: [1.1 * DAY, 2 * DAY],
        queries: promqlNow(age),
      }),
      table({
        title: "Last run",
        description: "1: succeeded.",
        unit: Short,
        columns: ["succeeded"],
        below: [1, 1],
        queries: promqlNow(result),
      }),
      timeseries({
        title: "Age",
        description: "Falls to zero with every success.",
        unit: DurationSeconds,
        queries: promql({ "{{backup}}": age }),
      }),
      timeseries({
        title: "Last run",
        description: "1: succeeded. 0: failed.",
        unit: Short,
        max: 1,
        queries: promql({ "{{backup}}": result }),
      }),
      timeseries({
        title: "Size",
        description: "One that is suddenly small is not whole.",
        unit: BytesIEC,
        queries: promql({ "{{backup}}": newest("last_size_bytes") }),
      }),
      timeseries({
        title: "Duration",
        unit: Seconds,
        queries: promql({ "{{backup}}": newest("last_duration_seconds") }),
      }),
      timeseries({
        title: "Not verified for",
        description: "A backup that was never restored is a hope.",
        unit: DurationSeconds,
        above: [8 * DAY, 31 * DAY],
        queries: promql({ "{{backup}}": verifiedAge }),
      }),
    ],
  },
});
