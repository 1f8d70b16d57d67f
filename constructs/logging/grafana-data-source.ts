import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { CustomObjects, type KubernetesObject } from "../helm/custom-objects";
import { ELASTIC_USERS } from "./elastic-users";
import { ELASTICSEARCH } from "./elasticsearch";

/** By which Grafana finds data sources in its own namespace. */
const LABELS = { grafana_datasource: "1" };

export interface LokiDataSourceProps {
  /** Of Grafana. */
  readonly namespace: string;
  readonly url: string;
}

/** Logs of Loki in Grafana. */
export class LokiDataSource extends Construct {
  constructor(scope: Construct, id: string, { namespace, url }: LokiDataSourceProps) {
    super(scope, id);
    new ConfigMapV1(this, "Resource", {
      metadata: { name: "data-source-loki", namespace, labels: LABELS },
      data: {
        "loki.yaml": Fn.yamlencode({
          apiVersion: 1,
          datasources: [{ name: "Loki", uid: "loki", type: "loki", access: "proxy", url }],
        }),
      },
    });
  }
}

export interface ElasticDataSourceProps {
  /** Of Grafana. */
  readonly namespace: string;
  /** Of Elasticsearch. */
  readonly elasticNamespace: string;
  /** Elasticsearch and its users. */
  readonly after: readonly ITerraformDependable[];
}

const NAME = "data-source-elasticsearch";

/**
 * Logs of Elasticsearch in Grafana. Password and authority are in secrets of another namespace: External Secrets fetches
 * these two, as an account that may read no others, and writes the data source.
 * Source: https://external-secrets.io/latest/provider/kubernetes/
 */
export class ElasticDataSource extends Construct {
  constructor(scope: Construct, id: string, { namespace, elasticNamespace, after }: ElasticDataSourceProps) {
    super(scope, id);
    const template = new Asset(this, "template", { source: "logging/grafana/elasticsearch.yaml.tmpl" });
    const secrets = [ELASTIC_USERS.reader.name, ELASTICSEARCH.caSecret];
    const elsewhere = { name: NAME, namespace: elasticNamespace };
    const rbac = "rbac.authorization.k8s.io";
    const objects: readonly KubernetesObject[] = [
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: NAME } },
      {
        apiVersion: `${rbac}/v1`,
        kind: "Role",
        metadata: elsewhere,
        rules: [{ apiGroups: [""], resources: ["secrets"], resourceNames: secrets, verbs: ["get"] }],
      },
      {
        apiVersion: `${rbac}/v1`,
        kind: "RoleBinding",
        metadata: elsewhere,
        roleRef: { apiGroup: rbac, kind: "Role", name: NAME },
        subjects: [{ kind: "ServiceAccount", name: NAME, namespace }],
      },
      {
        apiVersion: "external-secrets.io/v1",
        kind: "SecretStore",
        metadata: { name: NAME },
        spec: {
          provider: {
            kubernetes: {
              remoteNamespace: elasticNamespace,
              server: { caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", key: "ca.crt" } },
              auth: { serviceAccount: { name: NAME } },
            },
          },
        },
      },
      externalSecret(Fn.file(template.path)),
    ];
    new CustomObjects(this, "Resource", { name: NAME, namespace, objects, after });
  }
}

function externalSecret(text: string): KubernetesObject {
  const user = ELASTIC_USERS.reader.name;
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name: NAME },
    spec: {
      refreshInterval: "15m",
      secretStoreRef: { kind: "SecretStore", name: NAME },
      target: {
        name: NAME,
        template: {
          engineVersion: "v2",
          metadata: { labels: LABELS },
          data: { "elasticsearch.yaml": text },
        },
      },
      data: [
        { secretKey: "password", remoteRef: { key: user, property: "password" } },
        { secretKey: "authority", remoteRef: { key: ELASTICSEARCH.caSecret, property: "ca.crt" } },
      ],
    },
  };
}
