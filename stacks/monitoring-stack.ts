import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { TRAEFIK } from "../constructs/addons/traefik";
import { ClusterProviders, type ClusterProvidersProps } from "../constructs/cluster/cluster-providers";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { MYSQL_PORT } from "../constructs/database/engine";
import { Namespace } from "../constructs/kubernetes/namespace";
import { NamespaceSecrets } from "../constructs/kubernetes/namespace-secrets";
import { type AlertingSecretsProps, alertingSecrets } from "../constructs/monitoring/alertmanager/channels";
import { alertmanagerConfig } from "../constructs/monitoring/alertmanager/config";
import type { RoutingProps } from "../constructs/monitoring/alertmanager/routes";
import { Dashboards } from "../constructs/monitoring/dashboards";
import type { GrafanaSso } from "../constructs/monitoring/grafana-values";
import { KubePrometheusStack } from "../constructs/monitoring/kube-prometheus-stack";
import { MonitoringNetwork } from "../constructs/monitoring/monitoring-network";
import type { PrometheusProps } from "../constructs/monitoring/prometheus-values";
import { monitoringSecrets, SECRETS } from "../constructs/monitoring/secrets";
import { portOf, Targets } from "../constructs/monitoring/targets";
import { PasswordSecret } from "../constructs/secrets/password-secret";
import { addonsOutputs } from "./addons-stack";
import { clusterOutputs, type Scaling } from "./cluster-stack";
import { databaseOutputs } from "./database-stack";
import { networkOutputs } from "./network-stack";
import { schemaOutputs } from "./schema-stack";

export interface MonitoringStackProps
  extends BaseStackProps,
    Pick<ClusterProvidersProps, "authentication">,
    Pick<PrometheusProps, "replicas" | "retentionDays" | "volumeGb">,
    AlertingSecretsProps,
    RoutingProps {
  readonly scaling: Scaling;
  readonly ingress: "alb" | "traefik";
  /** What is asked every minute whether it answers and how long its certificate is valid. */
  readonly endpoints: readonly string[];
  readonly grafana: {
    /** Raised by one, the administrator gets a new password. */
    readonly passwordVersion: number;
    /** Under which browsers reach it. @default by port-forwarding only */
    readonly host?: string;
    /** With the name of the secret that holds the client's secret. @default only the administrator gets in */
    readonly sso?: GrafanaSso & { readonly secret: string };
  };
  /** Whether secrets of the database are encrypted by its key; otherwise by the one that AWS keeps for secrets. */
  readonly ownKey: boolean;
}

/**
 * What later layers learn of the monitoring.
 * @public
 */
export const monitoringOutputs = defineOutputs("monitoring", {
  namespace: { kind: "string", description: "Namespace of the monitoring, where Grafana looks for data sources" },
  prometheusUrl: { kind: "string", description: "Address of Prometheus inside the cluster" },
  alertmanagerUrl: { kind: "string", description: "Address of Alertmanager inside the cluster" },
});

/** What the application promises: assets/monitoring/metrics.md */
const API = { name: "httpsok-api", port: 8080, portName: "http", healthPath: "/api/v1/health" };

/** As its chart has it. */
const INGRESS = { name: TRAEFIK, namespace: TRAEFIK, portName: "metrics" };

/** Whether rules and a dashboard of this name have what they are built on; a rule without it could never fire. */
function hasMetrics(name: string, { ingress }: MonitoringStackProps): boolean {
  // The cache of AWS lets in by IAM alone, so no exporter: CloudWatch counts for it.
  if (name === "cache") return false;
  return name !== "kubernetes-traefik" || ingress === "traefik";
}

/** That of the VPC, and that of the cluster, which asks it; in Auto Mode each node has one of its own. */
function nameServers(vpcCidr: string, scaling: Scaling): readonly string[] {
  // https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
  const ofVpc = `${Fn.cidrhost(vpcCidr, 2)}:53`;
  return scaling === "auto-mode" ? [ofVpc] : [ofVpc, "kube-dns.kube-system:53"];
}

