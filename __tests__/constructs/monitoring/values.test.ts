import { alertmanagerValues } from "../../../constructs/monitoring/alertmanager-values";
import { type GrafanaProps, grafanaValues } from "../../../constructs/monitoring/grafana-values";
import { type PrometheusProps, prometheusValues } from "../../../constructs/monitoring/prometheus-values";

const ZONE = "topology.kubernetes.io/zone";

describe("Prometheus", () => {
  const values = (props: Partial<PrometheusProps> = {}) =>
    prometheusValues({
      externalLabels: { environment: "production", cluster: "httpsok-production" },
      replicas: 2,
      retentionDays: 30,
      volumeGb: 100,
      storageClass: "gp3",
      ...props,
    });

  it("deletes the oldest before its volume is full", () => {
    expect(values()).toMatchObject({
      prometheusSpec: {
        retention: "30d",
        retentionSize: "85GB",
        storageSpec: {
          volumeClaimTemplate: { spec: { storageClassName: "gp3", resources: { requests: { storage: "100Gi" } } } },
        },
      },
    });
  });

  it("has each copy in a zone of its own, of which one at most is taken away at a time", () => {
    expect(values()).toMatchObject({
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      prometheusSpec: { replicas: 2, podAntiAffinity: "hard", podAntiAffinityTopologyKey: ZONE },
    });
    expect(values({ replicas: 3 })).toMatchObject({ podDisruptionBudget: { minAvailable: 2 } });
  });

  it("does not hold up the draining of a node where it is alone", () => {
    expect(values({ replicas: 1 })).toMatchObject({
      podDisruptionBudget: { enabled: false },
      prometheusSpec: { podAntiAffinity: "soft" },
    });
  });

  it("sees targets, probes and rules of every namespace, whoever brings them", () => {
    for (const kind of ["serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"]) {
      expect(values()).toHaveProperty(["prometheusSpec", `${kind}SelectorNilUsesHelmValues`], false);
    }
  });

  it("says with each alert where it comes from", () => {
    expect(values()).toMatchObject({
      prometheusSpec: { externalLabels: { environment: "production", cluster: "httpsok-production" } },
    });
  });
});

describe("Alertmanager", () => {
  const values = (secrets: readonly string[], replicas = 3) =>
    alertmanagerValues({
      config: { route: { receiver: "nobody" } },
      templates: { "alerts.tmpl": "{{ define }}" },
      secrets,
      replicas,
      storageClass: "gp3",
      serviceAccount: "alertmanager",
    });

  it("keeps silences when it is moved", () => {
    const spec = { storageClassName: "gp3", accessModes: ["ReadWriteOnce"] };
    expect(values([])).toMatchObject({ alertmanagerSpec: { storage: { volumeClaimTemplate: { spec } } } });
  });

  it("is in every zone with a copy", () => {
    expect(values([])).toMatchObject({
      podDisruptionBudget: { enabled: true, minAvailable: 2 },
      alertmanagerSpec: { replicas: 3, podAntiAffinity: "hard", podAntiAffinityTopologyKey: ZONE },
    });
  });

  it("mounts the secrets of its channels, and waits for none where there are none", () => {
    expect(values(["alert-channels"])).toMatchObject({ alertmanagerSpec: { secrets: ["alert-channels"] } });
    expect(values([])).toMatchObject({ alertmanagerSpec: { secrets: [] } });
  });
});

describe("Grafana", () => {
  const values = (props: Partial<GrafanaProps> = {}) =>
    grafanaValues({ namespace: "monitoring", region: "ap-southeast-1", serviceAccount: "grafana", ...props });
  const sso = {
    name: "Example",
    clientId: "grafana",
    authUrl: "https://login.httpsok.example/authorize",
    tokenUrl: "https://login.httpsok.example/token",
    userInfoUrl: "https://login.httpsok.example/userinfo",
    administrators: "operations",
    editors: "people's choice",
  };
  const settings = (props?: Partial<GrafanaProps>) => values(props)["grafana.ini"];

  it("has no password of its own making, and lets in nobody without a name", () => {
    expect(values()).toMatchObject({ admin: { existingSecret: "grafana-admin" } });
    expect(settings()).toMatchObject({
      "auth.anonymous": { enabled: false },
      users: { allow_sign_up: false, viewers_can_edit: false },
    });
  });

  it("gives its cookie to HTTPS only, unless it is reached by port-forwarding, which has none", () => {
    const host = "grafana.httpsok.example";
    expect(settings({ host })).toMatchObject({ security: { cookie_secure: true } });
    expect(settings()).toMatchObject({ security: { cookie_secure: false } });
  });

  it("draws no rate over less than what is scraped least often", () => {
    expect(values()).toMatchObject({ sidecar: { datasources: { defaultDatasourceScrapeInterval: "60s" } } });
  });

  it("keeps nothing, so that no volume holds it in a zone that is lost", () => {
    expect(values()).toMatchObject({ persistence: { enabled: false } });
  });

  it("reads secrets of its own namespace only", () => {
    expect(values()).toMatchObject({
      rbac: { namespaced: true },
      sidecar: { datasources: { searchNamespace: "monitoring" }, dashboards: { searchNamespace: "monitoring" } },
    });
  });

  it("runs as its namespace demands: no root, no privilege, no changes to its image", () => {
    const restricted = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    };
    expect(values()).toMatchObject({
      containerSecurityContext: restricted,
      sidecar: { securityContext: restricted },
      initChownData: { enabled: false },
    });
  });

  it("draws what AWS counts, by the role of its pod", () => {
    expect(values()).toMatchObject({
      additionalDataSources: [
        { uid: "cloudwatch", jsonData: { authType: "default", defaultRegion: "ap-southeast-1" } },
      ],
    });
  });

  it("gives users of the identity provider the role of their group", () => {
    expect(settings({ sso })).toMatchObject({
      "auth.generic_oauth": {
        role_attribute_path:
          "contains(groups[*], 'operations') && 'Admin' || contains(groups[*], 'people\\'s choice') && 'Editor' || 'Viewer'",
        role_attribute_strict: true,
        use_pkce: true,
      },
    });
  });

  it("reads the client's secret from a file that is mounted", () => {
    expect(settings({ sso })).toMatchObject({
      "auth.generic_oauth": { client_secret: "$__file{/etc/secrets/sso/client-secret}" },
    });
    expect(values({ sso })).toMatchObject({
      extraSecretMounts: [{ secretName: "grafana-sso", mountPath: "/etc/secrets/sso", readOnly: true }],
    });
  });

  it("is reached by HTTPS from inside the network where it has a host, and by nobody else", () => {
    expect(values({ host: "grafana.httpsok.example" })).toMatchObject({
      ingress: {
        hosts: ["grafana.httpsok.example"],
        annotations: {
          "alb.ingress.kubernetes.io/scheme": "internal",
          "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS":443}]',
        },
      },
      "grafana.ini": { server: { root_url: "https://grafana.httpsok.example/" } },
    });
    expect(values()).not.toHaveProperty("ingress");
  });
});
