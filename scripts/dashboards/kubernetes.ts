import { BytesIEC, BytesPerSecondIEC, PercentUnit, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { choice, dashboard } from "./dashboard";
import { stat, table, timeseries } from "./panels";
import { promql, promqlNow } from "./sources";

const STATE = `job="kube-state-metrics", namespace=~"$namespace"`;
const NODES = `job="kube-state-metrics"`;
/** Containers, and neither pods nor what holds their network. */
const CONTAINER = `job="kubelet", metrics_path="/metrics/cadvisor", namespace=~"$namespace", container!=""`;
/** The network belongs to the pod. */
const POD = `job="kubelet", metrics_path="/metrics/cadvisor", namespace=~"$namespace"`;
const VOLUME = `job="kubelet", namespace=~"$namespace"`;

const requested = (resource: string) =>
  `sum(kube_pod_container_resource_requests{${NODES}, resource="${resource}"}) / sum(kube_node_status_allocatable{${NODES}, resource="${resource}"})`;
const volumeUsed = `kubelet_volume_stats_used_bytes{${VOLUME}} / kubelet_volume_stats_capacity_bytes{${VOLUME}}`;
const cpu = (by: string) => `sum by (${by}) (rate(container_cpu_usage_seconds_total{${CONTAINER}}[$__rate_interval]))`;
const memory = (by: string) => `sum by (${by}) (container_memory_working_set_bytes{${CONTAINER}})`;
const limits = (by: string, resource: string) =>
  `sum by (${by}) (kube_pod_container_resource_limits{${STATE}, resource="${resource}"})`;

export const kubernetes = dashboard({
  name: "kubernetes",
  title: "Kubernetes",
  description: "Workloads, nodes, and volumes of the cluster.",
  team: "platform",
  variables: [choice("namespace", `label_values(kube_namespace_status_phase{job="kube-state-metrics"}, namespace)`)],
  rows: {
    "At a glance": [
      stat({
        title: "Nodes not ready",
        unit: Short,
        above: [1, 2],
        queries: promql({ nodes: `sum(kube_node_status_condition{${NODES}, condition="Ready", status!="true"})` }),
      }),
      stat({
        title: "Pods not running",
        description: "Waiting, failed or lost.",
        unit: Short,
        above: [1, 10],
        queries: promql({ pods: `sum(kube_pod_status_phase{${STATE}, phase=~"Pending|Failed|Unknown"})` }),
      }),
      stat({
        title: "Restarts",
        description: "Of containers in the last hour.",
        unit: Short,
        above: [1, 10],
        queries: promql({ restarts: `sum(increase(kube_pod_container_status_restarts_total{${STATE}}[1h]))` }),
      }),
      stat({
        title: "CPU requested",
        description: "Share of what nodes have.",
        unit: PercentUnit,
        above: [0.8, 0.95],
        queries: promql({ requested: requested("cpu") }),
      }),
      stat({
        title: "Memory requested",
        description: "Share of what nodes have.",
        unit: PercentUnit,
        above: [0.8, 0.95],
        queries: promql({ requested: requested("memory") }),
      }),
      stat({
        title: "Fullest volume",
        unit: PercentUnit,
        above: [0.8, 0.9],
        queries: promql({ used: `max(${volumeUsed})` }),
      }),
    ],
    Workloads: [
      table({
        title: "Deployments",
        description: "Replicas that are missing.",
        unit: Short,
        columns: ["missing", "wanted"],
        above: [1, 2],
        queries: promqlNow(
          `sum by (namespace, deployment) (kube_deployment_spec_replicas{${STATE}} - kube_deployment_status_replicas_available{${STATE}})`,
          `sum by (namespace, deployment) (kube_deployment_spec_replicas{${STATE}})`,
        ),
      }),
      table({
        title: "Stateful sets and daemon sets",
        description: "Replicas that are missing.",
        unit: Short,
        columns: ["missing"],
        above: [1, 2],
        queries: promqlNow(
          `sum by (namespace, statefulset) (kube_statefulset_replicas{${STATE}} - kube_statefulset_status_replicas_ready{${STATE}}) or sum by (namespace, daemonset) (kube_daemonset_status_desired_number_scheduled{${STATE}} - kube_daemonset_status_number_ready{${STATE}})`,
        ),
      }),
      timeseries({
        title: "Pods by phase",
        unit: Short,
        stacked: true,
        queries: promql({ "{{phase}}": `sum by (phase) (kube_pod_status_phase{${STATE}})` }),
      }),
      timeseries({
        title: "Waiting containers",
        description: "Such as CrashLoopBackOff and ImagePullBackOff.",
        unit: Short,
        queries: promql({ "{{reason}}": `sum by (reason) (kube_pod_container_status_waiting_reason{${STATE}})` }),
      }),
      timeseries({
        title: "Restarts in an hour",
        description: "The ten most.",
        unit: Short,
        queries: promql({
          "{{namespace}} {{pod}}": `topk(10, sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${STATE}}[1h])) > 0)`,
        }),
      }),
      timeseries({
        title: "Autoscalers",
        description: "Replicas, as share of the most that are allowed.",
        unit: PercentUnit,
        max: 1,
        above: [0.8, 1],
        queries: promql({
          "{{namespace}} {{horizontalpodautoscaler}}": `kube_horizontalpodautoscaler_status_current_replicas{${STATE}} / kube_horizontalpodautoscaler_spec_max_replicas{${STATE}}`,
        }),
      }),
      timeseries({
        title: "Failed jobs",
        unit: Short,
        queries: promql({ "{{namespace}} {{job_name}}": `kube_job_status_failed{${STATE}} > 0` }),
      }),
    ],
    "Processor and memory": [
      timeseries({
        title: "CPU by namespace",
        description: "Cores.",
        unit: Short,
        stacked: true,
        queries: promql({ "{{namespace}}": cpu("namespace") }),
      }),
      timeseries({
        title: "Memory by namespace",
        unit: BytesIEC,
        stacked: true,
        queries: promql({ "{{namespace}}": memory("namespace") }),
      }),
      timeseries({
        title: "CPU by pod",
        description: "Cores. The ten busiest.",
        unit: Short,
        queries: promql({ "{{namespace}} {{pod}}": `topk(10, ${cpu("namespace, pod")})` }),
      }),
      timeseries({
        title: "Memory by pod",
        description: "The ten largest.",
        unit: BytesIEC,
        queries: promql({ "{{namespace}} {{pod}}": `topk(10, ${memory("namespace, pod")})` }),
      }),
      timeseries({
        title: "Throttled",
        description: "Share of periods in which a pod had used up its CPU limit. The ten most.",
        unit: PercentUnit,
        above: [0.25, 0.5],
        queries: promql({
          "{{namespace}} {{pod}}": `topk(10, sum by (namespace, pod) (rate(container_cpu_cfs_throttled_periods_total{${CONTAINER}}[$__rate_interval])) / (sum by (namespace, pod) (rate(container_cpu_cfs_periods_total{${CONTAINER}}[$__rate_interval])) > 0))`,
        }),
      }),
      timeseries({
        title: "Memory of the limit",
        description: "At 1 the container is ended. The ten fullest.",
        unit: PercentUnit,
        above: [0.85, 0.95],
        queries: promql({
          "{{namespace}} {{pod}} {{container}}": `topk(10, ${memory("namespace, pod, container")} / (${limits("namespace, pod, container", "memory")} > 0))`,
        }),
      }),
    ],
    Network: [
      timeseries({
        title: "Received",
        description: "The ten busiest pods.",
        unit: BytesPerSecondIEC,
        queries: promql({
          "{{namespace}} {{pod}}": `topk(10, sum by (namespace, pod) (rate(container_network_receive_bytes_total{${POD}}[$__rate_interval])))`,
        }),
      }),
      timeseries({
        title: "Sent",
        description: "The ten busiest pods.",
        unit: BytesPerSecondIEC,
        queries: promql({
          "{{namespace}} {{pod}}": `topk(10, sum by (namespace, pod) (rate(container_network_transmit_bytes_total{${POD}}[$__rate_interval])))`,
        }),
      }),
    ],
    Nodes: [
      timeseries({
        title: "Conditions",
        description: "Nodes that are not ready, or short of memory, disk or process ids.",
        unit: Short,
        queries: promql({
          "{{node}} not ready": `sum by (node) (kube_node_status_condition{${NODES}, condition="Ready", status!="true"}) > 0`,
          "{{node}} {{condition}}": `sum by (node, condition) (kube_node_status_condition{${NODES}, condition!="Ready", status="true"}) > 0`,
        }),
      }),
      timeseries({
        title: "Pods on a node",
        description: "Share of what it takes.",
        unit: PercentUnit,
        max: 1,
        above: [0.85, 0.95],
        queries: promql({
          "{{node}}": `count by (node) (kube_pod_info{${NODES}}) / sum by (node) (kube_node_status_allocatable{${NODES}, resource="pods"})`,
        }),
      }),
      timeseries({
        title: "Time to start a pod",
        description: "95 % take no longer, without pulling images.",
        unit: Seconds,
        queries: promql({
          p95: `histogram_quantile(0.95, sum by (le) (rate(kubelet_pod_start_duration_seconds_bucket{job="kubelet"}[$__rate_interval])))`,
        }),
      }),
    ],
    Volumes: [
      timeseries({
        title: "Space used",
        unit: PercentUnit,
        max: 1,
        above: [0.8, 0.9],
        queries: promql({ "{{namespace}} {{persistentvolumeclaim}}": volumeUsed }),
      }),
      timeseries({
        title: "Inodes used",
        unit: PercentUnit,
        max: 1,
        above: [0.8, 0.9],
        queries: promql({
          "{{namespace}} {{persistentvolumeclaim}}": `kubelet_volume_stats_inodes_used{${VOLUME}} / kubelet_volume_stats_inodes{${VOLUME}}`,
        }),
      }),
      timeseries({
        title: "Claims that wait",
        unit: Short,
        queries: promql({
          "{{namespace}} {{persistentvolumeclaim}}": `kube_persistentvolumeclaim_status_phase{${STATE}, phase!="Bound"} > 0`,
        }),
      }),
    ],
  },
});
