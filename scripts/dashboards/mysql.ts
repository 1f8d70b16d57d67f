import {
  BytesIEC,
  BytesPerSecondIEC,
  CountsPerSecond,
  DurationSeconds,
  IOOpsPerSecond,
  OpsPerSecond,
  PercentUnit,
  Seconds,
  Short,
} from "@grafana/grafana-foundation-sdk/units";
import { choice, dashboard } from "./dashboard";
import { stat, table, timeseries } from "./panels";
import { promql, promqlNow } from "./sources";

const MYSQL = `job="mysql-exporter", instance=~"$instance"`;

const status = (name: string) => `mysql_global_status_${name}{${MYSQL}}`;
const variable = (name: string) => `mysql_global_variables_${name}{${MYSQL}}`;
const rate = (metric: string) => `rate(${metric}[$__rate_interval])`;
const statements = (name: string) => rate(`mysql_perf_schema_events_statements_sum_${name}{${MYSQL}}`);
const replication = (name: string) => `mysql_slave_status_${name}{${MYSQL}}`;

const latency = `${statements("timer_wait")} / (${statements("total")} > 0)`;
const connectionsUsed = `${status("threads_connected")} / ${variable("max_connections")}`;
const bufferPoolHits = `1 - ${rate(status("innodb_buffer_pool_reads"))} / (${rate(status("innodb_buffer_pool_read_requests"))} > 0)`;

