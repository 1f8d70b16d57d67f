import fs from "node:fs";
import path from "node:path";
import { ruleFiles } from "../helpers/alert-rules";
import { selectorsOf } from "../helpers/promql";

const ROOT = path.join(__dirname, "../..");
const FOLDER = "docs/runbooks";
const SECTIONS = ["What it means", "Impact", "First look", "Cure", "Escalate", "Prevent"];

const rules = ruleFiles().flatMap(([, { groups }]) => groups.flatMap((group) => group.rules));
const alerts = rules.filter((rule) => "alert" in rule);
const recorded = rules.flatMap((rule) => ("record" in rule ? [rule.record] : []));
const index = fs.readFileSync(path.join(ROOT, FOLDER, "README.md"), "utf8");
/** Alerts that are made from logs have a page, and tests, of their own. */
const LOGS = "logs-alerts.md";
const pages = fs
  .readdirSync(path.join(ROOT, FOLDER))
  .filter((name) => name !== "README.md" && name !== LOGS)
  .map((name) => ({ name, text: fs.readFileSync(path.join(ROOT, FOLDER, name), "utf8") }));

describe("runbooks", () => {
  test("exist for every alert", () => {
    const missing = alerts.filter(({ annotations }) => !fs.existsSync(path.join(ROOT, annotations.runbook ?? "")));
    expect(missing.map(({ alert }) => alert)).toEqual([]);
  });

  test("are each named by an alert, and in the index", () => {
    const named = new Set(alerts.map(({ annotations }) => annotations.runbook));
    expect(index).toContain(`](${LOGS})`);
    expect(pages.filter(({ name }) => !named.has(`${FOLDER}/${name}`) || !index.includes(`](${name})`))).toEqual([]);
  });

  test.each(pages)("$name says of its alerts what, how bad, where to look, what to do", ({ name, text }) => {
    const own = alerts.filter(({ annotations }) => annotations.runbook === `${FOLDER}/${name}`);
    const unsaid = own.map(({ alert }) => `\`${alert}\``).filter((alert) => !text.includes(alert));
    expect(unsaid).toEqual([]);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
  });

  test.each(pages)("$name speaks of alerts that exist", ({ text }) => {
    const known = new Set(alerts.map(({ alert }) => alert));
    const [head = ""] = text.split("## What it means");
    const listed = [...head.matchAll(/`([A-Z]\w+)`/g)].map(([, alert = ""]) => alert);
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((alert) => !known.has(alert))).toEqual([]);
  });

  test("show queries that Prometheus reads, of metrics that are recorded", () => {
    const queries = pages.flatMap(({ text }) =>
      [...text.matchAll(/^```promql\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) => block.trim().split("\n")),
    );
    const metrics = queries.flatMap((query) => selectorsOf(query).map(({ metric }) => metric));
    expect(queries.length).toBeGreaterThan(20);
    expect(metrics.filter((metric) => metric.includes(":") && !recorded.includes(metric))).toEqual([]);
  });
});
