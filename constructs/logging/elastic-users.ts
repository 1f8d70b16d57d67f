import { Fn } from "cdktf";
import type { KubernetesObject } from "../helm/custom-objects";

/** Who enters Elasticsearch beside its own parts, whom ECK gives users of theirs. The name is that of the secret as well. */
export const ELASTIC_USERS = {
  /** Brings templates, pipelines and saved objects. */
  setup: { name: "log-setup", roles: ["log_setup", "kibana_admin"] },
  /** Looks for what somebody should be told of. */
  alerts: { name: "log-alerts", roles: ["log_alerts"] },
  /** Shows logs in Grafana. */
  reader: { name: "log-reader", roles: ["log_reader"] },
} as const;

export const ROLES_SECRET = "log-roles";

const READ = { names: ["logs-*"], privileges: ["read", "view_index_metadata"] };

/** What each may do: https://www.elastic.co/docs/reference/elasticsearch/security-privileges */
const ROLES = {
  log_setup: {
    cluster: ["monitor", "manage_ilm", "manage_index_templates", "manage_ingest_pipelines"],
    // Streams that are there already get the settings of a changed template.
    indices: [{ names: ["logs-*"], privileges: ["manage", "view_index_metadata"] }],
  },
  log_alerts: {
    cluster: ["monitor"],
    // It writes down what it has told already.
    indices: [READ, { names: ["elastalert*"], privileges: ["all"] }],
  },
  log_reader: { cluster: ["monitor"], indices: [READ] },
};

const GENERATOR = {
  apiVersion: "generators.external-secrets.io/v1alpha1",
  kind: "Password",
  metadata: { name: "elastic-user" },
  spec: { length: 40, symbols: 0, noUpper: false, allowRepeat: true },
};

/**
 * Users with passwords that are made in the cluster and never leave it, and roles that end at what each is for.
 * Source: https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/file-based
 */
export function elasticUsers(): readonly KubernetesObject[] {
  const { apiVersion, kind, metadata } = GENERATOR;
  const users = Object.values(ELASTIC_USERS).map(({ name, roles }) => ({
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name },
    spec: {
      // A password that changed by itself would lock out who has read it at start.
      refreshPolicy: "CreatedOnce",
      target: {
        name,
        template: {
          engineVersion: "v2",
          data: { username: name, password: "{{ .password }}", roles: roles.join(",") },
        },
      },
      dataFrom: [{ sourceRef: { generatorRef: { apiVersion, kind, name: metadata.name } } }],
    },
  }));
  const roles = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: ROLES_SECRET },
    // No secret, but ECK reads roles from nothing else; JSON is YAML.
    stringData: { "roles.yml": Fn.jsonencode(ROLES) },
  };
  return [GENERATOR, ...users, roles];
}
