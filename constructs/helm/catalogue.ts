/** A chart, and what was known of it when it was last looked at. */
export interface Chart {
  readonly repository: string;
  readonly chart: string;
  /** Exact: a release changes when this line does, and never by itself. */
  readonly version: string;
  /** Of what it installs. */
  readonly appVersion: string;
  /** Day of the newest state of its repository that was looked at for version and status. */
  readonly checked: string;
  /** `active`: its maintainers release fixes. `retired`: they do not any more, and it may not be used. */
  readonly status: "active" | "retired";
  /** Kinds that the cluster knows once it is released; objects of them come later. @default none that we use */
  readonly kinds?: readonly string[];
}

const CHECKED = "2026-08-21";

/** Every chart that this project releases. The page of each repository is its source. */
export const CHARTS = {
  alloy: {
    repository: "https://grafana.github.io/helm-charts",
    chart: "alloy",
    version: "1.11.1",
    appVersion: "1.18.1",
    checked: CHECKED,
    status: "active",
  },
  awsLoadBalancerController: {
    repository: "https://aws.github.io/eks-charts",
    chart: "aws-load-balancer-controller",
    version: "3.5.0",
    appVersion: "3.5.0",
    checked: CHECKED,
    status: "active",
  },
  blackboxExporter: {
    repository: "https://prometheus-community.github.io/helm-charts",
    chart: "prometheus-blackbox-exporter",
    version: "11.17.2",
    appVersion: "0.28.0",
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
    kinds: ["Certificate", "ClusterIssuer", "Issuer"],
  },
  clusterAutoscaler: {
    repository: "https://kubernetes.github.io/autoscaler",
    chart: "cluster-autoscaler",
    version: "9.59.0",
    appVersion: "1.35.0",
    checked: CHECKED,
    status: "active",
  },
  eckOperator: {
    repository: "https://helm.elastic.co",
    chart: "eck-operator",
    version: "3.5.0",
    appVersion: "3.5.0",
    checked: CHECKED,
    status: "active",
    kinds: ["Agent", "Beat", "Elasticsearch", "Kibana", "Logstash"],
  },
  elastalert2: {
    repository: "https://jertel.github.io/elastalert2",
    chart: "elastalert2",
    version: "2.31.0",
    appVersion: "2.31.0",
    checked: CHECKED,
    status: "active",
  },
  externalDns: {
    repository: "https://kubernetes-sigs.github.io/external-dns",
    chart: "external-dns",
    version: "1.21.1",
    appVersion: "0.21.0",
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
    kinds: ["ClusterSecretStore", "ExternalSecret", "Password", "SecretStore"],
  },
  kubePrometheusStack: {
    repository: "https://prometheus-community.github.io/helm-charts",
    chart: "kube-prometheus-stack",
    version: "88.5.3",
    appVersion: "0.93.1",
    checked: CHECKED,
    status: "active",
    kinds: ["AlertmanagerConfig", "PodMonitor", "Probe", "PrometheusRule", "ScrapeConfig", "ServiceMonitor"],
  },
  loki: {
    repository: "https://grafana-community.github.io/helm-charts",
    chart: "loki",
    version: "18.11.0",
    appVersion: "3.7.6",
    checked: CHECKED,
    status: "active",
  },
  mysqlExporter: {
    repository: "https://prometheus-community.github.io/helm-charts",
    chart: "prometheus-mysql-exporter",
    version: "2.14.0",
    appVersion: "0.19.0",
    checked: CHECKED,
    status: "active",
  },
  karpenter: {
    repository: "oci://public.ecr.aws/karpenter",
    chart: "karpenter",
    version: "1.14.1",
    appVersion: "1.14.1",
    checked: CHECKED,
    status: "active",
  },
  karpenterCrd: {
    repository: "oci://public.ecr.aws/karpenter",
    chart: "karpenter-crd",
    version: "1.14.1",
    appVersion: "1.14.1",
    checked: CHECKED,
    status: "active",
    kinds: ["EC2NodeClass", "NodeClaim", "NodePool"],
  },
  traefik: {
    repository: "https://traefik.github.io/charts",
    chart: "traefik",
    version: "41.3.0",
    appVersion: "3.7.11",
    checked: CHECKED,
    status: "active",
    kinds: ["IngressRoute", "Middleware", "TLSOption"],
  },
} as const satisfies Readonly<Record<string, Chart>>;

/** Whether it is one of them, version and all. */
export function isCatalogued(chart: Chart): boolean {
  return Object.values<Chart>(CHARTS).includes(chart);
}

/** What a simulated cluster is told of the charts: which there are, and which kinds come with which. */
export const CHART_KNOWLEDGE = {
  charts: Object.values<Chart>(CHARTS),
  crds: Object.fromEntries(Object.values<Chart>(CHARTS).map(({ chart, kinds = [] }) => [chart, kinds])),
};

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

/** Days after which nobody may rely on what was known of a chart: most have a new minor version every month or two. */
const STALE_AFTER_DAYS = 180;

const DAY = 24 * 60 * 60 * 1000;

/**
 * Charts that were not looked at for long, a sentence each.
 * @param today injected, so that the answer is the same for the same arguments
 */
export function staleCharts(today: Date, charts: readonly Chart[] = Object.values(CHARTS)): readonly string[] {
  return charts.flatMap(({ chart, version, checked }) => {
    const days = Math.floor((today.getTime() - Date.parse(checked)) / DAY);
    if (days <= STALE_AFTER_DAYS) return [];
    return [
      `constructs/helm/catalogue.ts: ${chart} ${version} was last looked at on ${checked}, ${days} days ago; look for a newer version and say the day`,
    ];
  });
}
