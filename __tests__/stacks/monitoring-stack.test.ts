import fs from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { resolveToken } from "../../constructs/core/resolve";
import { rdsCertificate } from "../../constructs/database/rds-certificate";
import type { KubernetesObject } from "../../constructs/helm/custom-objects";
import { HelmRelease, type Values } from "../../constructs/helm/helm-release";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { metricsDocument } from "../helpers/metrics-document";
import { policyErrors, temporaryFolder } from "../helpers/stack";
import { dataOf, resourcesOf } from "../helpers/template";

function monitoring(changes: Partial<EnvironmentInput> = {}) {
  const [environment] = resolveEnvironments(organization, [{ ...production, ...changes }]) as [Environment];
  const stacks = buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment);
  const stack = stacks.find(({ layer }) => layer === "monitoring");
  if (!stack) throw new Error("there is no monitoring");
  return stack;
}

const ASSETS = path.join(__dirname, "../../assets/monitoring");

type Stack = ReturnType<typeof monitoring>;

const stack = monitoring();
/** Of class staging, one that tells nobody but by text messages, watches more addresses, and has no key of its own. */
const other = monitoring({
  class: "staging",
  topology: { kind: "kubernetes", ingress: "traefik", scaling: "auto-mode" },
  monitoring: {
    channels: { sms: { phoneNumbers: ["+8613800000000"] } },
    endpoints: ["https://httpsok.example", "https://a.example:8443/x"],
  },
  database: { encryption: "aws-key", replicas: { recovery: false }, backups: { replicate: false } },
  recovery: { ...production.recovery, rpoMinutes: 24 * 60 },
});
const releases = resourcesOf(stack, "helm_release");

/** What a release gives its chart, with Terraform expressions where a value is known later. @param id path of its construct */
function valuesOf(id: string, of: Stack = stack): Values {
  const isMeant = ({ node }: HelmRelease) => node.path.replace(/(\/Resource)+$/, "") === `${of.node.path}/${id}`;
  const [release] = of.node.findAll().filter((node) => node instanceof HelmRelease && isMeant(node));
  if (!(release instanceof HelmRelease)) throw new Error(`there is no release ${id}`);
  return JSON.parse(JSON.stringify(resolveToken(of, release.values)));
}

/** An object of a release of objects. */
function objectOf(id: string, name: string, of: Stack = stack): KubernetesObject | undefined {
  const objects: readonly KubernetesObject[] = JSON.parse(JSON.stringify(valuesOf(id, of).objects));
  return objects.find(({ metadata }) => metadata.name === name);
}

const platform = valuesOf("kube-prometheus-stack");
const permissionsOf = (name: string, of: Stack = stack) =>
  JSON.stringify(dataOf(of, "aws_iam_policy_document")[`${name}_permissions`]);

describe("the monitoring", () => {
  it("passes every policy", () => {
    expect(policyErrors(stack)).toEqual([]);
  });

  it("is applied after what it watches and what it needs", () => {
    const layers = stack.dependencies.map(({ node }) => node.id).sort();
    expect(layers).toEqual(
      ["addons", "cluster", "database", "network", "schema"].map((layer) => `production-${layer}`),
    );
  });

  it("tells later layers where it is", () => {
    expect(Object.keys(stack.toTerraform().output)).toEqual(["namespace", "prometheus_url", "alertmanager_url"]);
  });

  it("releases each chart when its secrets are there, and objects when their kinds are", () => {
    expect(Object.keys(releases)).toEqual([
      ...["secrets", "kube_prometheus_stack", "targets_mysql_exporter", "targets_blackbox_exporter", "targets"],
    ]);
    expect(releases.kube_prometheus_stack?.depends_on).toEqual(
      expect.arrayContaining(["helm_release.secrets", "kubernetes_network_policy_v1.traffic_kubernetes_api"]),
    );
    expect(releases.targets_mysql_exporter?.depends_on).toEqual(["helm_release.secrets"]);
    expect(releases.targets?.depends_on).toEqual(["helm_release.kube_prometheus_stack"]);
  });
});

describe("its namespaces", () => {
  const namespaces = resourcesOf(stack, "kubernetes_namespace_v1");

  it("let nothing be privileged but the node exporter, which has one of its own", () => {
    const enforced = (level: string) => ({ metadata: { labels: { "pod-security.kubernetes.io/enforce": level } } });
    expect(namespaces).toMatchObject({ monitoring: enforced("restricted"), monitoring_nodes: enforced("privileged") });
    expect(platform).toMatchObject({
      "prometheus-node-exporter": { namespaceOverride: expect.stringContaining("monitoring_nodes") },
    });
  });

  it("are isolated, and open to the outside by no Service", () => {
    const policies = resourcesOf(stack, "kubernetes_network_policy_v1");
    expect(Object.keys(policies)).toEqual(
      expect.arrayContaining(["monitoring_isolation", "monitoring_nodes_isolation"]),
    );
    expect(resourcesOf(stack, "kubernetes_resource_quota_v1").monitoring_quota?.spec).toEqual({
      hard: { "services.loadbalancers": "0", "services.nodeports": "0" },
    });
  });
});

