import {
  BitsPerSecondSI,
  BytesIEC,
  BytesPerSecondIEC,
  CountsPerSecond,
  DurationSeconds,
  IOOpsPerSecond,
  PacketsPerSecond,
  PercentUnit,
  Seconds,
  Short,
} from "@grafana/grafana-foundation-sdk/units";
import { choice, dashboard } from "./dashboard";
import { stat, timeseries } from "./panels";
import { promql } from "./sources";

const NODE = `job="node-exporter", instance=~"$instance"`;
/** What holds data, and not memory or parts of containers. */
const FILESYSTEM = `${NODE}, fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs"`;
/** Network cards, and not what containers and tunnels add. */
const CARD = `${NODE}, device!~"lo|veth.*|docker.*|br-.*|eni.*|cni.*|dummy.*"`;

const cpuBusy = `1 - avg by (instance) (rate(node_cpu_seconds_total{${NODE}, mode="idle"}[$__rate_interval]))`;
const cores = `count by (instance) (node_cpu_seconds_total{${NODE}, mode="idle"})`;
const loadPerCore = `sum by (instance) (node_load5{${NODE}}) / ${cores}`;
const memoryUsed = `1 - node_memory_MemAvailable_bytes{${NODE}} / node_memory_MemTotal_bytes{${NODE}}`;
const diskUsed = `1 - node_filesystem_avail_bytes{${FILESYSTEM}} / node_filesystem_size_bytes{${FILESYSTEM}}`;
const inodesUsed = `1 - node_filesystem_files_free{${FILESYSTEM}} / (node_filesystem_files{${FILESYSTEM}} > 0)`;
const rate = (metric: string, selector: string = NODE) => `rate(${metric}{${selector}}[$__rate_interval])`;

