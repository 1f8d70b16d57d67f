import {
  BytesIEC,
  BytesPerSecondIEC,
  CountsPerSecond,
  OpsPerSecond,
  PercentUnit,
  Seconds,
  Short,
} from "@grafana/grafana-foundation-sdk/units";
import { choice, dashboard } from "./dashboard";
import { stat, timeseries } from "./panels";
import { promql } from "./sources";

const CACHE = `job="redis-exporter", instance=~"$instance"`;
const rate = (metric: string) => `rate(${metric}{${CACHE}}[$__rate_interval])`;

const hits = `${rate("redis_keyspace_hits_total")} / (${rate("redis_keyspace_hits_total")} + ${rate("redis_keyspace_misses_total")} > 0)`;
const memoryUsed = `redis_memory_used_bytes{${CACHE}} / (redis_memory_max_bytes{${CACHE}} > 0)`;

export const cache = dashboard({
  name: "cache",
  title: "Cache",
  description: "Valkey or Redis: memory, hits, commands, clients.",
  team: "database",
  variables: [choice("instance", `label_values(redis_up{job="redis-exporter"}, instance)`)],
  rows: {
    "At a glance": [
      stat({ title: "Up", unit: PercentUnit, below: [1, 0.5], queries: promql({ up: `avg(redis_up{${CACHE}})` }) }),
      stat({
        title: "Commands",
        unit: OpsPerSecond,
        queries: promql({ commands: `sum(${rate("redis_commands_processed_total")})` }),
      }),
      stat({
        title: "Hits",
        description: "Share of reads that find something.",
        unit: PercentUnit,
        below: [0.8, 0.5],
        queries: promql({ hits: `min(${hits})` }),
      }),
      stat({
        title: "Memory used",
        description: "Share of maxmemory.",
        unit: PercentUnit,
        above: [0.8, 0.95],
        queries: promql({ used: `max(${memoryUsed})` }),
      }),
      stat({ title: "Clients", unit: Short, queries: promql({ clients: `sum(redis_connected_clients{${CACHE}})` }) }),
      stat({
        title: "Evicted",
        description: "Keys that had to go for others.",
        unit: CountsPerSecond,
        above: [1, 100],
        queries: promql({ evicted: `sum(${rate("redis_evicted_keys_total")})` }),
      }),
    ],
    Memory: [
      timeseries({
        title: "Memory",
        unit: BytesIEC,
        queries: promql({
          "used {{instance}}": `redis_memory_used_bytes{${CACHE}}`,
          "of the system {{instance}}": `redis_memory_used_rss_bytes{${CACHE}}`,
          "allowed {{instance}}": `redis_memory_max_bytes{${CACHE}}`,
        }),
      }),
      timeseries({
        title: "Fragmentation",
        description: "Memory of the system by memory used: above 1.5 it is wasted, below 1 it is swapped.",
        unit: Short,
        above: [1.5, 2],
        queries: promql({ "{{instance}}": `redis_mem_fragmentation_ratio{${CACHE}}` }),
      }),
      timeseries({
        title: "Keys",
        unit: Short,
        queries: promql({
          "{{db}} {{instance}}": `redis_db_keys{${CACHE}} > 0`,
          "expiring {{db}} {{instance}}": `redis_db_keys_expiring{${CACHE}} > 0`,
        }),
      }),
      timeseries({
        title: "Keys that went",
        unit: CountsPerSecond,
        queries: promql({
          "expired {{instance}}": rate("redis_expired_keys_total"),
          "evicted {{instance}}": rate("redis_evicted_keys_total"),
        }),
      }),
    ],
    "Commands and clients": [
      timeseries({
        title: "Hits",
        description: "Share of reads that find something.",
        unit: PercentUnit,
        max: 1,
        queries: promql({ "{{instance}}": hits }),
      }),
      timeseries({
        title: "Commands by kind",
        description: "The ten commonest.",
        unit: OpsPerSecond,
        queries: promql({ "{{cmd}}": `topk(10, sum by (cmd) (${rate("redis_commands_total")}))` }),
      }),
      timeseries({
        title: "Time of a command",
        description: "On average, the ten slowest kinds.",
        unit: Seconds,
        queries: promql({
          "{{cmd}}": `topk(10, sum by (cmd) (${rate("redis_commands_duration_seconds_total")}) / (sum by (cmd) (${rate("redis_commands_total")}) > 0))`,
        }),
      }),
      timeseries({
        title: "Clients",
        description: "`blocked`: waiting for a list or a stream.",
        unit: Short,
        queries: promql({
          "connected {{instance}}": `redis_connected_clients{${CACHE}}`,
          "blocked {{instance}}": `redis_blocked_clients{${CACHE}}`,
          "refused {{instance}}": rate("redis_rejected_connections_total"),
        }),
      }),
      timeseries({
        title: "Traffic",
        unit: BytesPerSecondIEC,
        queries: promql({
          "in {{instance}}": rate("redis_net_input_bytes_total"),
          "out {{instance}}": rate("redis_net_output_bytes_total"),
        }),
      }),
      timeseries({
        title: "Replicas",
        unit: Short,
        queries: promql({ "{{instance}}": `redis_connected_slaves{${CACHE}}` }),
      }),
    ],
  },
});
