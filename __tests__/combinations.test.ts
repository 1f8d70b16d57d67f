import { App } from "cdktf";
import type { BaseStack } from "../constructs/core/base-stack";
import { resolveEnvironments } from "../environments";
import { development } from "../environments/development";
import { organization } from "../environments/organization";
import { buildEnvironment } from "../stacks";
import { environmentsAs, TOPOLOGIES } from "./helpers/combinations";
import { policyErrors, temporaryFolder } from "./helpers/stack";
import { resourcesOf } from "./helpers/template";

/** Every stack of the four environments, for each topology: what holds for all of them, whoever adds a stack. */
const stacksAs = Object.fromEntries(
  TOPOLOGIES.map((kind) => {
    const app = new App({ outdir: temporaryFolder(), stackTraces: false });
    return [kind, environmentsAs(kind).flatMap((environment) => buildEnvironment(app, environment))];
  }),
);

/** "<place>: <name>" of each resource of a type, where names must differ within a place. */
function names(
  stacks: readonly BaseStack[],
  type: string,
  argument: string,
  place: (stack: BaseStack, region?: unknown) => string,
) {
  return stacks.flatMap((stack) =>
    Object.values(resourcesOf(stack, type)).map(
      (resource) => `${place(stack, resource.region)}: ${resource[argument]}`,
    ),
  );
}

describe.each(TOPOLOGIES)("all environments as %s", (kind) => {
  const stacks = stacksAs[kind] ?? [];

  it("pass every policy", () => {
    expect(stacks.flatMap(policyErrors)).toEqual([]);
  });

  it("give no two resources one name where names must differ", () => {
    const all = [
      ...names(stacks, "aws_s3_bucket", "bucket", () => "the world"),
      ...names(stacks, "aws_iam_role", "name", ({ account }) => account),
      ...names(stacks, "aws_kms_alias", "name", (stack, region) => `${stack.account} ${region ?? stack.region}`),
      ...names(stacks, "aws_db_instance", "identifier", (stack) => `${stack.account} ${stack.region}`),
      ...names(stacks, "aws_db_parameter_group", "name", (stack) => `${stack.account} ${stack.region}`),
      ...names(stacks, "aws_secretsmanager_secret", "name", (stack) => `${stack.account} ${stack.region}`),
      ...names(stacks, "aws_cloudwatch_log_group", "name", (stack) => `${stack.account} ${stack.region}`),
    ];
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it("open no port without a reason", () => {
    const rules = stacks.flatMap((stack) =>
      Object.values(resourcesOf(stack, "aws_vpc_security_group_ingress_rule")).map((rule) => rule.description),
    );
    const reasons = [
      "AWS service calls from inside the VPC",
      ...(kind === "single-node" ? [] : ["MySQL"]),
      ...(kind === "kubernetes" ? ["Kubernetes API from inside the VPC"] : []),
    ];
    expect(new Set(rules)).toEqual(new Set(reasons));
  });

  it("keep stacks small: at most 150 blocks each", () => {
    for (const stack of stacks) {
      const { resource = {}, data = {} } = stack.toTerraform();
      const count = [...Object.values(resource), ...Object.values(data)].reduce<number>(
        (sum, blocks) => sum + Object.keys(blocks ?? {}).length,
        0,
      );
      expect(`${stack.node.id}: ${count <= 150}`).toBe(`${stack.node.id}: true`);
    }
  });
});

describe("an environment in the China partition", () => {
  it("names no ARN of another partition", () => {
    const [china] = resolveEnvironments({ ...organization, region: "cn-north-1" }, [development]);
    const app = new App({ outdir: temporaryFolder(), stackTraces: false });
    const text = JSON.stringify(china && buildEnvironment(app, china).map((stack) => stack.toTerraform()));
    expect(text).toContain("cn-north-1");
    expect(text).not.toMatch(/arn:aws:/);
  });
});
