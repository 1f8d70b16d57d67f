import { nearest } from "aws-facts";

/**
 * What is set here of each chart, at the top of its values, as its values.yaml has it. Helm says nothing of a key that a
 * chart does not have, and what stands below it has no effect.
 */
export const CHART_KEYS: Readonly<Record<string, string>> = {
  alloy: "alloy configReloader controller crds fullnameOverride global rbac serviceAccount",
  "aws-load-balancer-controller": `clusterName createIngressClassResource defaultSSLPolicy enableServiceMutatorWebhook
    ingressClass ingressClassConfig podDisruptionBudget region replicaCount serviceAccount tolerations vpcId`,
  "cert-manager": "cainjector crds podDisruptionBudget replicaCount startupapicheck tolerations webhook",
  "cluster-autoscaler": "autoDiscovery awsRegion extraArgs image podDisruptionBudget rbac replicaCount tolerations",
  "eck-operator": "config installCRDs podSecurityContext replicaCount telemetry tolerations",
  elastalert2: `alertRetryLimitMins elasticsearch extraConfigOptions extraVolumeMounts extraVolumes fullnameOverride
    podSecurityContext resources rules securityContext updateStrategy`,
  "external-dns": "extraArgs policy provider registry serviceAccount sources tolerations txtOwnerId",
  "external-secrets": `certController global installCRDs leaderElect podDisruptionBudget rbac replicaCount webhook`,
  karpenter: "controller replicas serviceAccount settings",
  "kube-prometheus-stack": `additionalPrometheusRulesMap alertmanager crds defaultRules grafana kube-state-metrics
    kubeControllerManager kubeEtcd kubeProxy kubeScheduler kubelet prometheus prometheus-node-exporter
    prometheusOperator`,
  loki: `backend bloomBuilder bloomGateway bloomPlanner chunksCache compactor defaults deploymentMode distributor gateway
    indexGateway ingester loki lokiCanary querier queryFrontend queryScheduler rbac read resultsCache serviceAccount
    sidecar singleBinary test write`,
  "prometheus-blackbox-exporter": `config fullnameOverride podDisruptionBudget podSecurityContext replicas resources
    securityContext`,
  "prometheus-mysql-exporter": `collectors extraVolumeMounts extraVolumes fullnameOverride mysql podSecurityContext
    resources securityContext`,
  traefik: `accessLog api deployment global ingressClass log metrics podDisruptionBudget ports providers resources service
    tlsOptions topologySpreadConstraints`,
};

/** A sentence for each key of values that is not known of a chart; none for a chart of which nothing is known. */
export function unknownKeys(chart: string, values: object): readonly string[] {
  const known = CHART_KEYS[chart]?.split(/\s+/);
  if (!known) return [];
  return Object.keys(values)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known).join(" or ");
      const question = meant === "" ? "" : ` (did you mean ${meant}?)`;
      return `${chart} is given "${key}", which is not known of it${question}; if its values.yaml has it, add it to constructs/helm/chart-keys.ts.`;
    });
}
