import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { AUDIT_DATASETS, DATABASE_DATASETS } from "../../../constructs/logging/datasets";
import { ELASTIC_USERS } from "../../../constructs/logging/elastic-users";
import { ELASTICSEARCH } from "../../../constructs/logging/elasticsearch";
import { settingsTemplates } from "../../../constructs/logging/index-lifecycle";
import { LogAlerts } from "../../../constructs/logging/log-alerts";
import { LogSetup } from "../../../constructs/logging/log-setup";
import { LOGSTASH, logstash } from "../../../constructs/logging/logstash";
import { LokiDatabaseLogs } from "../../../constructs/logging/loki-database-logs";
import { LokiNodeLogs } from "../../../constructs/logging/loki-node-logs";
import { isRecord, valueAt } from "../../../environments/validation/merge";
import { exampleStack } from "../../helpers/stack";
import { resourcesOf } from "../../helpers/template";

const ASSETS = path.join(__dirname, "../../../assets/logging");
const read = (file: string) => fs.readFileSync(path.join(ASSETS, file), "utf8");
const names = (folder: string) =>
  fs
    .readdirSync(path.join(ASSETS, folder))
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.basename(file, ".json"));

describe("the pipelines of Logstash", () => {
  const text = read("logstash/main.conf") + read("logstash/dead-letters.conf");
  const object = JSON.stringify(
    logstash({
      version: "9.5.2",
      replicas: 1,
      pipelines: {},
      environment: "staging",
      storageClass: "gp3",
      tlsSecret: "logstash-tls",
    }),
  );

  it("take from Filebeat where it sends to", () => {
    expect(text).toMatch(new RegExp(`beats \\{[^}]*port => ${LOGSTASH.port}\\b`));
  });

  it("find certificate and dead letters where they are mounted", () => {
    const folders = [...text.matchAll(/"(\/usr\/share\/logstash\/[^"]+)"/g)].map(([, file = ""]) =>
      file.replace(/\/(tls|ca)\.(crt|key)$/, ""),
    );
    expect(folders.length).toBeGreaterThan(2);
    for (const folder of folders) expect(object).toContain(`"${folder}"`);
  });

  it("read no variable that nobody sets", () => {
    const read = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    const set = ["ECK_ES_HOSTS", "ECK_ES_USER", "ECK_ES_PASSWORD", "ECK_ES_SSL_CERTIFICATE_AUTHORITY"];
    expect(object).toContain('"clusterName":"eck"');
    for (const name of new Set(read)) {
      if (!set.includes(String(name))) expect(object).toContain(`{"name":"${name}",`);
    }
  });
});

describe("what Elasticsearch is given", () => {
  const templates = names("elasticsearch/index-templates").map((name) => [name, template(name)] as const);

  it("is composed of parts that there are", () => {
    const parts = [...names("elasticsearch/component-templates"), ...settings()];
    for (const [, { composed_of }] of templates) {
      expect(parts).toEqual(expect.arrayContaining(Array.isArray(composed_of) ? composed_of : ["missing"]));
    }
  });

  it("has settings of the environment in every index", () => {
    for (const [, { composed_of }] of templates) {
      expect(settings().filter((part) => Array.isArray(composed_of) && composed_of.includes(part))).toHaveLength(1);
    }
  });

  it("keeps longer what says who did what, and nothing else", () => {
    const longer = templates.filter(([, { composed_of }]) => JSON.stringify(composed_of).includes("audit-settings"));
    expect(longer.map(([name]) => name)).toEqual(AUDIT_DATASETS.map((dataset) => `logs-${dataset}`));
  });

  it("takes what the database writes", () => {
    for (const dataset of Object.values(DATABASE_DATASETS)) {
      expect(names("elasticsearch/ingest")).toContain(dataset);
      expect(names("elasticsearch/index-templates")).toContain(`logs-${dataset}`);
    }
  });

  function template(name: string): Readonly<Record<string, unknown>> {
    const parsed: unknown = JSON.parse(read(`elasticsearch/index-templates/${name}.json`));
    return isRecord(parsed) ? parsed : {};
  }

  function settings(): readonly string[] {
    return Object.keys(settingsTemplates({ retentionDays: 1, auditRetentionDays: 1, warmAfterDays: 1, nodes: 1 }));
  }
});

