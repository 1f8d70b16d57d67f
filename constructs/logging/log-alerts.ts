import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { CHARTS } from "../helm/catalogue";
import { HelmRelease } from "../helm/helm-release";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from "../kubernetes/pods";
import { ELASTIC_USERS } from "./elastic-users";
import { ELASTICSEARCH } from "./elasticsearch";

export interface LogAlertsProps {
  readonly namespace: string;
  /** Of Alertmanager, which tells people. */
  readonly alertmanagerUrl: string;
  /** Elasticsearch with its users and indices. */
  readonly after: readonly ITerraformDependable[];
}

export const LOG_ALERTS = "elastalert2";
const CERTIFICATES = "/certificates";

/** `elastalert` of its image. */
const USER = 1000;

/**
 * Asks Elasticsearch every minute whether a rule of assets/logging/alerts is true, and tells Alertmanager.
 * Source: https://elastalert2.readthedocs.io
 */
export class LogAlerts extends Construct {
  constructor(scope: Construct, id: string, { namespace, alertmanagerUrl, after }: LogAlertsProps) {
    super(scope, id);
    const rules = new Asset(this, "rules", { source: "logging/alerts" }).files(".yaml");
    const login = ELASTIC_USERS.alerts.name;
    new HelmRelease(this, "Resource", {
      chart: CHARTS.elastalert2,
      name: LOG_ALERTS,
      namespace,
      values: {
        fullnameOverride: LOG_ALERTS,
        // Two of them would each tell everything.
        updateStrategy: { type: "Recreate", rollingUpdate: null },
        elasticsearch: {
          host: ELASTICSEARCH.service,
          port: ELASTICSEARCH.port,
          useSsl: "True",
          verifyCerts: "True",
          caCerts: `${CERTIFICATES}/ca.crt`,
          credentialsSecret: login,
          credentialsSecretUsernameKey: "username",
          credentialsSecretPasswordKey: "password",
          certsVolumes: [{ name: "certificates", secret: { secretName: ELASTICSEARCH.caSecret } }],
          certsVolumeMounts: [{ name: "certificates", mountPath: CERTIFICATES, readOnly: true }],
        },
        // Six hours, as assets/logging/elastalert/config.yaml has it.
        alertRetryLimitMins: 360,
        extraConfigOptions: { alertmanager_hosts: [alertmanagerUrl], alertmanager_api_version: "v2" },
        rules: Object.fromEntries(rules.map(({ name, path }) => [name, Fn.file(path)])),
        podSecurityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER, fsGroup: USER },
        securityContext: RESTRICTED_CONTAINER,
        extraVolumes: [{ name: "tmp", emptyDir: {} }],
        extraVolumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
        resources: resources("50m", "128Mi", "256Mi"),
      },
      after,
    });
  }
}
