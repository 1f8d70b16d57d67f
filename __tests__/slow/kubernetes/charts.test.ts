import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { FROZEN_REPOSITORIES } from "../../../constructs/helm/catalogue";
import { CHART_KEYS } from "../../../constructs/helm/chart-keys";
import type { Values } from "../../../constructs/helm/helm-release";
import type { Release } from "../../../scripts/manifests/collect";
import { type Applied, applied, KUBERNETES } from "./environments";
import {
  defaultValues,
  describeWithCharts,
  isMap,
  objectsIn,
  type Rendered,
  type RenderedObject,
  render,
} from "./helm";

const RULES = path.join(__dirname, "../../../assets/monitoring/rules");

describeWithCharts.each(KUBERNETES)("the charts of %s, rendered by helm,", (_name, environment) => {
  const kubernetes = environment.topology.kind === "kubernetes" ? `${environment.topology.version}.0` : "";
  let result: Applied;
  let releases: readonly Release[];
  const rendered = new Map<string, Rendered>();
  const objects = new Map<string, readonly RenderedObject[]>();
  beforeAll(async () => {
    result = await applied(environment);
    releases = result.stacks.flatMap((stack) => stack.releases);
  });
  const objectsOf = (chart: string) => objects.get(chart) ?? [];
  const everything = () => [...objects].flatMap(([chart, list]) => list.map((object) => ({ chart, object })));

  it("take our values: no schema refuses one, and none has another shape than the chart's", () => {
    for (const release of releases) {
      const result = render(release, kubernetes);
      rendered.set(release.chart, result);
      objects.set(release.chart, objectsIn(result));
    }
    const complaints = [...rendered].filter(([, { warnings }]) => warnings !== "");
    expect(complaints.map(([chart, { warnings }]) => `${chart}: ${warnings}`)).toEqual([]);
    expect([...objects].filter(([, list]) => list.length === 0)).toEqual([]);
  });

  it("put every value of ours to use", () => {
    const unused = releases.flatMap((release) => {
      const { text } = rendered.get(release.chart) ?? { text: "" };
      // Certificates and passwords that a chart makes up differ each time.
      const steady = steadyLines(text, render(release, kubernetes).text);
      return unknownPaths(release.values, defaultValues(release))
        .filter((unknown) => steady(renderWithout(release, kubernetes, unknown)))
        .map((unknown) => `${release.chart}: ${unknown.join(".")}`);
    });
    expect(unused).toEqual([]);
  });

  it("have each key that is known of them, as a value of their own or with an effect", () => {
    const astray = releases.flatMap((release) => {
      const chart = defaultValues(release);
      const known = CHART_KEYS[release.chart]?.split(/\s+/) ?? [];
      return known.filter((key) => !(key in chart || key in release.values)).map((key) => `${release.chart}: ${key}`);
    });
    expect(astray).toEqual([]);
  });

  it("run no image that is frozen or whose version is left open", () => {
    const images = everything()
      .filter(({ object }) => object.kind !== "CustomResourceDefinition")
      .flatMap(({ chart, object }) => imagesIn(object).map((image) => `${chart}: ${image}`));
    expect(images.length).toBeGreaterThan(releases.length);
    const isOpen = (image: string) => !/(:[^:/]+|@sha256:\w+)$/.test(image) || image.endsWith(":latest");
    const isFrozen = (image: string) => FROZEN_REPOSITORIES.some((frozen) => frozen.test(image));
    expect(images.filter((image) => isOpen(image) || isFrozen(image))).toEqual([]);
  });

  it("create objects only in namespaces that our stacks create, and in the cluster's own", () => {
    const manifests = result.stacks.flatMap((stack) => stack.manifests.map(({ object }) => object));
    const known = new Set([
      "kube-system",
      ...manifests.flatMap(({ kind, metadata }) => (kind === "Namespace" ? metadata.name : [])),
    ]);
    const astray = everything().filter(
      ({ object: { metadata } }) => metadata.namespace && !known.has(metadata.namespace),
    );
    expect(astray.map(({ chart, object }) => `${chart}: ${object.kind} ${object.metadata.namespace}`)).toEqual([]);
  });

  it("have the rules in Prometheus that have something to tell here, whole and unchanged", () => {
    const alerts = objectsOf("kube-prometheus-stack")
      .filter(({ kind }) => kind === "PrometheusRule")
      .flatMap(({ spec }) => alertsIn(spec));
    const stack = releases.find(({ chart }) => chart === "kube-prometheus-stack");
    const ours = Object.keys(Object.assign({}, stack?.values.additionalPrometheusRulesMap)).flatMap((name) =>
      alertsIn(parse(fs.readFileSync(path.join(RULES, `${name}.yaml`), "utf8"))),
    );
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.filter((alert) => !alerts.includes(alert))).toEqual([]);
  });

  it("have our receivers in Alertmanager, without a secret", () => {
    const config = objectsOf("kube-prometheus-stack").find(
      ({ kind, metadata }) => kind === "Secret" && metadata.name.startsWith("alertmanager-"),
    );
    const data: Readonly<Record<string, string>> = Object.assign({}, config?.data);
    const text = Buffer.from(data["alertmanager.yaml"] ?? "", "base64").toString();
    expect(text).toMatch(/^receivers:$/m);
    const { channels } = environment.monitoring;
    expect(text.includes("slack_configs")).toBe(channels.slack !== undefined);
    expect(text.includes("pagerduty_configs")).toBe(channels.pagerduty !== undefined);
    expect(text.match(/^\s*(password|api_url|routing_key|auth_password|url):/gm) ?? []).toEqual([]);
  });

  it("have a Grafana that finds our dashboards by their label", () => {
    const sidecars = objectsOf("kube-prometheus-stack")
      .filter(({ kind, metadata }) => kind === "Deployment" && metadata.name.endsWith("grafana"))
      .flatMap((deployment) => environmentsIn(deployment));
    const sidecar = sidecars.find(({ LABEL, RESOURCE }) => LABEL !== undefined && RESOURCE !== undefined) ?? {};
    const dashboards = result.stacks
      .flatMap(({ manifests }) => manifests.map(({ object }) => object))
      .filter(({ kind, metadata }) => kind === "ConfigMap" && metadata.name.includes("dashboard"));
    expect(dashboards.length).toBeGreaterThan(0);
    expect(sidecar.LABEL).toBeDefined();
    const found = dashboards.filter(({ metadata }) => labelsOf(metadata)[sidecar.LABEL ?? ""] === sidecar.LABEL_VALUE);
    expect(found).toEqual(dashboards);
  });
});

