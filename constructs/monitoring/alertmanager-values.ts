import type { Values } from "../helm/helm-release";
import { resources } from "../kubernetes/pods";
import { jobIs, spread, volume } from "./shared-values";
import { VERSIONS } from "./versions";

export interface AlertmanagerProps {
  /** Routes and receivers. */
  readonly config: Values;
  /** Templates of messages: file name to text. */
  readonly templates: Readonly<Record<string, string>>;
  /** Secrets with what the channels need, which become files. */
  readonly secrets: readonly string[];
  /** They agree on which of them tells. */
  readonly replicas: number;
  readonly storageClass: string;
  readonly serviceAccount: string;
}

/** Silences and what was told to whom; it takes megabytes, and 1 GiB is the least that EBS makes. */
const VOLUME_GB = 1;

/** Values of kube-prometheus-stack, below `alertmanager`. */
export function alertmanagerValues(props: AlertmanagerProps): Values {
  const { budget, placement } = spread(props.replicas);
  return {
    config: props.config,
    templateFiles: props.templates,
    serviceAccount: { name: props.serviceAccount },
    podDisruptionBudget: budget,
    // They do not tell each other of alerts: who repeats one must meet the same, or the other would think it has ended.
    service: { sessionAffinity: "ClientIP" },
    serviceMonitor: { relabelings: jobIs("alertmanager") },
    alertmanagerSpec: {
      image: { tag: `v${VERSIONS.alertmanager}` },
      ...placement,
      secrets: props.secrets,
      retention: "240h",
      storage: volume(props.storageClass, VOLUME_GB),
      resources: resources("20m", "64Mi", "256Mi"),
    },
  };
}