describe("the job that brings it", () => {
  const stack = exampleStack();
  new LogSetup(stack, "setup", {
    namespace: "logging",
    version: "9.5.2",
    retentionDays: 30,
    auditRetentionDays: 90,
    warmAfterDays: 7,
    nodes: 3,
    after: [],
  });
  const script = read("setup/setup.sh");
  const job = JSON.stringify(resourcesOf(stack, "kubernetes_job_v1").setup);

  it("mounts every folder that the script looks into", () => {
    const folders = [...script.matchAll(/^put_all (\S+)/gm)].map(([, folder]) => `/files/${folder}`);
    expect(folders).toHaveLength(4);
    for (const folder of [...folders, "/files/saved-objects.ndjson"]) {
      expect(job).toContain(`"mount_path":"${folder}"`);
    }
  });

  it("sets every variable that the script needs", () => {
    const needed = [...script.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    expect(needed).toContain("ES_URL");
    for (const name of [...needed, "ES_PASSWORD_FILE", "ES_CA", "KIBANA_URL"]) {
      expect(job).toContain(`{"name":"${name}","value":"`);
    }
  });

  it("gives up after the servers had the time that the script waits for both", () => {
    const wait = Number(/"WAIT_SECONDS","value":"(\d+)"/.exec(job)?.[1]);
    const timeout = Number(/"create":"(\d+)m"/.exec(job)?.[1]);
    expect(wait).toBeGreaterThan(0);
    expect(2 * wait).toBeLessThan(timeout * 60);
  });
});

describe("what watches Elasticsearch", () => {
  const stack = exampleStack();
  new LogAlerts(stack, "alerts", { namespace: "logging", alertmanagerUrl: "http://alertmanager:9093", after: [] });
  const values = String(resourcesOf(stack, "helm_release").alerts?.values);

  it("is set as its rules are tested with", () => {
    // The first three are the chart's own, too.
    expect(parse(read("elastalert/config.yaml"))).toEqual({
      run_every: { minutes: 1 },
      buffer_time: { minutes: 15 },
      writeback_index: "elastalert",
      alert_time_limit: { hours: 6 },
      alertmanager_api_version: "v2",
    });
    expect(values).toContain(`"alertRetryLimitMins" = ${6 * 60}`);
    expect(values).toContain('"alertmanager_api_version" = "v2"');
  });

  it("asks every rule that there is", () => {
    const rules = fs.readdirSync(path.join(ASSETS, "alerts")).filter((file) => file.endsWith(".yaml"));
    expect(rules.length).toBeGreaterThan(10);
    for (const rule of rules) expect(values).toContain(`file("assets/alerts/${rule}")`);
  });
});

describe("the data source of Grafana", () => {
  // As External Secrets would have filled it in.
  const source = valueAt(parse(read("grafana/elasticsearch.yaml.tmpl").replaceAll(/\{\{.*?\}\}/g, '"secret"')), [
    "datasources",
    "0",
  ]);

  it("reaches Elasticsearch by the user that only reads", () => {
    expect(source).toMatchObject({
      uid: "elasticsearch",
      url: `https://${ELASTICSEARCH.service}.logging.svc:${ELASTICSEARCH.port}`,
      basicAuthUser: ELASTIC_USERS.reader.name,
    });
  });

  it("trusts the authority of Elasticsearch and no other", () => {
    expect(source).toMatchObject({ jsonData: { tlsAuthWithCACert: true }, secureJsonData: { tlsCACert: "secret" } });
    expect(JSON.stringify(source)).not.toContain("tlsSkipVerify");
  });
});

describe("Alloy", () => {
  const stack = exampleStack();
  const sending = { lokiUrl: "http://loki.logging:3100", environment: "staging", after: [], namespace: "logging" };
  new LokiNodeLogs(stack, "nodes", sending);
  new LokiDatabaseLogs(stack, "database", {
    ...sending,
    clusterName: "cluster",
    identifier: "mysql",
    storageClass: "gp3",
  });
  const releases = resourcesOf(stack, "helm_release");

  it.each([
    ["nodes", "config"],
    ["database", "cloudwatch"],
  ] as const)("reads no variable for %s that nobody sets", (release, file) => {
    const variables = [...read(`alloy/${file}.alloy`).matchAll(/sys\.env\("(\w+)"\)/g)].map(([, name]) => name);
    expect(variables).toContain("LOKI_URL");
    for (const name of variables) {
      // The chart sets this one to the name of the node.
      if (name !== "HOSTNAME") expect(String(releases[release]?.values)).toContain(`"name" = "${name}"`);
    }
  });

  it("is not handed to its chart, which would read the templates in it as its own", () => {
    for (const { values } of Object.values(releases)) {
      expect(String(values)).toContain('"configMap" = {"create" = false');
      expect(String(values)).not.toContain("file(");
    }
  });

  it("says of each line the data set by which Loki knows how long to keep it", () => {
    const text = read("alloy/config.alloy") + read("alloy/cloudwatch.alloy");
    for (const dataset of AUDIT_DATASETS) expect(text).toContain(`"${dataset}"`);
  });
});
