import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodIdentity } from "../cluster/pod-identity";
import { Asset } from "../core/asset";
import { BaseStack } from "../core/base-stack";
import { CHARTS } from "../helm/catalogue";
import { HelmRelease, type Values } from "../helm/helm-release";
import { RESTRICTED_CONTAINER, resources } from "../kubernetes/pods";
import { alertmanagerValues } from "./alertmanager-values";
import { type GrafanaSso, grafanaValues } from "./grafana-values";
import { CRD_JOB } from "./pods";
import { type PrometheusProps, prometheusValues, SCRAPE_INTERVAL } from "./prometheus-values";
import { TOOLS, VERSIONS } from "./versions";

export interface KubePrometheusStackProps extends Omit<PrometheusProps, "externalLabels"> {
  readonly namespace: string;
  /** Namespace of the node exporter, which looks into nodes as no other pod may. */
  readonly nodeNamespace: string;
  readonly clusterName: string;
  readonly alertmanager: {
    /** Routes and receivers. */
    readonly config: Values;
    /** Secrets with what its channels need, which become files. */
    readonly secrets: readonly string[];
    /** Whether it sends text messages through SNS. */
    readonly sendsTextMessages: boolean;
  };
  readonly grafana: {
    /** Under which browsers reach it. @default by port-forwarding only */
    readonly host?: string;
    /** @default only the administrator gets in */
    readonly sso?: GrafanaSso;
  };
  /** Whether a file of assets/monitoring/rules has anything to tell here, by its name. */
  readonly includes: (name: string) => boolean;
  /** What must exist before, such as secrets and network policies. */
  readonly after: readonly ITerraformDependable[];
}

const NAME = "kube-prometheus-stack";

/** Service accounts that act in AWS. */
const ACCOUNTS = { grafana: "grafana", alertmanager: "alertmanager" };

/** Rules of the chart that alert; ours are in assets/monitoring. Those that only record are what its dashboards read. */
const ALERTING_RULES = [
  ...["alertmanager", "configReloaders", "etcd", "general", "kubeApiserverSlos", "kubeControllerManager", "kubeProxy"],
  ...["kubeSchedulerAlerting", "kubeSchedulerRecording", "kubeStateMetrics", "kubernetesApps", "kubernetesResources"],
  ...["kubernetesStorage", "kubernetesSystem", "network", "nodeExporterAlerting", "prometheus", "prometheusOperator"],
];

/** Parts of the control plane that EKS runs where nobody can scrape them, and kube-proxy, which listens to itself only. */
const HIDDEN = ["kubeControllerManager", "kubeEtcd", "kubeProxy", "kubeScheduler"];

const each = (keys: readonly string[], value: boolean | Values) => Object.fromEntries(keys.map((key) => [key, value]));

