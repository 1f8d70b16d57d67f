import type { Traffic } from "../kubernetes/network-policy";
import { PROMETHEUS } from "../monitoring/pods";

/** Of the monitoring, which comes later: stacks/monitoring-stack.ts. */
const NAMESPACE = "monitoring";

/** From Prometheus to the metrics of a controller. */
export function fromPrometheus(port: number): Traffic {
  return { peers: [{ pods: PROMETHEUS, namespace: NAMESPACE }], tcp: [port] };
}