describe("its secrets", () => {
  it("are brought by a role that reads these and no others", () => {
    const permissions = permissionsOf("secrets_role");
    for (const secret of ["aws_secretsmanager_secret.admin.arn", "exporter_secret_arn", "alerts/slack-??????"]) {
      expect(permissions).toContain(secret);
    }
    expect(permissions).not.toContain("secret:*");
  });

  it("are decrypted by the key of the database where it has one", () => {
    expect(permissionsOf("secrets_role")).toContain("kms:Decrypt");
    expect(permissionsOf("secrets_role", other)).not.toContain("kms:Decrypt");
  });

  it("include a password of Grafana's administrator that nobody chose and no state holds", () => {
    const { admin_value } = resourcesOf(stack, "aws_secretsmanager_secret_version");
    expect(admin_value?.secret_string_wo).toContain("ephemeral.random_password.admin_generated.result");
    expect(admin_value?.secret_string).toBeUndefined();
    const arn = expect.stringContaining("aws_secretsmanager_secret.admin.arn");
    expect(objectOf("secrets", "grafana-admin")).toMatchObject({
      spec: {
        data: [
          { secretKey: "admin-user", remoteRef: { key: arn, property: "username" } },
          { secretKey: "admin-password", remoteRef: { key: arn, property: "password" } },
        ],
      },
    });
  });

  it("give the exporter a login in the form that it reads, which verifies the server", () => {
    const lines = ["[client]", "user={{ .username }}", "password={{ .password }}", "ssl-ca=/etc/rds/ca.pem", ""];
    expect(objectOf("secrets", "mysql-exporter")).toMatchObject({
      spec: { target: { template: { data: { "my.cnf": lines.join("\n") } } } },
    });
    expect(resourcesOf(stack, "kubernetes_config_map_v1").targets_mysql_exporter_certificates?.data).toEqual({
      "ca.pem": rdsCertificate(stack, stack.region),
    });
  });

  it("are not waited for by Alertmanager where no channel needs any", () => {
    const mounted = (secrets: readonly string[]) => ({ alertmanager: { alertmanagerSpec: { secrets } } });
    expect(objectOf("secrets", "alert-channels", other)).toBeUndefined();
    expect(valuesOf("kube-prometheus-stack", other)).toMatchObject(mounted([]));
    expect(objectOf("secrets", "alert-channels")).toBeDefined();
    expect(platform).toMatchObject(mounted(["alert-channels"]));
  });
});

describe("what its pods may do in AWS", () => {
  const accountsOf = (of: Stack) =>
    Object.values(resourcesOf(of, "aws_eks_pod_identity_association")).map(({ service_account }) => service_account);

  it("is to read CloudWatch, for Grafana, and nothing else", () => {
    expect(accountsOf(stack)).toEqual(["grafana"]);
    const [attached] = Object.values(resourcesOf(stack, "aws_iam_role_policy_attachment"));
    expect(attached?.policy_arn).toBe("arn:aws:iam::aws:policy/service-role/AmazonGrafanaCloudWatchAccess");
  });

  it("is to send text messages, for Alertmanager, where it does, but not to topics", () => {
    expect(accountsOf(other)).toEqual(["grafana", "alertmanager"]);
    expect(dataOf(other, "aws_iam_policy_document").kube_prometheus_stack_alertmanager_role_permissions).toEqual({
      statement: [{ sid: "SendTextMessages", actions: ["sns:Publish"], not_resources: ["arn:aws:sns:*:*:*"] }],
    });
  });
});