/**
 * Prometheus, Alertmanager, Grafana and what scrapes the cluster itself.
 * Source: https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export class KubePrometheusStack extends Construct {
  /** Whoever needs its kinds waits for it. */
  readonly resource: ITerraformDependable;
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;

  constructor(scope: Construct, id: string, props: KubePrometheusStackProps) {
    super(scope, id);
    const { namespace } = props;
    const after = [...props.after, ...this.rights(props)];
    const release = { chart: CHARTS.kubePrometheusStack, name: NAME, namespace, values: this.values(props), after };
    this.resource = new HelmRelease(this, "Resource", release).resource;
    this.prometheusUrl = `http://${NAME}-prometheus.${namespace}:9090`;
    this.alertmanagerUrl = `http://${NAME}-alertmanager.${namespace}:9093`;
  }

  /** Grafana reads CloudWatch, where load balancers and the cache count; Alertmanager sends text messages. */
  private rights({ clusterName, namespace, alertmanager }: KubePrometheusStackProps): readonly ITerraformDependable[] {
    const { partition } = BaseStack.of(this);
    const grafana = new PodIdentity(this, "grafana", {
      clusterName,
      namespace,
      serviceAccount: ACCOUNTS.grafana,
      workload: "grafana",
      managedPolicies: ["service-role/AmazonGrafanaCloudWatchAccess"],
    });
    if (!alertmanager.sendsTextMessages) return grafana.rights;
    const messages = new PodIdentity(this, "alertmanager", {
      clusterName,
      namespace,
      serviceAccount: ACCOUNTS.alertmanager,
      workload: "alertmanager",
      // A number is no resource that a policy could name. A topic is one: without topics, numbers are what is left.
      statements: [{ sid: "SendTextMessages", actions: ["sns:Publish"], notResources: [`arn:${partition}:sns:*:*:*`] }],
    });
    return [...grafana.rights, ...messages.rights];
  }

  private values(props: KubePrometheusStackProps): Values {
    const { replicas, storageClass, alertmanager } = props;
    const { owner, region } = BaseStack.of(this);
    const rules = new Asset(this, "rules", { source: "monitoring/rules" }).files(".yaml");
    const templates = new Asset(this, "templates", { source: "monitoring/templates" }).files(".tmpl");
    return {
      crds: { upgradeJob: UPGRADE_JOB },
      prometheus: prometheusValues({ ...props, externalLabels: { environment: owner, cluster: props.clusterName } }),
      alertmanager: alertmanagerValues({
        ...alertmanager,
        replicas,
        storageClass,
        serviceAccount: ACCOUNTS.alertmanager,
        templates: Object.fromEntries(templates.map(({ name, path }) => [`${name}.tmpl`, Fn.file(path)])),
      }),
      grafana: grafanaValues({
        ...props.grafana,
        namespace: props.namespace,
        region,
        serviceAccount: ACCOUNTS.grafana,
      }),
      prometheusOperator: OPERATOR_VALUES,
      "prometheus-node-exporter": nodeExporter(props.nodeNamespace),
      // It would read every secret of the cluster to count them.
      "kube-state-metrics": { collectorsExclude: ["secrets"], resources: resources("20m", "128Mi", "512Mi") },
      // As often as everything else: the chart's ten seconds would treble what containers write to the disk.
      kubelet: { serviceMonitor: { cAdvisorInterval: SCRAPE_INTERVAL } },
      ...each(HIDDEN, { enabled: false }),
      defaultRules: { rules: each(ALERTING_RULES, false) },
      additionalPrometheusRulesMap: Object.fromEntries(
        rules.filter(({ name }) => props.includes(name)).map(({ name, path }) => [name, Fn.yamldecode(Fn.file(path))]),
      ),
    };
  }
}

/** Helm installs kinds but never changes them; this job does, before each upgrade. */
const UPGRADE_JOB: Values = {
  enabled: true,
  image: { busybox: { tag: TOOLS.busybox }, kubectl: { tag: `v${TOOLS.kubectl}` } },
  podLabels: CRD_JOB,
  resources: resources("50m", "64Mi", "256Mi"),
};

const OPERATOR_VALUES: Values = {
  admissionWebhooks: { certManager: { enabled: true } },
  kubeletEndpointsEnabled: false,
  kubeletEndpointSliceEnabled: true,
  resources: resources("50m", "64Mi", "256Mi"),
  prometheusConfigReloader: { resources: resources("10m", "32Mi", "64Mi") },
};

/** What rules and dashboards read beside what it counts by itself; and, as the chart has it, no mount of a container. */
const NODE_EXPORTER_ARGS = [
  "--collector.processes",
  "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run/containerd/.+|var/lib/kubelet/.+)($|/)",
  "--collector.filesystem.fs-types-exclude=^(autofs|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|efivarfs|fusectl|hugetlbfs|mqueue|nsfs|overlay|proc|pstore|securityfs|selinuxfs|squashfs|sysfs|tracefs)$",
];

function nodeExporter(namespace: string): Values {
  return {
    namespaceOverride: namespace,
    extraArgs: NODE_EXPORTER_ARGS,
    image: { tag: `v${VERSIONS.nodeExporter}` },
    containerSecurityContext: RESTRICTED_CONTAINER,
    resources: resources("20m", "32Mi", "128Mi"),
  };
}
