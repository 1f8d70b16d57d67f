import { CHARTS } from "../helm/catalogue";
import type { AddOn } from "./add-on";

/**
 * Brings secrets from Secrets Manager into namespaces. It has no rights of its own: a store in each namespace names whose
 * it uses, so that no namespace reads another's. Source: https://external-secrets.io/latest/
 */
export function externalSecrets(): AddOn {
  return {
    id: "external-secrets",
    chart: CHARTS.externalSecrets,
    namespace: "external-secrets",
    values: {
      installCRDs: true,
      replicaCount: 2,
      leaderElect: true,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      webhook: { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
      certController: { replicaCount: 1 },
    },
  };
}
