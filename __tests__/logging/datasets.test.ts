import fs from "node:fs";
import path from "node:path";

const LOGGING = path.join(__dirname, "../../assets/logging");
const names = (folder: string, ending: string) =>
  fs
    .readdirSync(path.join(LOGGING, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => path.basename(file, ending))
    .sort();
const json = (file: string) => JSON.parse(fs.readFileSync(path.join(LOGGING, file), "utf8"));
const datasets = names("elasticsearch/ingest", ".json");

describe("Data sets of logs", () => {
  it("have a pipeline, an index template, and a sample of which is said what becomes of it", () => {
    expect(datasets).toEqual([
      "httpsok.api",
      "ingress.access",
      "kubernetes.container",
      "linux.audit",
      "mysql.audit",
      "mysql.error",
      "mysql.slow",
      "nginx.access",
      "nginx.error",
      "system.auth",
      "system.syslog",
    ]);
    expect(names("samples", ".log")).toEqual(datasets);
    expect(names("samples", ".expected.json")).toEqual(datasets);
    expect(names("elasticsearch/index-templates", ".json")).toEqual(
      [...datasets, "deadletter"].map((name) => `logs-${name}`).sort(),
    );
  });

  it.each(datasets)("are parsed by the pipeline of their name: %s", (dataset) => {
    const template = json(`elasticsearch/index-templates/logs-${dataset}.json`);

    expect(template.index_patterns).toEqual([`logs-${dataset}-*`]);
    expect(template.template.settings.index.default_pipeline).toBe(dataset);
  });

  // https://www.elastic.co/docs/reference/elasticsearch/index-settings/reserved-names: logs-*-* has a template of 100.
  it.each(names("elasticsearch/index-templates", ".json"))(
    "come before the templates that Elasticsearch brings: %s",
    (name) => {
      expect(json(`elasticsearch/index-templates/${name}.json`)).toMatchObject({ data_stream: {}, priority: 200 });
    },
  );

  it("are kept as long as audits are where they say who did what", () => {
    const audits = datasets.filter((dataset) =>
      json(`elasticsearch/index-templates/logs-${dataset}.json`).composed_of.includes("httpsok-audit-settings"),
    );

    expect(audits).toEqual(["linux.audit", "mysql.audit", "system.auth"]);
  });

  it("leave to the environment how many shards they have, where, and how long", () => {
    const settings = datasets.map(
      (dataset) => json(`elasticsearch/index-templates/logs-${dataset}.json`).template.settings,
    );

    expect(JSON.stringify(settings)).not.toMatch(/shards|replicas|lifecycle/);
  });

  it.each(datasets)("lose no line that cannot be parsed: %s", (dataset) => {
    const { on_failure } = json(`elasticsearch/ingest/${dataset}.json`);

    expect(on_failure).toEqual(
      expect.arrayContaining([
        { set: { field: "message", value: "{{{event.original}}}" } },
        { append: { field: "tags", value: ["parse_failure"] } },
      ]),
    );
  });
});
