import { Release } from "@cdktf/provider-helm/lib/release";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { ConstructError } from "../core/errors";
import { type Chart, isCatalogued, RETIRED } from "./catalogue";
import { unknownKeys } from "./chart-keys";
import { escapeTemplates } from "./escape-templates";

/** What Helm takes: maps, lists, texts, numbers, flags. Secrets never: values stand in the state and in the release. */
export type Values = { readonly [key: string]: Value };
type Value = string | number | boolean | null | Values | readonly Value[];

export interface HelmReleaseProps {
  /** Of the catalogue, or a folder of this project. */
  readonly chart: Chart | Asset;
  /** Of the release, up to 53 characters. */
  readonly name: string;
  readonly namespace: string;
  readonly values: Values;
  /** What must exist before. @default nothing */
  readonly after?: readonly ITerraformDependable[];
}

/** Helm appends to the name, and 63 characters are all that a label takes: helm.sh/docs/chart_template_guide */
const LONGEST_NAME = 53;
/** Source: https://github.com/helm/helm/blob/main/pkg/chart/v2/util/validate_name.go, without dots, which labels dislike. */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Images of a whole controller are pulled within it, and nodes may have to come first. */
const TIMEOUT_SECONDS = 900;

/** Releases to go back to; each is a secret of up to 1 MiB in the cluster. */
const HISTORY = 10;

/** A chart of the catalogue in a cluster: all of it or nothing, waited for, with its values in plain sight. */
export class HelmRelease extends Construct {
  readonly resource: ITerraformDependable;
  /** What the chart is given. */
  readonly values: Values;

  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    const { chart, name, after = [] } = props;
    this.values = props.values;
    const problems = [
      ...nameProblems(name),
      ...(chart instanceof Asset ? [] : [...chartProblems(chart), ...unknownKeys(chart.chart, props.values)]),
    ];
    if (problems.length > 0) throw new ConstructError(this, problems.join(" "));
    this.resource = new Release(this, "Resource", {
      name,
      namespace: props.namespace,
      ...sourceOf(chart),
      // Namespaces have labels and quotas of their own making.
      createNamespace: false,
      atomic: true,
      cleanupOnFail: true,
      wait: true,
      waitForJobs: true,
      timeout: TIMEOUT_SECONDS,
      maxHistory: HISTORY,
      values: [Fn.jsonencode(escapeTemplates(props.values))],
      dependsOn: after.length > 0 ? [...after] : undefined,
    });
  }
}

function nameProblems(name: string): readonly string[] {
  const said = `a release is called "${name}"`;
  if (name.length > LONGEST_NAME) {
    return [`${said}, which has ${name.length} characters; ${LONGEST_NAME} are allowed.`];
  }
  return NAME.test(name) ? [] : [`${said}; lowercase letters, digits and hyphens are allowed.`];
}

function chartProblems(chart: Chart): readonly string[] {
  const { repository, version } = chart;
  const successor = RETIRED[`${repository} ${chart.chart}`];
  if (successor) return [`the chart ${chart.chart} is retired; take ${successor}.`];
  if (isCatalogued(chart)) return [];
  return [`the chart ${chart.chart} ${version} of ${repository} is not in constructs/helm/catalogue.ts; add it there.`];
}

function sourceOf(chart: Chart | Asset) {
  if (chart instanceof Asset) return { chart: `./${chart.path}` };
  const { repository, version } = chart;
  return { repository, chart: chart.chart, version };
}