/** Metrics, alerts and dashboards of everything that the environment runs. */
export class MonitoringStack extends BaseStack {
  constructor(scope: Construct, props: MonitoringStackProps) {
    super(scope, props);
    const cluster = clusterOutputs.read(this);
    const addons = addonsOutputs.read(this);
    const database = databaseOutputs.read(this);
    const { exporterSecretArn } = schemaOutputs.read(this);
    const { vpcCidr } = networkOutputs.read(this);
    const { channels, endpoints, grafana, replicas } = props;
    const clusterName = cluster.name;
    new ClusterProviders(this, "providers", { ...cluster, clusterName, authentication: props.authentication });

    const { name: namespace } = new Namespace(this, "monitoring", {
      name: "monitoring",
      podSecurity: "restricted",
      // Nothing of it is opened to the outside by a Service.
      quota: { "services.loadbalancers": "0", "services.nodeports": "0" },
    });
    const { name: nodeNamespace } = new Namespace(this, "monitoring-nodes", {
      name: "monitoring-nodes",
      podSecurity: "privileged",
    });
    const application = { ...API, namespace: addons.applicationNamespace };
    const { policies } = new MonitoringNetwork(this, "traffic", {
      namespace,
      vpcCidr,
      application,
      databasePort: MYSQL_PORT,
      probedPorts: [...new Set(endpoints.map(portOf))],
      mailPort: channels.email && Number(channels.email.smarthost.split(":").at(-1)),
      sendsTextMessages: channels.sms !== undefined,
      logsNamespace: "logging",
      grafanaIsReached: grafana.host !== undefined,
    });

    const admin = new PasswordSecret(this, "admin", {
      name: "grafana/admin",
      description: "Administrator of Grafana",
      username: "admin",
      version: grafana.passwordVersion,
    });
    const secrets = new NamespaceSecrets(this, "secrets", {
      namespace,
      controllerRoleArn: addons.externalSecretsRoleArn,
      secrets: monitoringSecrets({
        adminSecret: admin.arn,
        exporterSecret: exporterSecretArn,
        ssoSecret: grafana.sso?.secret,
        alerting: props,
      }),
      keyArns: props.ownKey ? database.keyArns : [],
    });

    const includes = (name: string) => hasMetrics(name, props);
    new Dashboards(this, "dashboards", {
      namespace,
      folder: this.organization,
      // Those of logs come with their engine.
      includes: (name) => !name.startsWith("logs-") && includes(name),
    });
    const stack = new KubePrometheusStack(this, "kube-prometheus-stack", {
      ...props,
      namespace,
      nodeNamespace,
      clusterName,
      storageClass: addons.storageClass,
      alertmanager: this.alertmanager(props),
      includes,
      after: [...policies, secrets.resource],
    });
    new Targets(this, "targets", {
      namespace,
      application,
      endpoints,
      databases: Fn.formatlist(`%s:${MYSQL_PORT}`, [Fn.concat([[database.writerHost], [...database.readerHosts]])]),
      nameServers: nameServers(vpcCidr, props.scaling),
      ingress: props.ingress === "traefik" ? INGRESS : undefined,
      replicas,
      secrets: secrets.resource,
      kinds: stack.resource,
    });

    const { prometheusUrl, alertmanagerUrl } = stack;
    monitoringOutputs.publish(this, { namespace, prometheusUrl, alertmanagerUrl });
  }

  private alertmanager(props: MonitoringStackProps) {
    return {
      config: alertmanagerConfig({
        ...props,
        environment: this.owner,
        secretsFolder: `/etc/alertmanager/secrets/${SECRETS.alerts}`,
        templatesFolder: "/etc/alertmanager/config",
      }),
      secrets: alertingSecrets(props).length > 0 ? [SECRETS.alerts] : [],
      sendsTextMessages: props.channels.sms !== undefined,
    };
  }
}
