import fs from "node:fs";
import path from "node:path";
import { parser as logqlParser } from "@grafana/lezer-logql";
import { dashboards } from "../../scripts/dashboards/index";
import { committedDashboards, DASHBOARDS, type Panel, shown } from "../helpers/dashboards";
import { metricsDocument, sampleNames } from "../helpers/metrics-document";
import { selectorsOf, substitute } from "../helpers/promql";

const SOURCES = ["prometheus", "alertmanager", "loki", "elasticsearch", "cloudwatch"];
/** What Prometheus itself adds. */
const OWN = ["up", "ALERTS", "scrape_duration_seconds", "scrape_samples_scraped"];
/** Labels of log streams in Loki. */
const LOG_LABELS = ["namespace", "service", "dataset", "level"];

const committed = committedDashboards();
const everyTarget = committed.flatMap(([name, dashboard]) =>
  shown(dashboard).flatMap((panel) => panel.targets.map((target) => ({ name, dashboard, panel, target }))),
);
const where = ({ name, panel }: { name: string; panel: Panel }) => `${name}: ${panel.title}`;

describe("dashboards", () => {
  test("are what `npm run dashboards` writes", () => {
    const files = Object.fromEntries(
      dashboards.map(([name, built]) => [`${name}.json`, `${JSON.stringify(built, null, 2)}\n`]),
    );

    expect(fs.readdirSync(DASHBOARDS).sort()).toEqual(Object.keys(files).sort());
    const stale = Object.keys(files).filter((file) => fs.readFileSync(`${DASHBOARDS}/${file}`, "utf8") !== files[file]);
    expect(stale).toEqual([]);
  });

  test("have uids and titles of their own", () => {
    expect(committed.map(([, { uid }]) => uid)).toEqual(committed.map(([name]) => `httpsok-${name}`));
    expect(new Set(committed.map(([, { title }]) => title)).size).toBe(committed.length);
  });

  test.each(committed)("%s leads to the others, marks alerts, and cannot be changed in place", (_, dashboard) => {
    expect(dashboard.links).toEqual([{ type: "dashboards", tags: ["httpsok"] }]);
    expect(dashboard.tags).toContain("httpsok");
    expect(dashboard.annotations.list.map(({ target }) => target.expr)).toEqual([expect.stringContaining("ALERTS{")]);
    expect(dashboard.editable).toBe(false);
    expect(dashboard.description).not.toBe("");
  });

  test.each(committed)("%s says of every value what it is and in which unit", (_, dashboard) => {
    const unclear = shown(dashboard).filter(({ title, type, fieldConfig }) => {
      const units = [
        fieldConfig?.defaults.unit,
        ...(fieldConfig?.overrides ?? []).flatMap(({ properties }) => properties.filter(({ id }) => id === "unit")),
      ].filter((unit) => unit !== undefined);
      return title === "" || (type !== "logs" && units.length === 0);
    });
    expect(unclear).toEqual([]);
  });

  test.each(committed)("%s has panels that lie beside each other, and limits in order", (_, { panels }) => {
    const outside = panels.filter(({ gridPos: { x, w } }) => x + w > 24);
    const covered = panels.filter((one) => panels.some((other) => one.id < other.id && overlap(one, other)));
    const unordered = panels.filter(({ fieldConfig }) => {
      const limits = (fieldConfig?.defaults.thresholds?.steps ?? []).map(
        ({ value }) => value ?? Number.NEGATIVE_INFINITY,
      );
      return limits.some((limit, index) => limit < (limits[index - 1] ?? Number.NEGATIVE_INFINITY));
    });
    expect({ outside, covered, unordered }).toEqual({ outside: [], covered: [], unordered: [] });
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  test("ask sources that every Grafana of the platform has, and each panel only one", () => {
    const unknown = everyTarget.filter(
      ({ target, panel }) =>
        !SOURCES.includes(target.datasource.uid) || target.datasource.uid !== panel.datasource?.uid,
    );
    expect(unknown.map(where)).toEqual([]);
  });

  test("choose by variables that they have", () => {
    const missing = everyTarget.flatMap(({ name, dashboard, panel, target }) => {
      const names = dashboard.templating.list.map((variable) => variable.name);
      const used = [...`${target.expr ?? ""} ${target.query ?? ""}`.matchAll(/\$(?!__)(\w+)/g)].map(
        ([, variable = ""]) => variable,
      );
      return used
        .filter((variable) => !names.includes(variable))
        .map((variable) => `${name}: ${panel.title}: $${variable}`);
    });
    expect(missing).toEqual([]);
  });
});

describe("queries of dashboards", () => {
  const { jobs, application, backups } = metricsDocument();
  const promised = [...application, ...backups].flatMap(sampleNames);
  const ofPrometheus = everyTarget.filter(({ target }) => target.datasource.uid === "prometheus");
  const selectors = ofPrometheus.flatMap((asked) =>
    selectorsOf(substitute(asked.target.expr ?? "")).map((selector) => ({ ...asked, ...selector })),
  );

  test("ask for metrics that metrics.md knows, of a job that gives them", () => {
    const known = (metric: string, job: string | undefined) => {
      if (OWN.includes(metric)) return true;
      if (/^(httpsok|http)_/.test(metric)) return promised.includes(metric);
      // What every exporter says of its own process.
      if (/^(go|process)_/.test(metric)) return job !== undefined;
      return jobs.some(
        ({ name, prefixes }) => (job ?? name) === name && prefixes.some((prefix) => metric.startsWith(prefix)),
      );
    };
    const unknown = selectors.filter(({ metric, matchers }) => !known(metric, matchers.job));
    expect(unknown.map((asked) => `${where(asked)}: ${asked.metric} of ${asked.matchers.job ?? "any job"}`)).toEqual(
      [],
    );
  });

  test("name jobs that metrics.md names", () => {
    const names = jobs.map(({ name }) => name);
    const unknown = selectors.filter(({ matchers: { job } }) => job?.split("|").some((name) => !names.includes(name)));
    expect(unknown.map(where)).toEqual([]);
  });

  test("ask for what only Kubernetes has in dashboards for it", () => {
    const astray = selectors.filter(
      ({ name, metric }) => /^(kube|container|kubelet|traefik)_/.test(metric) && !name.startsWith("kubernetes"),
    );
    expect(astray.map(where)).toEqual([]);
  });

  test("of Loki can be read, and choose by labels that streams have", () => {
    const asked = everyTarget.filter(({ target }) => target.datasource.uid === "loki");
    expect(asked).not.toEqual([]);
    for (const { target } of asked) {
      const query = (target.expr ?? "").replaceAll(/\$__(auto|range)/g, "5m");
      const labels: string[] = [];
      logqlParser.parse(query).iterate({
        enter: ({ type, node }) => {
          if (type.isError) throw new Error(`not LogQL at ${node.from}: ${query}`);
          if (type.name === "Identifier") labels.push(query.slice(node.from, node.to));
        },
      });
      expect(LOG_LABELS).toEqual(expect.arrayContaining(labels));
      expect(labels).not.toEqual([]);
    }
  });

  test("of Elasticsearch name fields that lines have, once they have been read", () => {
    const asked = everyTarget.filter(({ target }) => target.datasource.uid === "elasticsearch");
    const fields = asked.flatMap(({ target }) => [
      ...[...(target.query ?? "").matchAll(/([\w.@]+):/g)].map(([, field = ""]) => field),
      ...(target.bucketAggs ?? []).flatMap(({ field = [] }) => field),
    ]);
    expect(fields).not.toEqual([]);
    const known = new Set([...fieldsOfSamples(), "event.dataset"]);
    expect(fields.filter((field) => !known.has(field))).toEqual([]);
  });
});

/** Of log lines as pipelines leave them. Logstash adds the dataset before. */
function fieldsOfSamples(): string[] {
  const folder = path.join(__dirname, "../../assets/logging/samples");
  const samples = fs.readdirSync(folder).filter((file) => file.endsWith(".expected.json"));
  return samples.flatMap((file) => leaves(JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"))));
}

/** Paths of all values; elements of a list are at the path of the list. */
function leaves(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, below]) =>
    leaves(below, Array.isArray(value) ? at : at === "" ? key : `${at}.${key}`),
  );
}

function overlap({ gridPos: one }: Panel, { gridPos: other }: Panel): boolean {
  const apart =
    one.x + one.w <= other.x || other.x + other.w <= one.x || one.y + one.h <= other.y || other.y + other.h <= one.y;
  return !apart;
}
