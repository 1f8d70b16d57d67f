import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { rdsCertificate } from "../database/rds-certificate";
import { CHARTS } from "../helm/catalogue";
import { HelmRelease } from "../helm/helm-release";
import type { NamespaceSecret } from "../kubernetes/namespace-secrets";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from "../kubernetes/pods";

export interface MysqlExporterProps {
  readonly namespace: string;
  /** What must exist before, such as its secret. */
  readonly after: readonly ITerraformDependable[];
}

const NAME = "mysql-exporter";
const PORT = 9104;
const CONFIG = "my.cnf";

/** Where the certificate of RDS is mounted: without it TLS would verify nothing. */
const CERTIFICATES = "/etc/rds";
const CERTIFICATE = "ca.pem";

/** `nobody` of its image, by number, since a name cannot be told from root. */
const USER = 65534;

/**
 * Reads what the servers count. It is told by each request which of them, so one pod does for the writer and all readers.
 * Source: https://github.com/prometheus/mysqld_exporter#multi-target-support
 */
export class MysqlExporter extends Construct {
  /** Where Prometheus asks it for a server. */
  readonly prober = { url: `${NAME}:${PORT}` };

  constructor(scope: Construct, id: string, { namespace, after }: MysqlExporterProps) {
    super(scope, id);
    const certificates = new ConfigMapV1(this, "certificates", {
      metadata: { name: "rds-certificates", namespace },
      data: { [CERTIFICATE]: rdsCertificate(this, BaseStack.of(this).region) },
    });
    new HelmRelease(this, "Resource", {
      chart: CHARTS.mysqlExporter,
      name: NAME,
      namespace,
      values: {
        fullnameOverride: NAME,
        // What rules and dashboards read beside what it counts by itself.
        collectors: { "perf_schema.eventsstatementssum": true, "info_schema.innodb_metrics": true },
        mysql: { existingConfigSecret: { name: NAME, key: CONFIG } },
        extraVolumes: [{ name: "certificates", configMap: { name: certificates.metadata.name } }],
        extraVolumeMounts: [{ name: "certificates", mountPath: CERTIFICATES, readOnly: true }],
        podSecurityContext: { ...RESTRICTED_POD, runAsUser: USER },
        securityContext: RESTRICTED_CONTAINER,
        resources: resources("20m", "32Mi", "128Mi"),
      },
      after,
    });
  }

  /** What it logs in with, in the form that it reads. @param from secret with username and password */
  static secret(from: string): NamespaceSecret {
    const lines = [
      "[client]",
      "user={{ .username }}",
      "password={{ .password }}",
      `ssl-ca=${CERTIFICATES}/${CERTIFICATE}`,
      "",
    ];
    return {
      name: NAME,
      items: ["username", "password"].map((field) => ({ key: field, from, field })),
      template: { [CONFIG]: lines.join("\n") },
    };
  }
}
