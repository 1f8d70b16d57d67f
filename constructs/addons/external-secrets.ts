import { fromControlPlane, TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY, toKubernetesApi } from "../cluster/traffic";
import { CHARTS } from "../helm/catalogue";
import { type AddOn, type ClusterFacts, ON_SYSTEM_NODES } from "./add-on";
import { fromPrometheus } from "./monitored";

const PORT = { webhook: 10250, metrics: 8080 };

/**
 * Brings secrets from Secrets Manager into namespaces. It reads none by itself: the store of each namespace names the role
 * that it assumes, so that no namespace reads another's. Source: https://external-secrets.io/latest/
 * @param roles ARN of the namespaces' roles, as a pattern
 */
export function externalSecrets({ vpcCidr }: ClusterFacts, roles: string): AddOn {
  return {
    id: "external-secrets",
    chart: CHARTS.externalSecrets,
    namespace: "external-secrets",
    identity: {
      serviceAccount: "external-secrets",
      statements: [{ sid: "ActForNamespaces", actions: ["sts:AssumeRole", "sts:TagSession"], resources: [roles] }],
    },
    values: {
      global: { tolerations: ON_SYSTEM_NODES },
      installCRDs: true,
      // A store names the role that it acts by, which is for administrators to choose and not for whoever deploys.
      rbac: { aggregateToEdit: false },
      replicaCount: 2,
      leaderElect: true,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      webhook: { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
      certController: { replicaCount: 1 },
    },
    traffic: {
      from: [fromControlPlane(vpcCidr, PORT.webhook), fromPrometheus(PORT.metrics)],
      to: [toKubernetesApi(vpcCidr), TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY],
    },
  };
}
