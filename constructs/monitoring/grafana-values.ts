import type { Values } from "../helm/helm-release";
import { internalIngress } from "../kubernetes/internal-ingress";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from "../kubernetes/pods";
import { SECRETS } from "./secrets";
import { jobIs } from "./shared-values";
import { VERSIONS } from "./versions";

/** Users of a company's identity provider, by OpenID Connect. */
export interface GrafanaSso {
  /** What the button says. */
  readonly name: string;
  readonly clientId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly userInfoUrl: string;
  /** Group of the claim `groups` that administers. */
  readonly administrators: string;
  /** Group that edits; everybody else looks. */
  readonly editors: string;
}

export interface GrafanaProps {
  readonly namespace: string;
  readonly region: string;
  readonly serviceAccount: string;
  /** Under which browsers reach it. @default by port-forwarding only */
  readonly host?: string;
  /** @default only the administrator of the secret */
  readonly sso?: GrafanaSso;
}

/** Folder that a dashboard goes into: an annotation of its ConfigMap. */
export const FOLDER = "grafana_folder";

/** Of endpoints, which are asked every minute: what is drawn over less would have gaps. */
const SLOWEST_INTERVAL = "60s";

/** Where secrets are files, so that neither values nor variables of the process hold them. */
const SSO_FOLDER = "/etc/secrets/sso";

const CONTAINER = { ...RESTRICTED_CONTAINER, seccompProfile: RESTRICTED_POD.seccompProfile };

/** For files that live as long as the pod, since its images are not written to. */
const TMP = { name: "tmp", mountPath: "/tmp" };

/**
 * Values of the chart of Grafana, below `grafana`. It keeps nothing: dashboards, data sources and users come from outside,
 * so it starts in any zone, where a volume would hold it in one.
 */
export function grafanaValues(props: GrafanaProps): Values {
  const sidecar = { searchNamespace: props.namespace, extraMounts: [TMP] };
  return {
    image: { tag: VERSIONS.grafana },
    admin: { existingSecret: SECRETS.admin },
    serviceAccount: { name: props.serviceAccount },
    // Without it the service account would read the secrets of every namespace.
    rbac: { namespaced: true },
    persistence: { enabled: false },
    // Both would need root, and neither is of use without a volume and outside of tests.
    initChownData: { enabled: false },
    testFramework: { enabled: false },
    containerSecurityContext: CONTAINER,
    extraEmptyDirMounts: [TMP],
    resources: resources("100m", "256Mi", "768Mi"),
    serviceMonitor: { enabled: true, relabelings: jobIs("grafana") },
    sidecar: {
      securityContext: CONTAINER,
      resources: resources("10m", "96Mi", "192Mi"),
      dashboards: {
        ...sidecar,
        resource: "configmap",
        folderAnnotation: FOLDER,
        annotations: { [FOLDER]: "Kubernetes" },
        provider: { foldersFromFilesStructure: true },
      },
      datasources: { ...sidecar, defaultDatasourceScrapeInterval: SLOWEST_INTERVAL },
    },
    additionalDataSources: [
      {
        name: "CloudWatch",
        type: "cloudwatch",
        uid: "cloudwatch",
        access: "proxy",
        jsonData: { authType: "default", defaultRegion: props.region },
      },
    ],
    ...(props.sso && {
      extraSecretMounts: [
        { name: "sso", secretName: SECRETS.sso, mountPath: SSO_FOLDER, defaultMode: 0o440, readOnly: true },
      ],
    }),
    ...(props.host !== undefined && {
      ingress: { enabled: true, hosts: [props.host], ...internalIngress({ healthPath: "/api/health" }) },
    }),
    "grafana.ini": settings(props),
  };
}

/** https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/ */
function settings({ host, sso }: GrafanaProps): Values {
  return {
    ...(host !== undefined && { server: { root_url: `https://${host}/` } }),
    analytics: { reporting_enabled: false, check_for_updates: false, check_for_plugin_updates: false },
    // Those of the image are the ones that were tested.
    plugins: { preinstall_auto_update: false },
    // By port-forwarding there is no TLS, and some browsers would drop the cookie.
    security: { cookie_secure: host !== undefined, disable_gravatar: true },
    snapshots: { external_enabled: false },
    users: { allow_sign_up: false, viewers_can_edit: false },
    "auth.anonymous": { enabled: false },
    ...(sso && { "auth.generic_oauth": oauth(sso) }),
  };
}

/** https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/ */
function oauth(sso: GrafanaSso): Values {
  return {
    enabled: true,
    name: sso.name,
    client_id: sso.clientId,
    client_secret: `$__file{${SSO_FOLDER}/client-secret}`,
    scopes: "openid profile email groups",
    auth_url: sso.authUrl,
    token_url: sso.tokenUrl,
    api_url: sso.userInfoUrl,
    use_pkce: true,
    // Whom the identity provider lets in, it knows already.
    allow_sign_up: true,
    role_attribute_path: `${isIn(sso.administrators)} && 'Admin' || ${isIn(sso.editors)} && 'Editor' || 'Viewer'`,
    role_attribute_strict: true,
  };
}

function isIn(group: string): string {
  return `contains(groups[*], '${group.replaceAll("'", "\\'")}')`;
}
