import { Release } from "@cdktf/provider-helm/lib/release";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { ConstructError } from "../core/errors";
import type { Chart } from "./catalogue";
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

/** Images of a whole controller are pulled within it, and nodes may have to come first. */
const TIMEOUT_SECONDS = 900;

/** Releases to go back to; each is a secret of up to 1 MiB in the cluster. */
const HISTORY = 10;

/** A chart of the catalogue in a cluster: all of it or nothing, waited for, with its values in plain sight. */
export class HelmRelease extends Construct {
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    const { chart, name, after = [] } = props;
    if (name.length > LONGEST_NAME) {
      throw new ConstructError(
        this,
        `a release is called "${name}", which has ${name.length} characters; ${LONGEST_NAME} are allowed.`,
      );
    }
    this.resource = new Release(this, "Resource", {
      name,
      namespace: props.namespace,
      ...this.source(chart),
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

  private source(chart: Chart | Asset) {
    if (chart instanceof Asset) return { chart: `./${chart.path}` };
    if (chart.status === "retired") {
      throw new ConstructError(
        this,
        `the chart ${chart.chart} is retired; constructs/helm/catalogue.ts says what takes its place.`,
      );
    }
    const { repository, version } = chart;
    return { repository, chart: chart.chart, version };
  }
}
