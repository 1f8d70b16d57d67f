import { CHARTS } from "../helm/catalogue";
import type { AddOn } from "./add-on";

/** Certificates inside the cluster. Those of load balancers come from ACM. Source: https://cert-manager.io/docs/ */
export function certManager(): AddOn {
  const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } };
  return {
    id: "cert-manager",
    chart: CHARTS.certManager,
    namespace: "cert-manager",
    values: {
      // Off unless asked for; kept when the release goes, since certificates go with them.
      crds: { enabled: true, keep: true },
      ...twice,
      webhook: twice,
      cainjector: twice,
    },
  };
}
