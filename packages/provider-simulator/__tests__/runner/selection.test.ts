import path from "node:path";
import type { ProviderSchemas } from "provider-schemas";
import {
  assertDependenciesSimulated,
  assertNoDependents,
  assertNothingLeft,
  fallbacks,
  select,
} from "../../src/runner/selection";
import type { SimulationResult } from "../../src/runner/types";
import { Workspace } from "../../src/runner/workspace";
import { s3Backend, s3Read, stackOf, temporaryFolder, write } from "./helpers";

const schema = { block: {} };
const schemas: ProviderSchemas = {
  format_version: "1.0",
  provider_schemas: { "registry.terraform.io/hashicorp/aws": { resource_schemas: { aws_vpc: schema } } },
};
const folder = temporaryFolder();
const output = path.join(folder, "out");
const entry = (id: string) => ({ workingDirectory: `stacks/${id}`, dependencies: [] });
const vpc = 'resource "aws_vpc" "main" {\n}\n';

write(output, {
  "manifest.json": JSON.stringify({ stacks: { app: entry("app"), network: entry("network") } }),
  "stacks/app/main.tf": s3Backend("app") + s3Read("net", '"network"'),
  "stacks/network/main.tf": s3Backend("network") + vpc,
});

describe("selecting what to run", () => {
  it("orders stacks by the states they read, even when the manifest names no dependency", () => {
    const selection = select(output, ["*"], schemas);
    expect(selection.stacks.map(({ id }) => id)).toEqual(["network", "app"]);
    expect(selection.dependencies.get("app")).toEqual(["network"]);
  });

  it("refuses a provider without schema and names those that have one", () => {
    const target = path.join(folder, "helm");
    write(target, {
      "manifest.json": JSON.stringify({ stacks: { addons: entry("addons") } }),
      "stacks/addons/main.tf":
        'terraform {\n  required_providers {\n    helm = {\n      source = "hashicorp/helm"\n    }\n  }\n}\n',
    });
    expect(() => select(target, ["addons"], schemas)).toThrow(
      "There is no schema of these providers:\n  addons requires registry.terraform.io/hashicorp/helm\nSchemas given: registry.terraform.io/hashicorp/aws.",
    );
  });

  it("asks for dependencies that were never simulated", () => {
    const workspace = new Workspace(path.join(folder, "fresh"));
    const selection = select(output, ["app"], schemas);
    expect(() => assertDependenciesSimulated(selection, workspace)).toThrow("  app needs network");
    write(workspace.dataDir, { "states/network.tfstate": "{}" });
    expect(() => assertDependenciesSimulated(selection, workspace)).not.toThrow();
  });
});

it("refuses to destroy what a standing stack depends on", () => {
  const app = stackOf("app", "", ["network"]);
  const network = stackOf("network", vpc);
  const selection = {
    stacks: [network],
    dependencies: new Map([["network", []]]),
    reads: new Map(),
    all: new Map([app, network].map((stack) => [stack.id, stack])),
  };
  const workspace = new Workspace(path.join(folder, "standing"));
  expect(() => assertNoDependents(selection, workspace)).not.toThrow();
  const state = { version: 4, resources: [{ mode: "managed", instances: [{}] }] };
  write(workspace.dataDir, { "states/app.tfstate": JSON.stringify(state) });
  expect(() => assertNoDependents(selection, workspace)).toThrow("  app depends on network");
});

it("counts the types that an overlay does not hold", () => {
  const stack = stackOf("a", `${vpc}data "aws_region" "r" {\n}\nresource "terraform_data" "d" {\n}\n`);
  expect(fallbacks([stack], schemas)).toEqual(["data aws_region"]);
});

describe("after a destroy", () => {
  const result = (changes: Partial<SimulationResult>): SimulationResult => ({
    action: "destroy",
    stacks: [],
    objects: {},
    fallbacks: [],
    others: [],
    adopted: [],
    abandoned: [],
    notes: [],
    estimate: { seconds: 0, path: [] },
    seconds: 1,
    logs: "/logs",
    ...changes,
  });

  it("refuses to say that all is gone while the world holds something", () => {
    expect(() => assertNothingLeft(result({ objects: { aws_vpc: 1 } }))).toThrow("world: 1 aws_vpc");
    expect(() => assertNothingLeft(result({}))).not.toThrow();
  });

  it("does not blame the destroyed stacks for what others hold", () => {
    expect(() => assertNothingLeft(result({ objects: { aws_vpc: 1 }, others: ["network"] }))).not.toThrow();
  });
});
