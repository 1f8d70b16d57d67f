import fs from "node:fs";
import path from "node:path";

/** A job that Prometheus scrapes, and how the names start that its exporter gives. */
interface Job {
  readonly name: string;
  readonly prefixes: readonly string[];
  /** Of its exporter, beside those that are on by default. */
  readonly collectors: readonly string[];
}

/** A metric that the platform itself promises. */
export interface Metric {
  readonly name: string;
  readonly kind: "counter" | "gauge" | "histogram";
  /** The values it is promised to have; none listed when they are open. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly help: string;
}

export interface MetricsDocument {
  readonly jobs: readonly Job[];
  readonly application: readonly Metric[];
  readonly backups: readonly Metric[];
}

/** Reads the tables of assets/monitoring/metrics.md, which say what rules and dashboards are built on. */
export function metricsDocument(): MetricsDocument {
  const text = fs.readFileSync(path.join(__dirname, "../../assets/monitoring/metrics.md"), "utf8");
  const [jobs = "", application = "", backups = ""] = text.split(/^## /m);
  return {
    jobs: rowsOf(jobs).flatMap(([names = "", exporter = "", prefixes = ""]) => {
      const [, collectors = ""] = exporter.split("also the collector");
      return quoted(names).map((name) => ({
        name,
        prefixes: quoted(prefixes).map((prefix) => prefix.replace("*", "")),
        collectors: quoted(collectors),
      }));
    }),
    application: metricsOf(application),
    backups: metricsOf(backups),
  };
}

/** The names that a metric's samples have in Prometheus. */
export function sampleNames({ name, kind }: Metric): readonly string[] {
  return kind === "histogram" ? ["_bucket", "_sum", "_count"].map((suffix) => name + suffix) : [name];
}

/** Cells of each row below the head of the first table. */
function rowsOf(section: string): readonly string[][] {
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);

/** A table lists a label's values once, where it first comes. */
function metricsOf(section: string): readonly Metric[] {
  const metrics = rowsOf(section).map(toMetric);
  const valuesOf = (label: string, own: readonly string[]) =>
    own.length > 0 ? own : (metrics.map(({ labels }) => labels[label] ?? []).find(({ length }) => length > 0) ?? []);
  return metrics.map((metric) => ({
    ...metric,
    labels: Object.fromEntries(Object.entries(metric.labels).map(([label, own]) => [label, valuesOf(label, own)])),
  }));
}

const KINDS = ["counter", "gauge", "histogram"] as const;

/** Labels are written as `name`, or as `name`: `value`, `value`; one after another with `;` or `,`. */
function toMetric([name = "", kind = "", labels = "", help = ""]: string[]): Metric {
  const known = KINDS.find((each) => each === kind);
  if (known === undefined) throw new Error(`metrics.md: ${name} is a ${kind}; it can be a ${KINDS.join(", ")}`);
  const described = labels
    .split(";")
    .flatMap((part): [string, string[]][] => {
      const [before = "", after] = part.split(":");
      return after === undefined
        ? quoted(before).map((label) => [label, []])
        : [[quoted(before)[0] ?? "", quoted(after)]];
    })
    .filter(([label]) => label !== "");
  return { name: quoted(name)[0] ?? "", kind: known, labels: Object.fromEntries(described), help };
}
