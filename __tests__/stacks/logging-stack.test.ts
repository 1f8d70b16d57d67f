import { App } from "cdktf";
import { CHARTS } from "../../constructs/helm/catalogue";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { policyErrors, temporaryFolder } from "../helpers/stack";
import { dataOf, resourcesOf } from "../helpers/template";

function layers(changes: Partial<EnvironmentInput> = {}) {
  const [environment] = resolveEnvironments(organization, [{ ...production, ...changes }]) as [Environment];
  const stacks = buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment);
  return (layer: string) => {
    const stack = stacks.find((one) => one.layer === layer);
    if (!stack) throw new Error(`there is no ${layer}`);
    return stack;
  };
}

const inProduction = layers();
const elastic = inProduction("logging");
const loki = layers({ logging: { engine: "loki" } })("logging");
type Stack = typeof elastic;

const releasesOf = (stack: Stack) => resourcesOf(stack, "helm_release");
const valuesOf = (stack: Stack, name: string) => String(releasesOf(stack)[name]?.values);
const policiesOf = (stack: Stack) => resourcesOf(stack, "kubernetes_network_policy_v1");
const permissionsOf = (stack: Stack, name: string) =>
  dataOf(stack, "aws_iam_policy_document")[`${name}_identity_role_permissions`]?.statement;

describe.each([
  ["elastic", elastic],
  ["loki", loki],
] as const)("the logging by %s", (_engine, stack) => {
  it("passes every policy", () => {
    expect(policyErrors(stack)).toEqual([]);
  });

  it("lets nothing be privileged but what reads the files of nodes, which has a namespace of its own", () => {
    const enforced = (level: string) => ({ metadata: { labels: { "pod-security.kubernetes.io/enforce": level } } });
    expect(resourcesOf(stack, "kubernetes_namespace_v1")).toMatchObject({
      logging: enforced("restricted"),
      logging_agents: enforced("privileged"),
    });
    const reading = Object.values(releasesOf(stack)).filter(({ values }) => String(values).includes('"hostPath"'));
    expect(reading.map(({ namespace }) => namespace)).toEqual([
      "${kubernetes_namespace_v1.logging_agents.metadata[0].name}",
    ]);
  });

  it("isolates both namespaces", () => {
    expect(Object.keys(policiesOf(stack))).toEqual(
      expect.arrayContaining(["logging_isolation", "logging_agents_isolation"]),
    );
  });

  it("reads nodes with none of root's capabilities, and writes nothing there but where it is", () => {
    const values = valuesOf(stack, "node_logs");
    expect(values).toContain('"capabilities" = {"drop" = ["ALL"]}, "runAsUser" = 0');
    expect(values).not.toContain('"privileged"');
  });

  it("tells Alertmanager, and Grafana where to look", () => {
    expect(JSON.stringify(policiesOf(stack).traffic_alerts_of_logs)).toContain('"port":"9093"');
    expect(JSON.stringify(stack.toTerraform())).toMatch(/grafana_datasource/);
  });
});

describe("the logging of production", () => {
  it("is applied after what it is built on", () => {
    expect(elastic.dependencies.map(({ node }) => node.id).sort()).toEqual(
      ["addons", "cluster", "database", "monitoring", "network"].map((layer) => `production-${layer}`),
    );
  });

  it("brings templates to Elasticsearch before the first line is sent", () => {
    const releases = releasesOf(elastic);
    expect(resourcesOf(elastic, "kubernetes_job_v1").elastic_setup).toMatchObject({
      depends_on: ["helm_release.elastic"],
      wait_for_completion: true,
    });
    for (const name of ["node_logs", "database_logs", "alerts", "data_source"]) {
      expect(releases[name]?.depends_on).toEqual(expect.arrayContaining(["kubernetes_job_v1.elastic_setup"]));
    }
  });

  it("brings them anew when any of them changes", () => {
    const maps = Object.keys(resourcesOf(elastic, "kubernetes_config_map_v1"));
    expect(maps).toHaveLength(6);
    const job = JSON.stringify(resourcesOf(elastic, "kubernetes_job_v1").elastic_setup);
    for (const map of maps) expect(job).toContain(`kubernetes_config_map_v1.${map}.data`);
    expect(job).toContain('"annotations":{"contents":"${sha256(');
  });

  it("has the ages of the environment in its policies, as JSON", () => {
    const { data } = resourcesOf(elastic, "kubernetes_config_map_v1").elastic_setup_lifecycle ?? {};
    expect(data).toMatchObject({
      "httpsok-logs.json": expect.stringContaining('"delete" = {"min_age" = "90d"'),
      "httpsok-audit.json": expect.stringContaining('"delete" = {"min_age" = "365d"'),
    });
  });

  it("runs three nodes on volumes that outlive it, of one version with everything else", () => {
    const values = valuesOf(elastic, "elastic");
    expect(values).toContain('"count" = 3, "zoneAwareness" = {}');
    expect(values).toContain('"storageClassName" = data.terraform_remote_state.addons.outputs.retaining_storage_class');
    const all = ["elastic", "node_logs", "database_logs"].map((name) => valuesOf(elastic, name)).join();
    expect([...all.matchAll(/"version" = "([\d.]+)"/g)].map(([, version]) => version)).toEqual(
      Array.from({ length: 5 }, () => "9.5.2"),
    );
  });

  it("holds no password", () => {
    const text = JSON.stringify(elastic.toTerraform());
    expect([...text.matchAll(/\\"password\\" = \\"([^\\]+)\\"/g)].map(([, value]) => value)).toEqual([
      ...["{{ .password }}", "{{ .password }}", "{{ .password }}"],
    ]);
  });
});

