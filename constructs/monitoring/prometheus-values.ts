import type { Values } from "../helm/helm-release";
import { resources } from "../kubernetes/pods";
import { jobIs, spread, volume } from "./shared-values";
import { VERSIONS } from "./versions";

export interface PrometheusProps {
  /** Labels of everything that leaves this Prometheus, such as alerts. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** Each sees everything by itself. */
  readonly replicas: number;
  readonly retentionDays: number;
  /** Of each. */
  readonly volumeGb: number;
  readonly storageClass: string;
}

/** What the sizes of volumes are reckoned with. */
export const SCRAPE_INTERVAL = "30s";

/** Beyond it the disk would be full before old blocks are deleted: prometheus.io/docs/prometheus/latest/storage */
const USABLE_SHARE = 0.85;

/** Every object of the cluster is seen, not only those that this release brings. */
const SEES_EVERYTHING = Object.fromEntries(
  ["serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"].map((kind) => [
    `${kind}SelectorNilUsesHelmValues`,
    false,
  ]),
);

/** Values of kube-prometheus-stack, below `prometheus`. */
export function prometheusValues({
  replicas,
  retentionDays,
  volumeGb,
  storageClass,
  ...props
}: PrometheusProps): Values {
  const { budget, placement } = spread(replicas);
  return {
    podDisruptionBudget: budget,
    // Each copy has scraped at other moments: a dashboard that reads now one, now the other would flicker.
    service: { sessionAffinity: "ClientIP" },
    serviceMonitor: { relabelings: jobIs("prometheus") },
    prometheusSpec: {
      image: { tag: `v${VERSIONS.prometheus}-distroless` },
      ...placement,
      externalLabels: props.externalLabels,
      scrapeInterval: SCRAPE_INTERVAL,
      evaluationInterval: SCRAPE_INTERVAL,
      retention: `${retentionDays}d`,
      // Prometheus counts as volumes do: its GB are 2^30 bytes.
      retentionSize: `${Math.floor(volumeGb * USABLE_SHARE)}GB`,
      storageSpec: volume(storageClass, volumeGb),
      resources: resources("500m", "2Gi", "4Gi"),
      ...SEES_EVERYTHING,
      // Endpoints are deprecated: https://kubernetes.io/blog/2025/04/24/endpoints-deprecation/
      serviceDiscoveryRole: "EndpointSlice",
    },
  };
}
