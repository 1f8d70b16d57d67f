import { App } from "cdktf";
import type { BaseStack } from "../../constructs/core/base-stack";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { temporaryFolder } from "./stack";

/** What an environment says of its cluster. */
export type Cluster = Omit<Extract<EnvironmentInput["topology"], { kind: "kubernetes" }>, "kind">;

/** All stacks of production, on another topology, or with something else of it changed. */
export function stacksOfProduction(
  topology: EnvironmentInput["topology"] = production.topology,
  more: Partial<EnvironmentInput> = {},
): readonly BaseStack[] {
  const [environment] = resolveEnvironments(organization, [{ ...production, topology, ...more }]) as [Environment];
  return buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment);
}

/** The add-ons of production, on another topology, or with something else of it changed. */
export function addons(topology?: EnvironmentInput["topology"], more?: Partial<EnvironmentInput>): BaseStack {
  const stacks = stacksOfProduction(topology, more);
  const stack = stacks.find(({ layer }) => layer === "addons");
  if (!stack) throw new Error("there are no add-ons");
  return stack;
}

/** Production's nodes, with other choices. */
export const addonsOf = (choices: Cluster) =>
  addons({ kind: "kubernetes", nodes: { instanceTypes: ["m7g.2xlarge"], max: 9 }, ...choices });

/** What a stack publishes, by name. */
export function outputsOf(of: BaseStack): Readonly<Record<string, unknown>> {
  const outputs: Readonly<Record<string, { readonly value: unknown }>> = of.toTerraform().output;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