/** Paths of ours that a chart's own values do not have. What a chart leaves empty, anything may be put into. */
function unknownPaths(ours: Values, chart: Values, above: readonly string[] = []): (readonly string[])[] {
  return Object.entries(ours).flatMap(([key, value]) => {
    const at = [...above, key];
    if (!(key in chart)) return [at];
    const theirs = chart[key];
    const enter = isMap(value) && isMap(theirs) && Object.keys(theirs).length > 0;
    return enter ? unknownPaths(value, theirs, at) : [];
  });
}

/** Empty where the chart asks for the value. */
function renderWithout(release: Release, kubernetes: string, path: readonly string[]): string {
  try {
    return render(release, kubernetes, without(release.values, path)).text;
  } catch {
    return "";
  }
}

function without(values: Values, [key, ...below]: readonly string[]): Values {
  const { [key ?? ""]: inner, ...others } = values;
  return below.length > 0 && isMap(inner) ? { ...others, [key ?? ""]: without(inner, below) } : others;
}

/** Tells whether a text is the same as `first`, but for the lines that differ between `first` and `second`. */
function steadyLines(first: string, second: string): (text: string) => boolean {
  const keyOf = (line: string) => line.split(/[:=]/)[0] ?? "";
  const others = second.split("\n");
  const unsteady = new Set(
    first
      .split("\n")
      .filter((line, index) => line !== others[index])
      .map(keyOf),
  );
  const steady = (text: string) =>
    text
      .split("\n")
      .filter((line) => !unsteady.has(keyOf(line)))
      .join("\n");
  const base = steady(first);
  return (text) => steady(text) === base;
}

function imagesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (!isMap(value)) return [];
  const own = typeof value.image === "string" ? [value.image] : [];
  return [...own, ...Object.values(value).flatMap(imagesIn)];
}

/** Variables of each container, by name. */
function environmentsIn(value: unknown): Readonly<Record<string, string>>[] {
  if (Array.isArray(value)) return value.flatMap(environmentsIn);
  if (!isMap(value)) return [];
  const pairs = Array.isArray(value.env) ? value.env.map(({ name, value: text }) => [name, text]) : [];
  const own = pairs.length > 0 ? [Object.fromEntries(pairs)] : [];
  return [...own, ...Object.values(value).flatMap(environmentsIn)];
}

/** Name and expression of each alert. */
function alertsIn(rules: unknown): string[] {
  const groups = isMap(rules) && Array.isArray(rules.groups) ? rules.groups : [];
  return groups
    .flatMap((group) => group.rules ?? [])
    .filter((rule) => typeof rule.alert === "string")
    .map(({ alert, expr }) => `${alert}: ${String(expr).trim()}`);
}

function labelsOf({ labels }: Values): Values {
  return isMap(labels) ? labels : {};
}
