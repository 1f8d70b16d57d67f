import fs from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { rdsCertificate } from "../../constructs/database/rds-certificate";
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
/** One that tells nobody but by text messages, watches more addresses, and has no key of its own. */
const other = monitoring({
  monitoring: {
    channels: { sms: { phoneNumbers: ["+8613800000000"] } },
    endpoints: ["https://httpsok.example", "https://a.example:8443/x"],
  },
  database: { encryption: "aws-key", replicas: { recovery: false }, backups: { replicate: false } },
  recovery: { ...production.recovery, rpoMinutes: 24 * 60 },
});
const releases = resourcesOf(stack, "helm_release");
const valuesOf = (name: string, of: Stack = stack) => String(resourcesOf(of, "helm_release")[name]?.values);
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
    expect(valuesOf("kube_prometheus_stack")).toContain('"prometheus-node-exporter" = {"namespaceOverride" =');
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
    expect(valuesOf("secrets")).toContain('"secretKey" = "admin-password"');
  });

  it("give the exporter a login in the form that it reads, which verifies the server", () => {
    const lines = ["[client]", "user={{ .username }}", "password={{ .password }}", "ssl-ca=/etc/rds/ca.pem", ""];
    expect(valuesOf("secrets")).toContain(`"my.cnf" = "${lines.join("\\n")}"`);
    expect(resourcesOf(stack, "kubernetes_config_map_v1").targets_mysql_exporter_certificates?.data).toEqual({
      "ca.pem": rdsCertificate(stack, stack.region),
    });
  });

  it("are not waited for by Alertmanager where no channel needs any", () => {
    expect(valuesOf("secrets", other)).not.toContain("alert-channels");
    expect(valuesOf("kube_prometheus_stack", other)).toContain('"secrets" = []');
    expect(valuesOf("kube_prometheus_stack")).toContain('"secrets" = ["alert-channels"]');
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
  const targets = valuesOf("targets");

  it("is the application, by its own metrics and by whether it says that it is well", () => {
    expect(targets).toContain('"selector" = {"matchLabels" = {"app.kubernetes.io/name" = "httpsok-api"}}');
    expect(targets).toContain(":8080/api/v1/health");
  });

  it("is every endpoint of the environment, and its certificate", () => {
    const text = valuesOf("targets", other);
    expect(text).toContain('"static" = ["https://httpsok.example", "https://a.example:8443/x"]');
    expect(text).toContain('"static" = ["httpsok.example:443", "a.example:8443"]');
  });

  it("is the writer and each reader of the database, however many there are", () => {
    const servers =
      'formatlist("%s:3306", concat([data.terraform_remote_state.database.outputs.writer_host], data.terraform_remote_state.database.outputs.reader_hosts))';
    expect(targets.split(servers)).toHaveLength(3);
    expect(targets).toContain('"jobName" = "mysql-exporter"');
  });

  it("is counted by every collector that assets/monitoring/metrics.md asks for", () => {
    const { jobs } = metricsDocument();
    const collectorsOf = (job: string) => jobs.find(({ name }) => name === job)?.collectors ?? [];
    expect(collectorsOf("mysql-exporter").length * collectorsOf("node-exporter").length).toBeGreaterThan(0);
    for (const collector of collectorsOf("mysql-exporter")) {
      expect(valuesOf("targets_mysql_exporter")).toContain(`"${collector}" = true`);
    }
    for (const collector of collectorsOf("node-exporter")) {
      expect(valuesOf("kube_prometheus_stack")).toContain(`"--collector.${collector}"`);
    }
  });

  it("is scraped as often as the sizes of volumes are reckoned with, containers included", () => {
    expect(valuesOf("kube_prometheus_stack")).toContain('"scrapeInterval" = "30s"');
    expect(valuesOf("kube_prometheus_stack")).toContain('"cAdvisorInterval" = "30s"');
  });

  it("is no secret of the cluster, not even to count them", () => {
    expect(valuesOf("kube_prometheus_stack")).toContain('"kube-state-metrics" = {"collectorsExclude" = ["secrets"]');
  });

  it("is nothing of the control plane that EKS hides", () => {
    const values = valuesOf("kube_prometheus_stack");
    for (const part of ["kubeControllerManager", "kubeEtcd", "kubeProxy", "kubeScheduler"]) {
      expect(values).toContain(`"${part}" = {"enabled" = false}`);
    }
  });
});

describe("rules, messages and dashboards", () => {
  const filesOf = (folder: string, ending: string) =>
    fs.readdirSync(path.join(ASSETS, folder)).filter((file) => file.endsWith(ending));

  it("are all that there are, read from their files", () => {
    const values = valuesOf("kube_prometheus_stack");
    for (const file of filesOf("rules", ".yaml")) {
      const name = path.basename(file, ".yaml");
      expect(values).toContain(`"${name}" = yamldecode(file("assets/rules/${file}"))`);
    }
    for (const file of filesOf("templates", ".tmpl")) {
      expect(values).toContain(`"${file}" = file("assets/templates/${file}")`);
    }
  });

  it("are one dashboard to a ConfigMap, without those that would show nothing here", () => {
    const shown = filesOf("dashboards", ".json").filter((file) => !file.startsWith("logs-") && file !== "cache.json");
    const maps = Object.values(resourcesOf(stack, "kubernetes_config_map_v1"));
    const dashboards = maps.filter((map) => JSON.stringify(map).includes('"grafana_dashboard":"1"'));
    expect(shown.length).toBeGreaterThan(5);
    expect(dashboards.map(({ data }) => data)).toEqual(
      shown.sort().map((file) => ({ [file]: `\${file("assets/dashboards/${file}")}` })),
    );
  });

  it("fit into a ConfigMap", () => {
    const sizes = filesOf("dashboards", ".json").map((file) => fs.statSync(path.join(ASSETS, "dashboards", file)).size);
    expect(Math.max(...sizes)).toBeLessThan(1024 * 1024);
  });
});
