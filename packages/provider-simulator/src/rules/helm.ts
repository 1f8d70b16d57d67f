import { parseDocument } from "yaml";
import { isValues, type Values } from "../provider/value";
import { blocks, isTrue, text, texts } from "./access";
import { type Crds, missingKind } from "./custom-kinds";
import type { Platform, Refusal, Rule } from "./rule";

/** A chart as its catalogue has it. */
export interface Chart {
  /** Address of the repository, as in the release. */
  readonly repository: string;
  readonly chart: string;
  /** Exact. */
  readonly version: string;
}

/** Namespaces that every cluster has. */
const OF_THE_CLUSTER = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Longest name of a release; what charts append must fit into 63. Source: Helm, pkg/chartutil/validate_name.go */
const LONGEST = 53;

const DOCS = "https://helm.sh/docs";
const base = { types: ["helm_release"], standing: "documented" } as const;

/**
 * @param charts all that may be released; without a catalogue, every chart may
 * @param crds kinds that charts bring; without it, every kind may be used
 */
export function helmRules(charts?: readonly Chart[], crds?: Crds): readonly Rule[] {
  return [
    {
      ...base,
      name: "release-name-form",
      attributes: ["name"],
      says: `Its name has up to ${LONGEST} lowercase letters, digits, dots and hyphens.`,
      source: "https://github.com/helm/helm/blob/main/pkg/chart/v2/util/validate_name.go",
      on: "values",
      check: ({ values }) => {
        const name = text(values, "name");
        if (
          name === undefined ||
          (name.length <= LONGEST && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name))
        )
          return undefined;
        return {
          attribute: "name",
          code: "invalid release name",
          message: `"${name}" has ${name.length} characters; up to ${LONGEST} lowercase letters, digits, dots and hyphens are allowed.`,
        };
      },
    },
    {
      ...base,
      name: "release-name-once",
      attributes: ["name"],
      says: "Its name is unique in its namespace.",
      source: `${DOCS}/helm/helm_install/`,
      on: "world",
      check: ({ values, key }, platform) => {
        const name = text(values, "name");
        const namespace = text(values, "namespace") ?? "default";
        const others = name === undefined ? [] : platform.where("helm_release", "name", name);
        if (!others.some((it) => it.key !== key && (text(it.attributes, "namespace") ?? "default") === namespace))
          return undefined;
        return {
          attribute: "name",
          code: "cannot re-use a name that is still in use",
          message: `${namespace} has a release ${name} already.`,
        };
      },
    },
    {
      ...base,
      name: "release-in-catalogue",
      attributes: ["chart", "repository", "version"],
      says: "Its chart, repository and exact version stand in the catalogue.",
      source: `${DOCS}/helm/helm_install/`,
      on: "values",
      check: ({ values }) => (charts ? catalogued(charts, values) : undefined),
    },
    {
      ...base,
      name: "release-values-yaml",
      attributes: ["values"],
      says: "Its values are YAML, each a map.",
      source: `${DOCS}/chart_template_guide/values_files/`,
      on: "values",
      check: ({ values }) => texts(values, "values").flatMap(yamlProblems),
    },
    {
      ...base,
      name: "release-kinds-exist",
      attributes: ["values"],
      says: "The kind of each whole object in its values (`objects`) is Kubernetes' own, or a chart that is released brings it, or Auto Mode.",
      source: `${DOCS}/chart_best_practices/custom_resource_definitions/`,
      on: "world",
      check: ({ values }, platform) => (crds ? unknownKinds(crds, values, platform) : undefined),
    },
    {
      ...base,
      name: "release-namespace-exists",
      attributes: ["namespace"],
      says: "Its namespace exists, or it creates it.",
      source: `${DOCS}/helm/helm_install/`,
      on: "world",
      check: ({ values, action }, platform) => {
        const namespace = text(values, "namespace");
        if (
          action !== "create" ||
          namespace === undefined ||
          OF_THE_CLUSTER.includes(namespace) ||
          isTrue(values, "create_namespace")
        )
          return undefined;
        const found = ["kubernetes_namespace_v1", "kubernetes_namespace"].some(
          (type) => platform.where(type, "metadata.name", namespace).length > 0,
        );
        const made = platform
          .where("helm_release", "namespace", namespace)
          .some((it) => isTrue(it.attributes, "create_namespace"));
        if (found || made) return undefined;
        return {
          attribute: "namespace",
          code: `namespaces "${namespace}" not found`,
          message: `Create the namespace first, or set create_namespace. If another resource creates it, wait for that with depends_on.`,
        };
      },
    },
  ];
}

function catalogued(charts: readonly Chart[], values: Parameters<typeof text>[0]): Refusal | undefined {
  const [repository, chart, version] = [text(values, "repository"), text(values, "chart"), text(values, "version")];
  // A chart in a folder has no repository, and is what it is.
  if (chart === undefined || /^[./]/.test(chart)) return undefined;
  const named = charts.filter((it) => it.chart === chart);
  const code = `chart "${chart}" not found`;
  if (named.length === 0)
    return {
      attribute: "chart",
      code,
      message: `The catalogue has no ${chart}. It has ${charts.map((it) => it.chart).join(", ")}.`,
    };
  const plain = (address: string | undefined) => address?.replace(/\/$/, "");
  const here = named.filter((it) => plain(it.repository) === plain(repository));
  if (here.length === 0)
    return {
      attribute: "repository",
      code,
      message: `${chart} is in ${named.map((it) => it.repository).join(" and ")}, and not in ${repository}.`,
    };
  if (here.some((it) => it.version === version)) return undefined;
  return {
    attribute: "version",
    code: `chart "${chart}" version "${version}" not found`,
    message: `The catalogue has ${here.map((it) => it.version).join(" and ")}. Name it exactly.`,
  };
}

/** Each kind once. */
function unknownKinds(crds: Crds, values: Values, platform: Platform): readonly Refusal[] {
  const given = texts(values, "values").map((document): unknown => parseDocument(document).toJS());
  const missing = given
    .flatMap((map) => (isValues(map) ? blocks(map, "objects") : []))
    .flatMap((object) => missingKind(crds, object, platform) ?? []);
  return [...new Map(missing.map((refusal) => [refusal.code, { ...refusal, attribute: "values" }])).values()];
}

function yamlProblems(given: string): Refusal[] {
  if (given.trim() === "") return [];
  const document = parseDocument(given);
  const refuse = (message: string): Refusal => ({ attribute: "values", code: "failed to parse values", message });
  if (document.errors.length > 0) return document.errors.map((error) => refuse(error.message));
  const value: unknown = document.toJS();
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? []
    : [refuse("The values are no map of names and values.")];
}
