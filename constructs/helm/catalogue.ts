/** A chart, and what was known of it when it was last looked at. */
export interface Chart {
  readonly repository: string;
  readonly chart: string;
  /** Exact: a release changes when this line does, and never by itself. */
  readonly version: string;
  /** Of what it installs. */
  readonly appVersion: string;
  /** Day on which version and status were looked up. */
  readonly checked: string;
  /** `active`: its maintainers release fixes. `retired`: they do not any more, and it may not be used. */
  readonly status: "active" | "retired";
}

const CHECKED = "2026-08-21";

/** Every chart that this project releases. The page of each repository is its source. */
export const CHARTS = {
  awsLoadBalancerController: {
    repository: "https://aws.github.io/eks-charts",
    chart: "aws-load-balancer-controller",
    version: "3.5.0",
    appVersion: "3.5.0",
    checked: CHECKED,
    status: "active",
  },
  certManager: {
    repository: "https://charts.jetstack.io",
    chart: "cert-manager",
    version: "v1.21.1",
    appVersion: "1.21.1",
    checked: CHECKED,
    status: "active",
  },
  clusterAutoscaler: {
    repository: "https://kubernetes.github.io/autoscaler",
    chart: "cluster-autoscaler",
    version: "9.59.0",
    appVersion: "1.35.0",
    checked: CHECKED,
    status: "active",
  },
  externalSecrets: {
    repository: "https://charts.external-secrets.io",
    chart: "external-secrets",
    version: "2.9.0",
    appVersion: "2.9.0",
    checked: CHECKED,
    status: "active",
  },
} as const satisfies Readonly<Record<string, Chart>>;

/** Repositories whose images are frozen: what is pulled from them gets no fixes. https://github.com/bitnami/charts/issues/35164 */
export const FROZEN_REPOSITORIES: readonly RegExp[] = [/bitnami/, /bitnamilegacy/];

/** Charts that were given up, and what took their place. */
export const RETIRED: Readonly<Record<string, string>> = {
  "https://helm.elastic.co elasticsearch": "eck-operator: the chart ended with 8.5.1 in 2022",
  "https://helm.elastic.co filebeat": "eck-operator: the chart ended with 8.5.1 in 2022",
  "https://helm.elastic.co kibana": "eck-operator: the chart ended with 8.5.1 in 2022",
  "https://helm.elastic.co logstash": "eck-operator: the chart ended with 8.5.1 in 2022",
  "https://grafana.github.io/helm-charts grafana": "the same chart of grafana-community, since 2026-01-30",
  "https://grafana.github.io/helm-charts loki": "the same chart of grafana-community, since 2026-03-16",
  "https://grafana.github.io/helm-charts promtail": "alloy: Promtail ended on 2026-03-02",
  "https://kubernetes.github.io/ingress-nginx ingress-nginx":
    "aws-load-balancer-controller or traefik: no fixes since 2026-03",
};
