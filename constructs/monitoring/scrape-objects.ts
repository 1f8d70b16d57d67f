import type { KubernetesObject } from "../helm/custom-objects";
import type { Values } from "../helm/helm-release";

export interface ServiceTarget {
  /** Label `app.kubernetes.io/name` of its Service, and the job. */
  readonly name: string;
  readonly namespace: string;
  readonly portName: string;
}

/** A Service whose pods have metrics of their own. */
export function serviceMonitor({ name, namespace, portName }: ServiceTarget): KubernetesObject {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: { name },
    spec: {
      jobLabel: "app.kubernetes.io/name",
      namespaceSelector: { matchNames: [namespace] },
      selector: { matchLabels: { "app.kubernetes.io/name": name } },
      endpoints: [{ port: portName, path: "/metrics" }],
    },
  };
}

export interface ProbeTarget {
  readonly name: string;
  readonly job: string;
  /** Exporter that asks for Prometheus. */
  readonly prober: Values;
  /** Which of its questions it asks. @default the only one that it knows */
  readonly module?: string;
  /** Between two of them, such as 60s. @default that of all scraping */
  readonly interval?: string;
  readonly targets: readonly string[];
}

/** Targets that an exporter is told with each request; label `instance` is the target. */
export function probe({ name, job, prober, module, interval, targets }: ProbeTarget): KubernetesObject {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "Probe",
    metadata: { name },
    spec: {
      jobName: job,
      ...(interval !== undefined && { interval }),
      prober,
      ...(module !== undefined && { module }),
      targets: { staticConfig: { static: targets, ...(module !== undefined && { labels: { module } }) } },
    },
  };
}
