/** Gives a target the job that assets/monitoring/metrics.md names, but not the sidecars that are scraped beside it. */
export function jobIs(job: string) {
  return [{ sourceLabels: ["endpoint"], regex: "http-web", targetLabel: "job", replacement: job }];
}

/** One copy to a zone, of which one at most is taken away at a time. */
export function spread(replicas: number) {
  return {
    budget: { enabled: replicas > 1, minAvailable: Math.max(replicas - 1, 1) },
    placement: {
      replicas,
      podAntiAffinity: replicas > 1 ? "hard" : "soft",
      podAntiAffinityTopologyKey: "topology.kubernetes.io/zone",
    },
  };
}

/** Volumes of the pods of a stateful set. */
export function volume(storageClassName: string, gb: number) {
  return {
    volumeClaimTemplate: {
      spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${gb}Gi` } } },
    },
  };
}