describe("the logs of the database", () => {
  it("are read from where RDS writes them, all of them and no others", () => {
    const written = Object.values(resourcesOf(inProduction("database"), "aws_cloudwatch_log_group"));
    const logs = [...new Set(written.map(({ name }) => String(name).split("/").at(-1)))];
    const instances = [0, 1].map(
      (index) => `\${element(data.terraform_remote_state.database.outputs.instance_identifiers, ${index})}`,
    );
    expect(written).toHaveLength(logs.length * instances.length);
    const groups = instances.flatMap((instance) =>
      logs.map((log) => `arn:aws:logs:ap-southeast-1:222222222222:log-group:/aws/rds/instance/${instance}/${log}:*`),
    );
    expect(permissionsOf(elastic, "database_logs")).toEqual([
      { sid: "ReadLogsOfTheDatabase", actions: ["logs:FilterLogEvents"], resources: groups },
    ]);
  });

  it("are found by the name of the writer where Alloy reads them", () => {
    const writer = "/aws/rds/instance/${data.terraform_remote_state.database.outputs.identifier}";
    expect(permissionsOf(loki, "database_logs")).toMatchObject([
      { actions: ["logs:DescribeLogGroups"] },
      {
        actions: ["logs:FilterLogEvents"],
        resources: [`arn:aws:logs:ap-southeast-1:222222222222:log-group:${writer}*`],
      },
    ]);
  });

  it("go on where they were, on whichever node", () => {
    expect(valuesOf(elastic, "database_logs")).toContain('"name" = "beat-data", "persistentVolumeClaim"');
    // Lines that CloudWatch shows late are waited for.
    expect(valuesOf(elastic, "database_logs")).toContain('"latency" = "5m"');
    expect(resourcesOf(elastic, "kubernetes_persistent_volume_claim_v1").database_logs_place).toMatchObject({
      wait_until_bound: false,
    });
  });
});

describe("the ways to logs", () => {
  it("end at Elasticsearch for those who search, and for its operator", () => {
    const text = JSON.stringify(policiesOf(elastic).traffic_elasticsearch);
    expect(text).toContain('"app.kubernetes.io/name":"grafana"');
    expect(text).toContain('"kubernetes.io/metadata.name":"elastic-system"');
    expect(text).toContain('"port":"9200"');
  });

  it("lead agents to who takes logs, and to the API of Kubernetes", () => {
    const taker = (stack: Stack) => JSON.stringify(policiesOf(stack).traffic_agents);
    expect(taker(elastic)).toContain('"port":"5044"');
    expect(taker(loki)).toContain('"port":"3100"');
    for (const stack of [elastic, loki]) expect(taker(stack)).not.toContain("0.0.0.0/0");
  });

  it("lead browsers to Kibana where it has a host, and nowhere else", () => {
    const reached = layers({ logging: { kibana: { host: "logs.httpsok.example" } } })("logging");
    expect(JSON.stringify(policiesOf(reached).traffic_kibana)).toContain('"port":"5601"');
    expect(policiesOf(elastic).traffic_kibana).toBeUndefined();
  });

  it("lead out of the cluster for who talks to AWS alone", () => {
    const outside = (stack: Stack) =>
      Object.entries(policiesOf(stack)).filter(([, policy]) => JSON.stringify(policy).includes("0.0.0.0/0"));
    expect(outside(elastic).map(([name]) => name)).toEqual(["traffic_database_logs"]);
    expect(outside(loki).map(([name]) => name)).toEqual(["traffic_database_logs", "traffic_loki"]);
  });
});

describe("Loki", () => {
  it("is 2.6 or newer (3.3.6)", () => {
    const [major = 0, minor = 0] = CHARTS.loki.appVersion.split(".").map(Number);
    expect(major * 100 + minor).toBeGreaterThanOrEqual(206);
  });

  it("keeps logs in a bucket of its own, encrypted by a key of ours, a little longer than it has to", () => {
    expect(Object.values(resourcesOf(loki, "aws_s3_bucket")).map(({ bucket }) => bucket)).toEqual([
      "httpsok-production-222222222222-loki",
    ]);
    expect(JSON.stringify(resourcesOf(loki, "aws_s3_bucket_server_side_encryption_configuration"))).toContain(
      "aws_kms_key.key.arn",
    );
    expect(JSON.stringify(resourcesOf(loki, "aws_s3_bucket_lifecycle_configuration"))).toContain('"days":372');
  });

  it("may use that bucket and that key", () => {
    expect(permissionsOf(loki, "loki")).toMatchObject([
      { actions: ["s3:ListBucket"], resources: ["${aws_s3_bucket.loki_bucket.arn}"] },
      { resources: ["${aws_s3_bucket.loki_bucket.arn}/*"] },
      { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: ["${aws_kms_key.key.arn}"] },
    ]);
  });

  it("forgets by itself, and asks its rules", () => {
    const values = valuesOf(loki, "loki");
    for (const expected of [
      '"retention_period" = "2160h"',
      '"selector" = "{dataset=~\\"linux.audit|mysql.audit|system.auth\\"}", "priority" = 1, "period" = "8760h"',
      '"retention_enabled" = true',
      '"alertmanager_url" = data.terraform_remote_state.monitoring.outputs.alertmanager_url',
      '"replication_factor" = 3',
    ]) {
      expect(values).toContain(expected);
    }
  });

  it("is in the place of Elasticsearch, not beside it", () => {
    expect(Object.keys(releasesOf(loki))).toEqual(["loki", "node_logs", "database_logs"]);
    expect(resourcesOf(loki, "kubernetes_job_v1")).toEqual({});
  });
});
