import fs from "node:fs";
import path from "node:path";
import { parser as logql } from "@grafana/lezer-logql";
import { parse } from "yaml";

const ROOT = path.join(__dirname, "../..");
const LOGGING = path.join(ROOT, "assets/logging");
const read = (file: string) => fs.readFileSync(path.join(LOGGING, file), "utf8");

interface Alert {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
/** A rule of ElastAlert 2: https://elastalert2.readthedocs.io/en/latest/ruletypes.html */
interface ElastRule {
  readonly name: string;
  readonly index: string;
  readonly alert: string;
  readonly alert_subject: string;
  readonly alert_text: string;
  readonly alert_subject_args?: readonly string[];
  readonly alert_text_args?: readonly string[];
  readonly alertmanager_labels: Readonly<Record<string, string>>;
  readonly alertmanager_annotations: Readonly<Record<string, string>>;
  readonly realert: { readonly minutes: number };
  readonly alertmanager_resolve_time: { readonly minutes: number };
}
interface LokiRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const files = fs.readdirSync(path.join(LOGGING, "alerts"));
const elastRules: ElastRule[] = files.map((file) => parse(read(`alerts/${file}`)));
const groups: { rules: LokiRule[] }[] = parse(read("loki/rules/logs.yaml")).groups;
const lokiRules = groups.flatMap(({ rules }) => rules);
const datasets = fs.readdirSync(path.join(LOGGING, "elasticsearch/ingest")).map((file) => path.basename(file, ".json"));

const ofElastAlert: Alert[] = elastRules.map((rule) => ({
  name: rule.name,
  labels: rule.alertmanager_labels,
  annotations: { ...rule.alertmanager_annotations, summary: rule.alert_subject, description: rule.alert_text },
}));
const ofLoki: Alert[] = lokiRules.map(({ alert, labels, annotations }) => ({ name: alert, labels, annotations }));

describe.each([
  ["ElastAlert", ofElastAlert],
  ["Loki", ofLoki],
])("Alerts on logs by %s", (_, alerts) => {
  it("say how bad it is, who takes care, and what to do", () => {
    for (const { labels, annotations } of alerts) {
      expect(labels).toEqual({
        severity: expect.stringMatching(/^(critical|warning|info)$/),
        team: expect.stringMatching(/^(platform|application|database|security)$/),
      });
      expect(annotations).toEqual({
        summary: expect.stringMatching(/\S/),
        description: expect.stringMatching(/\S/),
        runbook: expect.stringMatching(/^docs\/runbooks\/[\w-]+\.md$/),
      });
    }
  });

  it("have names of their own, which their runbook has as a heading", () => {
    expect(new Set(alerts.map(({ name }) => name)).size).toBe(alerts.length);
    for (const { name, annotations } of alerts) {
      const runbook = fs.readFileSync(path.join(ROOT, annotations.runbook ?? ""), "utf8");
      expect(runbook).toMatch(new RegExp(`^## .*\\b${name}\\b`, "m"));
    }
  });
});

describe("Alerts on logs", () => {
  it("are the same for both stores, but for lines that only Elasticsearch fails to parse", () => {
    const summary = ({ name, labels }: Alert) => `${name} ${labels.severity} ${labels.team}`;
    const expected = ofElastAlert.filter(({ name }) => name !== "LogsUnreadable").map(summary);

    expect(ofLoki.map(summary).sort()).toEqual(expected.sort());
  });

  it("are named as their files are", () => {
    expect(files.map((file) => path.basename(file, ".yaml"))).toEqual(elastRules.map(({ name }) => name));
  });

  it("ask data sets that there are", () => {
    const asked = [
      ...elastRules.flatMap(({ index }) => index.split(",").map((name) => name.replace(/^logs-(.*)-\*$/, "$1"))),
      ...lokiRules.flatMap(({ expr }) =>
        [...expr.matchAll(/dataset=~?"([^"]*)"/g)].flatMap(([, names]) => names?.split("|") ?? []),
      ),
    ].filter((name) => name !== "logs-*");

    expect(datasets).toEqual(expect.arrayContaining(asked));
  });

  it.each(lokiRules.map((rule) => [rule.alert, rule.expr]))("are queries of Loki's language: %s", (_, expr) => {
    const mistakes: string[] = [];
    logql.parse(expr).iterate({
      enter: ({ type, from }) => {
        if (type.isError) mistakes.push(expr.slice(from));
      },
    });

    expect(mistakes).toEqual([]);
  });

  it.each(elastRules)("go to Alertmanager until they have not been told again: $name", (rule) => {
    expect(rule.alert).toBe("alertmanager");
    expect(rule.alertmanager_resolve_time.minutes).toBeGreaterThan(rule.realert.minutes);
  });

  it.each(elastRules)("fill every gap of their texts: $name", (rule) => {
    const gaps = (text: string) => text.split("{}").length - 1;

    expect(rule.alert_subject_args ?? []).toHaveLength(gaps(rule.alert_subject));
    expect(rule.alert_text_args ?? []).toHaveLength(gaps(rule.alert_text));
  });
});
