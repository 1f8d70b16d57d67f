import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { parse, parseAllDocuments, stringify } from "yaml";
import type { Values } from "../../../constructs/helm/helm-release";
import type { Release } from "../../../scripts/manifests/collect";
import { temporaryFolder } from "../../helpers/stack";

/** A folder with charts as `helm pull` leaves them, `<chart>-<version>.tgz`: docs/guides/charts.md. */
const { CHARTS_DIR } = process.env;

/** `describe` where there are charts: they come from many hosts, so a test run does not fetch them. */
export const describeWithCharts = CHARTS_DIR ? describe : describe.skip;

export interface Rendered {
  readonly text: string;
  /** What helm complains of while it renders, such as a value of another shape than the chart's. */
  readonly warnings: string;
}

export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Renders a release with the real helm. @throws with what helm says, such as a value that the chart's schema refuses */
export function render(release: Release, kubernetes: string, values: Values = release.values): Rendered {
  const { stdout, stderr } = helm(templateOf(release, kubernetes), values);
  return { text: stdout, warnings: stderr };
}

/** The definitions of the kinds that a release brings, as YAML. */
export function kindsOf(release: Release, kubernetes: string): string {
  const { stdout } = helm([...templateOf(release, kubernetes), "--include-crds"], release.values);
  return documentsIn(stdout).filter(isKind).join("---");
}

/** What a release renders but the definitions of kinds. */
export function withoutKinds(text: string): string {
  const others = documentsIn(text).filter((document) => /^kind: /m.test(document) && !isKind(document));
  return others.join("---");
}

function documentsIn(text: string): string[] {
  return text.split(/^---$/m);
}

function isKind(document: string): boolean {
  return /^kind: CustomResourceDefinition$/m.test(document);
}

export function objectsIn({ text }: Rendered): readonly RenderedObject[] {
  return parseAllDocuments(text, { version: "1.1" }).flatMap((document) => document.toJS() ?? []);
}

function templateOf(release: Release, kubernetes: string): string[] {
  const { name, namespace } = release;
  // A cluster tells its kinds; without one, helm knows groups only.
  const kinds = "policy/v1/PodDisruptionBudget";
  return [
    ...["template", name, chartFile(release), "--namespace", namespace],
    ...["--kube-version", kubernetes, "--api-versions", kinds],
  ];
}

/** Values of a chart as it comes, with those of its sub-charts below their names. */
export function defaultValues(release: Release): Values {
  const folder = temporaryFolder();
  run("tar", ["-xzf", chartFile(release), "-C", folder]);
  return valuesIn(path.join(folder, release.chart));
}

function valuesIn(chart: string): Values {
  const file = path.join(chart, "values.yaml");
  const values = fs.existsSync(file) ? parse(fs.readFileSync(file, "utf8"), { version: "1.1" }) : {};
  const folder = path.join(chart, "charts");
  const inside = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const below = inside.map((name) => [name, merged(valuesIn(path.join(folder, name)), values[name])]);
  return { ...values, ...Object.fromEntries(below) };
}

function merged(below: Values, above: unknown): Values {
  if (!isMap(above)) return below;
  const entries = Object.entries(above).map(([key, value]) => {
    const inner = below[key];
    return [key, isMap(inner) && isMap(value) ? merged(inner, value) : value];
  });
  return { ...below, ...Object.fromEntries(entries) };
}

export function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function chartFile({ chart, version }: Release): string {
  const file = path.join(CHARTS_DIR ?? "", `${chart}-${version}.tgz`);
  if (!fs.existsSync(file)) throw new Error(`${file} is not there; docs/guides/charts.md says how to get it.`);
  return file;
}

function helm(args: readonly string[], values: Values) {
  const file = path.join(temporaryFolder(), "values.yaml");
  fs.writeFileSync(file, stringify(values, { version: "1.1" }));
  return run("helm", [...args, "--values", file]);
}

function run(program: string, args: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}\n${error?.message ?? stderr}`);
  return { stdout, stderr };
}
