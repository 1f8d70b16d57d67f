const NAME = "app.kubernetes.io/name";

const named = (name: string) => ({ [NAME]: name });

/** The pods of the monitoring, by the labels that their charts and the operator give them. */
export const PROMETHEUS = named("prometheus");
export const ALERTMANAGER = named("alertmanager");
export const GRAFANA = named("grafana");
export const KUBE_STATE_METRICS = named("kube-state-metrics");
export const CRD_JOB = named("kube-prometheus-stack-crds");
export const OPERATOR = named("kube-prometheus-stack-prometheus-operator");
export const BLACKBOX_EXPORTER = named("prometheus-blackbox-exporter");
export const MYSQL_EXPORTER = named("prometheus-mysql-exporter");

/** Pods with one of these names. */
export function withNames(pods: readonly Readonly<Record<string, string>>[]) {
  return { [NAME]: pods.flatMap((labels) => Object.values(labels)) };
}
