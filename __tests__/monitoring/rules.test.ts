import type { Monitoring } from "../../environments/fragments/monitoring";
import { type Alert, ruleFiles, ruleTests } from "../helpers/alert-rules";
import { metricsDocument, sampleNames } from "../helpers/metrics-document";
import { selectorsOf } from "../helpers/promql";

/** Those whose maintenance can be announced. */
const TEAMS: readonly (keyof Monitoring["maintenance"])[] = ["platform", "application", "database", "security"];

const KUBERNETES_ONLY = ["apiserver", "coredns", "kube-state-metrics", "kubelet", "prometheus-operator", "traefik"];

const files = ruleFiles();
const groups = files.flatMap(([file, content]) => content.groups.map((group) => ({ file, ...group })));
const rules = groups.flatMap(({ file, rules }) => rules.map((rule) => ({ file, ...rule })));
const alerts = rules.filter((rule) => "alert" in rule);
const recorded = rules.flatMap((rule) => ("record" in rule ? [rule.record] : []));

const document = metricsDocument();
const promised = [...document.application, ...document.backups];
const nameOf = (rule: (typeof rules)[number]) => ("alert" in rule ? rule.alert : rule.record);
const reads = rules.flatMap((rule) =>
  selectorsOf(rule.expr).map((selector) => ({ rule: `${rule.file}: ${nameOf(rule)}`, file: rule.file, ...selector })),
);

/** Alerts of one name can differ in severity, and in labels such as a window. */
const identity = ({ alert, labels }: Alert) => JSON.stringify([alert, Object.entries(labels).sort()]);

describe("alerts", () => {
  test("say how bad it is, whose it is, what it is and what to do", () => {
    const incomplete = alerts.filter(
      ({ labels, annotations }) =>
        !["critical", "warning", "info"].includes(labels.severity ?? "") ||
        !TEAMS.some((team) => team === labels.team) ||
        Object.keys(annotations).sort().join() !== "description,runbook,summary" ||
        Object.values(annotations).includes(""),
    );
    expect(incomplete.map(({ alert }) => alert)).toEqual([]);
  });

  test("of one name differ in their labels and belong to one team", () => {
    expect(new Set(alerts.map(identity)).size).toBe(alerts.length);
    const owners = new Set(alerts.map(({ alert, labels }) => `${alert} ${labels.team}`));
    expect(owners.size).toBe(new Set(alerts.map(({ alert }) => alert)).size);
  });

  test("exist for each of the last 30, 14, 7, 3 and 1 days of a certificate", () => {
    const days = alerts.filter(({ alert }) => alert === "CertificateExpires").map(({ labels }) => labels.days);
    expect(days).toEqual(["30", "14", "7", "3", "1"]);
  });
});

describe("recording rules", () => {
  test("are named by level, metric and operations", () => {
    expect(recorded.filter((name) => !/^[a-z_]+:[a-z0-9_]+:[a-z0-9_]+$/.test(name))).toEqual([]);
  });

  test("have names of their own", () => {
    expect(new Set(recorded).size).toBe(recorded.length);
  });

  test("come in the same group before what is built on them, so that both see the same moment", () => {
    const early = groups.flatMap(({ rules }) =>
      rules.flatMap((rule, at) =>
        selectorsOf(rule.expr)
          .filter(({ metric }) => metric.includes(":"))
          .filter(({ metric }) => !rules.slice(0, at).some((other) => "record" in other && other.record === metric))
          .map(({ metric }) => `${"alert" in rule ? rule.alert : rule.record} reads ${metric}`),
      ),
    );
    expect(early).toEqual([]);
  });
});

describe("rules", () => {
  test("read metrics that metrics.md names", () => {
    const names = ["up", ...recorded, ...promised.flatMap(sampleNames)];
    // What the application and backups promise is known exactly; of exporters, how it starts.
    const prefixes = document.jobs.flatMap((job) => job.prefixes).filter((prefix) => !/^http/.test(prefix));
    const unknown = reads.filter(
      ({ metric }) => !names.includes(metric) && !prefixes.some((prefix) => metric.startsWith(prefix)),
    );
    expect(unknown).toEqual([]);
  });

  test("choose by jobs, labels and values that metrics.md names", () => {
    const jobs = document.jobs.map(({ name }) => name);
    const wrong = reads.flatMap(({ rule, metric, matchers }) => {
      const labels = promised.find((known) => sampleNames(known).includes(metric))?.labels;
      return Object.entries(matchers)
        .filter(([label, values]) => {
          const known = label === "job" ? jobs : labels?.[label];
          if (labels && !known) return true;
          return known?.length && values.split("|").some((value) => !known.includes(value));
        })
        .map(([label, values]) => `${rule}: ${metric} has no ${label} ${values}`);
    });
    expect(wrong).toEqual([]);
  });

  test("that every topology has read nothing that is on Kubernetes only", () => {
    const prefixes = document.jobs.filter(({ name }) => KUBERNETES_ONLY.includes(name)).flatMap((job) => job.prefixes);
    const wrong = reads
      .filter(({ file }) => !file.startsWith("kubernetes"))
      .filter(
        ({ metric, matchers }) =>
          prefixes.some((prefix) => metric.startsWith(prefix)) || KUBERNETES_ONLY.includes(matchers.job ?? ""),
      );
    expect(prefixes).toContain("kube_");
    expect(wrong).toEqual([]);
  });
});

describe("tests of rules", () => {
  const tests = ruleTests();
  const expectations = tests.flatMap(([, { tests }]) => tests.flatMap(({ alert_rule_test }) => alert_rule_test));

  test("exist for each file of rules, and read that one alone", () => {
    const tested = tests.map(([name, { rule_files }]) => {
      const [file] = files.find(([file]) => name === file) ?? files.find(([file]) => name.startsWith(`${file}-`)) ?? [];
      expect([name, rule_files]).toEqual([name, [`../rules/${file}.yaml`]]);
      return file;
    });
    expect([...new Set(tested)]).toEqual(files.map(([name]) => name));
  });

  test("let every alert fire", () => {
    const silent = alerts.filter(
      ({ alert, labels }) =>
        !expectations.some(
          ({ alertname, exp_alerts }) =>
            alertname === alert &&
            exp_alerts.some(({ exp_labels }) =>
              Object.entries(labels).every(([label, value]) => exp_labels[label] === value),
            ),
        ),
    );
    expect(silent.map(identity)).toEqual([]);
  });

  test("let every alert be silent, except the one that always fires", () => {
    const loud = alerts.filter(
      ({ alert }) => !expectations.some(({ alertname, exp_alerts }) => alertname === alert && exp_alerts.length === 0),
    );
    expect(loud.map(({ alert }) => alert)).toEqual(["Watchdog"]);
  });

  test("expect messages in which nothing is missing", () => {
    const texts = expectations.flatMap(({ exp_alerts }) =>
      exp_alerts.flatMap(({ exp_annotations }) => Object.values(exp_annotations)),
    );
    expect(texts.filter((text) => /<no value>|\{\{|NaN|Inf\b| {2}| of ( |$)/.test(text))).toEqual([]);
  });
});