export const system = dashboard({
  name: "system",
  title: "System",
  description: "Machines and nodes: processors, memory, disks, network, load, processes.",
  team: "platform",
  variables: [choice("instance", `label_values(node_uname_info{job="node-exporter"}, instance)`)],
  rows: {
    "At a glance": [
      stat({ title: "Machines", unit: Short, queries: promql({ up: `sum(up{${NODE}})` }) }),
      stat({
        title: "Busiest CPU",
        unit: PercentUnit,
        above: [0.8, 0.95],
        queries: promql({ busy: `max(${cpuBusy})` }),
      }),
      stat({
        title: "Fullest memory",
        unit: PercentUnit,
        above: [0.85, 0.95],
        queries: promql({ used: `max(${memoryUsed})` }),
      }),
      stat({
        title: "Fullest disk",
        unit: PercentUnit,
        above: [0.8, 0.9],
        queries: promql({ used: `max(${diskUsed})` }),
      }),
      stat({
        title: "Load per core",
        description: "Highest load of five minutes, by processor core: above 1 processes wait.",
        unit: Short,
        above: [1, 2],
        queries: promql({ load: `max(${loadPerCore})` }),
      }),
      stat({
        title: "Youngest machine",
        description: "Since its last start.",
        unit: DurationSeconds,
        queries: promql({ up: `min(time() - node_boot_time_seconds{${NODE}})` }),
      }),
    ],
    Processor: [
      timeseries({
        title: "CPU use",
        unit: PercentUnit,
        max: 1,
        above: [0.8, 0.95],
        queries: promql({ "{{instance}}": cpuBusy }),
      }),
      timeseries({
        title: "CPU time by mode",
        description:
          "All machines together. `iowait`: waiting for disks. `steal`: the cloud gave the processor to others.",
        unit: PercentUnit,
        stacked: true,
        queries: promql({
          "{{mode}}": `sum by (mode) (rate(node_cpu_seconds_total{${NODE}, mode!="idle"}[$__rate_interval])) / scalar(sum(${cores}))`,
        }),
      }),
      timeseries({
        title: "Load per core",
        description: "Of five minutes. Above 1 processes wait for a core or for a disk.",
        unit: Short,
        above: [1, 2],
        queries: promql({ "{{instance}}": loadPerCore }),
      }),
      timeseries({
        title: "Pressure",
        description: "Share of time in which something waited for processor, memory or disk.",
        unit: PercentUnit,
        queries: promql({
          "cpu {{instance}}": rate("node_pressure_cpu_waiting_seconds_total"),
          "memory {{instance}}": rate("node_pressure_memory_waiting_seconds_total"),
          "io {{instance}}": rate("node_pressure_io_waiting_seconds_total"),
        }),
      }),
    ],
    Memory: [
      timeseries({
        title: "Memory use",
        description: "What programs cannot get any more; caches count as free.",
        unit: PercentUnit,
        max: 1,
        above: [0.85, 0.95],
        queries: promql({ "{{instance}}": memoryUsed }),
      }),
      timeseries({
        title: "Memory by kind",
        unit: BytesIEC,
        stacked: true,
        queries: promql({
          programs: `sum(node_memory_AnonPages_bytes{${NODE}})`,
          "cached files": `sum(node_memory_Cached_bytes{${NODE}} + node_memory_Buffers_bytes{${NODE}})`,
          kernel: `sum(node_memory_Slab_bytes{${NODE}} + node_memory_KernelStack_bytes{${NODE}} + node_memory_PageTables_bytes{${NODE}})`,
          free: `sum(node_memory_MemFree_bytes{${NODE}})`,
        }),
      }),
      timeseries({
        title: "Swapping",
        description: "Pages moved to disk and back.",
        unit: CountsPerSecond,
        queries: promql({
          "in {{instance}}": rate("node_vmstat_pswpin"),
          "out {{instance}}": rate("node_vmstat_pswpout"),
        }),
      }),
      timeseries({
        title: "Killed for memory",
        description: "Processes that the kernel ended within an hour because memory was used up.",
        unit: Short,
        above: [1, 5],
        queries: promql({ "{{instance}}": `increase(node_vmstat_oom_kill{${NODE}}[1h])` }),
      }),
    ],
    Disks: [
      timeseries({
        title: "Space used",
        unit: PercentUnit,
        max: 1,
        above: [0.8, 0.9],
        queries: promql({ "{{instance}} {{mountpoint}}": diskUsed }),
      }),
      timeseries({
        title: "Inodes used",
        description: "How many files there can be.",
        unit: PercentUnit,
        max: 1,
        above: [0.8, 0.9],
        queries: promql({ "{{instance}} {{mountpoint}}": inodesUsed }),
      }),
      timeseries({
        title: "Space left in four days",
        description: "If it goes on as in the last six hours.",
        unit: BytesIEC,
        queries: promql({
          "{{instance}} {{mountpoint}}": `clamp_min(predict_linear(node_filesystem_avail_bytes{${FILESYSTEM}}[6h], 4 * 86400), 0)`,
        }),
      }),
      timeseries({
        title: "Busy",
        description: "Share of time in which a disk had something to do.",
        unit: PercentUnit,
        above: [0.8, 0.95],
        queries: promql({ "{{instance}} {{device}}": rate("node_disk_io_time_seconds_total") }),
      }),
      timeseries({
        title: "Throughput",
        unit: BytesPerSecondIEC,
        queries: promql({
          "read {{instance}} {{device}}": rate("node_disk_read_bytes_total"),
          "written {{instance}} {{device}}": rate("node_disk_written_bytes_total"),
        }),
      }),
      timeseries({
        title: "Operations",
        unit: IOOpsPerSecond,
        queries: promql({
          "reads {{instance}} {{device}}": rate("node_disk_reads_completed_total"),
          "writes {{instance}} {{device}}": rate("node_disk_writes_completed_total"),
        }),
      }),
      timeseries({
        title: "Time of an operation",
        description: "On average, with the time in the queue.",
        unit: Seconds,
        queries: promql({
          "read {{instance}} {{device}}": `${rate("node_disk_read_time_seconds_total")} / (${rate("node_disk_reads_completed_total")} > 0)`,
          "write {{instance}} {{device}}": `${rate("node_disk_write_time_seconds_total")} / (${rate("node_disk_writes_completed_total")} > 0)`,
        }),
      }),
      timeseries({
        title: "Open files",
        description: "Share of what the kernel allows.",
        unit: PercentUnit,
        above: [0.7, 0.9],
        queries: promql({ "{{instance}}": `node_filefd_allocated{${NODE}} / node_filefd_maximum{${NODE}}` }),
      }),
    ],
    Network: [
      timeseries({
        title: "Traffic",
        unit: BitsPerSecondSI,
        queries: promql({
          "in {{instance}} {{device}}": `8 * ${rate("node_network_receive_bytes_total", CARD)}`,
          "out {{instance}} {{device}}": `8 * ${rate("node_network_transmit_bytes_total", CARD)}`,
        }),
      }),
      timeseries({
        title: "Errors and drops",
        unit: PacketsPerSecond,
        queries: promql({
          "errors {{instance}} {{device}}": `${rate("node_network_receive_errs_total", CARD)} + ${rate("node_network_transmit_errs_total", CARD)}`,
          "drops {{instance}} {{device}}": `${rate("node_network_receive_drop_total", CARD)} + ${rate("node_network_transmit_drop_total", CARD)}`,
        }),
      }),
      timeseries({
        title: "Connections",
        description: "TCP. Many in `time wait` come from clients that open a connection for each request.",
        unit: Short,
        queries: promql({
          "established {{instance}}": `node_netstat_Tcp_CurrEstab{${NODE}}`,
          "time wait {{instance}}": `node_sockstat_TCP_tw{${NODE}}`,
        }),
      }),
      timeseries({
        title: "Connections tracked",
        description: "Share of what the kernel can track: above it new connections are dropped.",
        unit: PercentUnit,
        max: 1,
        above: [0.75, 0.9],
        queries: promql({
          "{{instance}}": `node_nf_conntrack_entries{${NODE}} / node_nf_conntrack_entries_limit{${NODE}}`,
        }),
      }),
      timeseries({
        title: "Sent again",
        description: "Share of TCP segments: the network loses packets.",
        unit: PercentUnit,
        above: [0.01, 0.05],
        queries: promql({
          "{{instance}}": `${rate("node_netstat_Tcp_RetransSegs")} / (${rate("node_netstat_Tcp_OutSegs")} > 0)`,
        }),
      }),
      timeseries({
        title: "Connections refused by a full queue",
        description: "A program accepts connections more slowly than they come.",
        unit: CountsPerSecond,
        queries: promql({ "{{instance}}": rate("node_netstat_TcpExt_ListenOverflows") }),
      }),
    ],
    "Processes and clock": [
      timeseries({
        title: "Processes",
        description: "`blocked`: waiting for a disk.",
        unit: Short,
        queries: promql({
          "running {{instance}}": `node_procs_running{${NODE}}`,
          "blocked {{instance}}": `node_procs_blocked{${NODE}}`,
        }),
      }),
      timeseries({
        title: "Started processes",
        unit: CountsPerSecond,
        queries: promql({ "{{instance}}": rate("node_forks_total") }),
      }),
      timeseries({
        title: "Context switches",
        unit: CountsPerSecond,
        queries: promql({ "{{instance}}": rate("node_context_switches_total") }),
      }),
      timeseries({
        title: "Clock offset",
        description: "From the time server. Certificates and signatures depend on the time.",
        unit: Seconds,
        queries: promql({ "{{instance}}": `abs(node_timex_offset_seconds{${NODE}})` }),
      }),
    ],
  },
});