export const mysql = dashboard({
  name: "mysql",
  title: "MySQL",
  description: "Each instance of the database: queries, connections, caches, locks, replication.",
  team: "database",
  variables: [choice("instance", `label_values(mysql_up{job="mysql-exporter"}, instance)`)],
  rows: {
    "At a glance": [
      stat({
        title: "Up",
        description: "Of the chosen instances.",
        unit: PercentUnit,
        below: [1, 0.5],
        queries: promql({ up: `avg(mysql_up{${MYSQL}})` }),
      }),
      stat({ title: "Queries", unit: OpsPerSecond, queries: promql({ queries: `sum(${rate(status("questions"))})` }) }),
      stat({
        title: "Latency",
        description: "Of a statement on average, on the slowest instance.",
        unit: Seconds,
        above: [0.05, 0.5],
        queries: promql({ latency: `max(${latency})` }),
      }),
      stat({
        title: "Connections used",
        description: "Share of what the fullest instance allows.",
        unit: PercentUnit,
        above: [0.7, 0.9],
        queries: promql({ used: `max(${connectionsUsed})` }),
      }),
      stat({
        title: "Cache hits",
        description: "Share of page reads that the buffer pool answers, on the worst instance.",
        unit: PercentUnit,
        below: [0.99, 0.95],
        queries: promql({ hits: `min(${bufferPoolHits})` }),
      }),
      stat({
        title: "Replication lag",
        description: "Of the slowest replica.",
        unit: Seconds,
        above: [10, 60],
        queries: promql({ lag: `max(${replication("seconds_behind_source")})` }),
      }),
    ],
    Queries: [
      timeseries({
        title: "Queries",
        unit: OpsPerSecond,
        queries: promql({ "{{instance}}": rate(status("questions")) }),
      }),
      timeseries({
        title: "Statements by kind",
        description: "The ten commonest.",
        unit: OpsPerSecond,
        queries: promql({ "{{command}}": `topk(10, sum by (command) (${rate(status("commands_total"))}) > 0)` }),
      }),
      timeseries({
        title: "Latency",
        description: "Of a statement on average, with the time in which it waited for locks.",
        unit: Seconds,
        above: [0.05, 0.5],
        queries: promql({ "{{instance}}": latency }),
      }),
      timeseries({
        title: "Slow queries",
        description: "Longer than long_query_time.",
        unit: CountsPerSecond,
        above: [0.1, 1],
        queries: promql({ "{{instance}}": rate(status("slow_queries")) }),
      }),
      timeseries({
        title: "Without an index",
        description: "Statements that read whole tables, and joins that do.",
        unit: OpsPerSecond,
        queries: promql({
          "no index {{instance}}": statements("no_index_used"),
          "full join {{instance}}": rate(status("select_full_join")),
        }),
      }),
      timeseries({
        title: "Rows read for a row sent",
        description: "Many: an index is missing.",
        unit: Short,
        queries: promql({ "{{instance}}": `${statements("rows_examined")} / (${statements("rows_sent")} > 0)` }),
      }),
      timeseries({
        title: "Temporary tables on disk",
        description: "Share of all temporary tables.",
        unit: PercentUnit,
        queries: promql({
          "{{instance}}": `${rate(status("created_tmp_disk_tables"))} / (${rate(status("created_tmp_tables"))} > 0)`,
        }),
      }),
      timeseries({
        title: "Failed statements",
        unit: OpsPerSecond,
        queries: promql({ "{{instance}}": statements("errors") }),
      }),
    ],
    Connections: [
      timeseries({
        title: "Connections",
        unit: Short,
        queries: promql({
          "open {{instance}}": status("threads_connected"),
          "running {{instance}}": status("threads_running"),
          "allowed {{instance}}": variable("max_connections"),
        }),
      }),
      timeseries({
        title: "Connections used",
        unit: PercentUnit,
        max: 1,
        above: [0.7, 0.9],
        queries: promql({ "{{instance}}": connectionsUsed }),
      }),
      timeseries({
        title: "Refused and broken connections",
        description: "`refused`: login or network. `broken`: a client went away without saying so.",
        unit: CountsPerSecond,
        queries: promql({
          "refused {{instance}}": rate(status("aborted_connects")),
          "broken {{instance}}": rate(status("aborted_clients")),
          "{{error}} {{instance}}": `${rate(status("connection_errors_total"))} > 0`,
        }),
      }),
      timeseries({
        title: "New connections",
        description: "Many: clients do not keep theirs.",
        unit: CountsPerSecond,
        queries: promql({ "{{instance}}": rate(status("connections")) }),
      }),
    ],
    Caches: [
      timeseries({
        title: "Buffer pool hits",
        description: "Share of page reads that need no disk.",
        unit: PercentUnit,
        max: 1,
        below: [0.99, 0.95],
        queries: promql({ "{{instance}}": bufferPoolHits }),
      }),
      timeseries({
        title: "Buffer pool",
        unit: BytesIEC,
        queries: promql({
          "data {{instance}}": status("innodb_buffer_pool_bytes_data"),
          "not written yet {{instance}}": status("innodb_buffer_pool_bytes_dirty"),
          "size {{instance}}": variable("innodb_buffer_pool_size"),
        }),
      }),
      timeseries({
        title: "Open tables hits",
        description: "Share of openings that table_open_cache answers.",
        unit: PercentUnit,
        max: 1,
        queries: promql({
          "{{instance}}": `${rate(status("table_open_cache_hits"))} / (${rate(status("table_open_cache_hits"))} + ${rate(status("table_open_cache_misses"))} > 0)`,
        }),
      }),
      timeseries({
        title: "Pages read from disk",
        unit: IOOpsPerSecond,
        queries: promql({ "{{instance}}": rate(status("innodb_buffer_pool_reads")) }),
      }),
    ],
    "Locks and transactions": [
      timeseries({
        title: "Lock waits",
        description: "Statements that had to wait for a row.",
        unit: CountsPerSecond,
        queries: promql({ "{{instance}}": rate(status("innodb_row_lock_waits")) }),
      }),
      timeseries({
        title: "Length of a lock wait",
        description: "On average.",
        unit: Seconds,
        queries: promql({
          "{{instance}}": `${rate(status("innodb_row_lock_time"))} / 1000 / (${rate(status("innodb_row_lock_waits"))} > 0)`,
        }),
      }),
      timeseries({
        title: "Waiting now",
        unit: Short,
        above: [5, 20],
        queries: promql({ "{{instance}}": status("innodb_row_lock_current_waits") }),
      }),
      timeseries({
        title: "Deadlocks and timeouts",
        description: "Within an hour.",
        unit: Short,
        queries: promql({
          "deadlocks {{instance}}": `increase(mysql_info_schema_innodb_metrics_lock_lock_deadlocks_total{${MYSQL}}[1h])`,
          "timeouts {{instance}}": `increase(mysql_info_schema_innodb_metrics_lock_lock_timeouts_total{${MYSQL}}[1h])`,
        }),
      }),
      timeseries({
        title: "Undo history",
        description: "Old versions of rows that a long transaction keeps alive.",
        unit: Short,
        above: [100_000, 1_000_000],
        queries: promql({
          "{{instance}}": `mysql_info_schema_innodb_metrics_transaction_trx_rseg_history_len{${MYSQL}}`,
        }),
      }),
      timeseries({
        title: "Rows changed and read",
        unit: OpsPerSecond,
        queries: promql({ "{{operation}} {{instance}}": rate(status("innodb_row_ops_total")) }),
      }),
    ],
    Replication: [
      timeseries({
        title: "Lag",
        unit: Seconds,
        above: [10, 60],
        queries: promql({ "{{instance}}": replication("seconds_behind_source") }),
      }),
      table({
        title: "Replicas",
        description: "1: runs. Numbers of errors are those of MySQL; 0: none.",
        unit: Short,
        columns: ["receiving", "applying", "receiving error", "applying error"],
        hidden: ["channel_name", "connection_name", "master_uuid"],
        below: [1, 1],
        queries: promqlNow(
          replication("replica_io_running"),
          replication("replica_sql_running"),
          replication("last_io_errno"),
          replication("last_sql_errno"),
        ),
      }),
      table({
        title: "Instances",
        description: "0: applications write to it.",
        unit: Short,
        columns: ["read only"],
        queries: promqlNow(
          `${variable("read_only")} * on (instance) group_left (version) mysql_version_info{${MYSQL}}`,
        ),
      }),
      stat({
        title: "Youngest instance",
        description: "Since its last start.",
        unit: DurationSeconds,
        width: 6,
        queries: promql({ up: `min(${status("uptime")})` }),
      }),
      stat({
        title: "Exporter",
        description: "Share of its questions that the database answers.",
        unit: PercentUnit,
        below: [1, 0.9],
        width: 6,
        queries: promql({ answered: `avg(mysql_exporter_collector_success{${MYSQL}})` }),
      }),
    ],
    "Disk and network": [
      timeseries({
        title: "Data",
        unit: BytesPerSecondIEC,
        queries: promql({
          "read {{instance}}": rate(status("innodb_data_read")),
          "written {{instance}}": rate(status("innodb_data_written")),
          "redo log {{instance}}": rate(status("innodb_os_log_written")),
        }),
      }),
      timeseries({
        title: "Waiting for disk",
        description: "Operations under way, and waits for a redo log buffer that is too small.",
        unit: Short,
        queries: promql({
          "reads {{instance}}": status("innodb_data_pending_reads"),
          "writes {{instance}}": status("innodb_data_pending_writes"),
          "log waits {{instance}}": rate(status("innodb_log_waits")),
        }),
      }),
      timeseries({
        title: "Traffic",
        unit: BytesPerSecondIEC,
        queries: promql({
          "in {{instance}}": rate(status("bytes_received")),
          "out {{instance}}": rate(status("bytes_sent")),
        }),
      }),
    ],
  },
});