describe("what is watched", () => {
  const target = (name: string, of: Stack = stack) => objectOf("targets", name, of);
  const asked = (targets: readonly unknown[]) => ({ spec: { targets: { staticConfig: { static: targets } } } });

  it("is the application, by its own metrics and by whether it says that it is well", () => {
    expect(target("httpsok-api")).toMatchObject({
      kind: "ServiceMonitor",
      spec: { selector: { matchLabels: { "app.kubernetes.io/name": "httpsok-api" } }, endpoints: [{ port: "http" }] },
    });
    expect(target("blackbox-health")).toMatchObject(
      asked([expect.stringMatching(/^http:\/\/httpsok-api\..+:8080\/api\/v1\/health$/)]),
    );
  });

  it("is every endpoint of the environment, and its certificate", () => {
    expect(target("blackbox-https", other)).toMatchObject(
      asked(["https://httpsok.example", "https://a.example:8443/x"]),
    );
    expect(target("blackbox-certificate", other)).toMatchObject(asked(["httpsok.example:443", "a.example:8443"]));
  });

  it("is whether name servers know the first endpoint: that of the VPC, and that of the cluster where it has one", () => {
    const ofVpc = expect.stringMatching(/^\$\{cidrhost\(.+vpc_cidr.*, 2\)\}:53$/);
    expect(target("blackbox-dns")).toMatchObject(asked([ofVpc, "kube-dns.kube-system:53"]));
    expect(target("blackbox-dns", other)).toMatchObject(asked([ofVpc]));
    expect(valuesOf("targets/blackbox-exporter", other).config).toBe(
      '${yamldecode(templatefile("assets/blackbox.yaml", {"host" = "httpsok.example"}))}',
    );
  });

  it("is the writer and each reader of the database, however many there are", () => {
    const servers =
      '${formatlist("%s:3306", concat([data.terraform_remote_state.database.outputs.writer_host], data.terraform_remote_state.database.outputs.reader_hosts))}';
    const watched = { targets: { staticConfig: { static: servers } } };
    expect(target("mysql-exporter")).toMatchObject({ kind: "Probe", spec: { jobName: "mysql-exporter", ...watched } });
    expect(target("blackbox-tcp")).toMatchObject({ spec: watched });
  });

  it("is Traefik, where it brings traffic from outside", () => {
    expect(target("traefik", other)).toMatchObject({
      spec: {
        jobLabel: "app.kubernetes.io/name",
        namespaceSelector: { matchNames: ["traefik"] },
        selector: { matchLabels: { "app.kubernetes.io/name": "traefik" } },
        endpoints: [{ port: "metrics" }],
      },
    });
    expect(target("traefik")).toBeUndefined();
  });

  it("is counted by every collector that assets/monitoring/metrics.md asks for", () => {
    const { jobs } = metricsDocument();
    const collectorsOf = (job: string) => jobs.find(({ name }) => name === job)?.collectors ?? [];
    expect(collectorsOf("mysql-exporter").length * collectorsOf("node-exporter").length).toBeGreaterThan(0);
    expect(valuesOf("targets/mysql-exporter")).toMatchObject({
      collectors: Object.fromEntries(collectorsOf("mysql-exporter").map((collector) => [collector, true])),
    });
    expect(platform).toMatchObject({
      "prometheus-node-exporter": {
        extraArgs: expect.arrayContaining(collectorsOf("node-exporter").map((collector) => `--collector.${collector}`)),
      },
    });
  });

  it("is scraped as often as the sizes of volumes are reckoned with, containers included", () => {
    expect(platform).toMatchObject({
      prometheus: { prometheusSpec: { scrapeInterval: "30s" } },
      kubelet: { serviceMonitor: { cAdvisorInterval: "30s" } },
    });
  });

  it("is no secret of the cluster, not even to count them", () => {
    expect(platform).toMatchObject({ "kube-state-metrics": { collectorsExclude: ["secrets"] } });
  });

  it("is nothing of the control plane that EKS hides", () => {
    for (const part of ["kubeControllerManager", "kubeEtcd", "kubeProxy", "kubeScheduler"]) {
      expect(platform).toHaveProperty(part, { enabled: false });
    }
  });
});

describe("rules, messages and dashboards", () => {
  const filesOf = (folder: string, ending: string) =>
    fs.readdirSync(path.join(ASSETS, folder)).filter((file) => file.endsWith(ending));

  it("are all that have something to tell here, read from their files", () => {
    const read = (folder: string, file: string) => `file("assets/${folder}/${file}")`;
    const rulesBut = (...absent: readonly string[]) =>
      filesOf("rules", ".yaml")
        .map((file) => path.basename(file, ".yaml"))
        .filter((name) => !absent.includes(name))
        .map((name) => [name, `\${yamldecode(${read("rules", `${name}.yaml`)})}`]);
    expect(platform).toMatchObject({
      alertmanager: {
        templateFiles: Object.fromEntries(
          filesOf("templates", ".tmpl").map((file) => [file, `\${${read("templates", file)}}`]),
        ),
      },
    });
    expect(platform.additionalPrometheusRulesMap).toEqual(Object.fromEntries(rulesBut("cache", "kubernetes-traefik")));
    expect(valuesOf("kube-prometheus-stack", other).additionalPrometheusRulesMap).toEqual(
      Object.fromEntries(rulesBut("cache")),
    );
  });

  it("are one dashboard to a ConfigMap, without those that would show nothing here", () => {
    const dashboardsOf = (of: Stack) =>
      Object.values(resourcesOf(of, "kubernetes_config_map_v1"))
        .filter((map) => JSON.stringify(map).includes('"grafana_dashboard":"1"'))
        .map(({ data }) => data);
    const allBut = (...absent: readonly string[]) =>
      filesOf("dashboards", ".json")
        .filter((file) => !file.startsWith("logs-") && !absent.includes(file))
        .sort()
        .map((file) => ({ [file]: `\${file("assets/dashboards/${file}")}` }));
    expect(dashboardsOf(stack)).toEqual(allBut("cache.json", "kubernetes-traefik.json"));
    expect(dashboardsOf(other)).toEqual(allBut("cache.json"));
    expect(dashboardsOf(stack).length).toBeGreaterThan(5);
  });

  it("fit into a ConfigMap", () => {
    const sizes = filesOf("dashboards", ".json").map((file) => fs.statSync(path.join(ASSETS, "dashboards", file)).size);
    expect(Math.max(...sizes)).toBeLessThan(1024 * 1024);
  });
});
