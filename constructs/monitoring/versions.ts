import { CHARTS } from "../helm/catalogue";

/**
 * What runs, in every topology. The rules, routes and dashboards are tested with these versions, so a newer chart does not
 * move them. Prometheus is the release with long-term support: https://prometheus.io/docs/introduction/release-cycle/
 */
export const VERSIONS = {
  prometheus: "3.13.5",
  alertmanager: "0.34.0",
  grafana: "13.2.0",
  nodeExporter: "1.12.1",
  blackboxExporter: CHARTS.blackboxExporter.appVersion,
  mysqlExporter: CHARTS.mysqlExporter.appVersion,
} as const;

/** What brings kinds up to date. kubectl may be one minor version off: https://kubernetes.io/releases/version-skew-policy/ */
export const TOOLS = { kubectl: "1.36.0", busybox: "1.38.0" } as const;
