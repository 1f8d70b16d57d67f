import type { NamespaceSecret, SecretItem } from "../kubernetes/namespace-secrets";
import { type AlertingSecretsProps, alertingSecrets } from "./alertmanager/channels";
import { MysqlExporter } from "./mysql-exporter";

/** Names of the secrets that pods of the monitoring read. */
export const SECRETS = { alerts: "alert-channels", admin: "grafana-admin", sso: "grafana-sso" } as const;

export interface MonitoringSecretsProps {
  /** Secret with username and password of the administrator of Grafana. */
  readonly adminSecret: string;
  /** Secret with username and password of the MySQL exporter. */
  readonly exporterSecret: string;
  /** Secret that holds the client's secret of the identity provider. @default none */
  readonly ssoSecret?: string;
  readonly alerting: AlertingSecretsProps;
}

/** Where each secret of the monitoring comes from, and how its pods want it. */
export function monitoringSecrets(props: MonitoringSecretsProps): readonly NamespaceSecret[] {
  const { adminSecret, exporterSecret, ssoSecret } = props;
  const alerts = alertingSecrets(props.alerting);
  return [
    {
      name: SECRETS.admin,
      items: [
        { key: "admin-user", from: adminSecret, field: "username" },
        { key: "admin-password", from: adminSecret, field: "password" },
      ],
    },
    MysqlExporter.secret(exporterSecret),
    ...(alerts.length > 0 ? [{ name: SECRETS.alerts, items: alerts }] : []),
    ...(ssoSecret === undefined ? [] : [{ name: SECRETS.sso, items: [clientSecret(ssoSecret)] }]),
  ];
}

function clientSecret(from: string): SecretItem {
  return { key: "client-secret", from, description: "What the identity provider gave the client of Grafana" };
}
