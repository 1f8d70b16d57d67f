import path from "node:path";
import { requiredProviders, typesInUse } from "../../src/runner/configuration";
import { readStacks, selectStacks } from "../../src/runner/manifest";
import { protectedResources } from "../../src/runner/override";
import { readsOf } from "../../src/runner/remote-state";
import { s3Backend, s3Read, temporaryFolder, write } from "./helpers";

const folder = temporaryFolder();

function output(name: string, stacks: object, files: Readonly<Record<string, string>> = {}): string {
  const target = path.join(folder, name);
  write(target, { "manifest.json": JSON.stringify({ version: "0.21.0", stacks }), ...files });
  return target;
}

function raw(name: string, manifest: string): string {
  write(path.join(folder, name), { "manifest.json": manifest });
  return path.join(folder, name);
}

const entry = (id: string, dependencies: readonly string[] = []) => ({
  name: id,
  workingDirectory: `stacks/${id}`,
  dependencies,
});

describe("reading a synthesized folder", () => {
  it("reads all files of a stack", () => {
    const target = output(
      "hcl",
      { network: entry("network"), app: entry("app", ["network"]) },
      {
        "stacks/network/terraform.tf": s3Backend("network"),
        "stacks/network/main.tf": 'resource "aws_vpc" "main" {\n}\n',
        "stacks/app/main.tf": s3Read("net", '"network"'),
      },
    );
    const stacks = readStacks(target);
    const app = stacks.get("app");
    expect(app?.dependencies).toEqual(["network"]);
    expect(app && readsOf(app, stacks.values())).toEqual([{ name: "net", stack: "network" }]);
    expect(typesInUse(stacks.get("network")?.blocks ?? [])).toEqual(["resource aws_vpc"]);
  });

  it("reads Terraform's JSON syntax as it reads HCL", () => {
    const json = {
      terraform: {
        backend: { s3: { bucket: "acme", key: "app" } },
        required_providers: { aws: { source: "aws" }, tf: { source: "terraform.io/builtin/terraform" } },
      },
      resource: { aws_s3_bucket: { kept: { lifecycle: { prevent_destroy: true } }, open: [{ bucket: "b" }] } },
      data: { terraform_remote_state: { self: { backend: "s3", config: { bucket: "acme", key: "app" } } } },
    };
    const stacks = readStacks(
      output("json", { app: entry("app") }, { "stacks/app/cdk.tf.json": JSON.stringify(json) }),
    );
    const app = stacks.get("app");
    if (!app) throw new Error("no stack");
    expect(protectedResources(app.blocks)).toEqual([{ address: "aws_s3_bucket.kept", platform: [] }]);
    expect(requiredProviders(app.blocks)).toEqual(["registry.terraform.io/hashicorp/aws"]);
    expect(typesInUse(app.blocks)).toEqual(["resource aws_s3_bucket"]);
    expect(readsOf(app, stacks.values())).toEqual([{ name: "self", stack: "app" }]);
  });

  it.each([
    ["nowhere", () => path.join(folder, "nowhere"), "manifest.json: no such file. Synthesize first"],
    ["not a manifest", () => raw("bad", "[]"), 'it has no "stacks"'],
    ["not JSON", () => raw("text", "stacks:"), "is not JSON"],
    ["a stack without its folder", () => output("gone", { app: entry("app") }), "does not exist. Synthesize again."],
    [
      "an unknown dependency",
      () => output("dangling", { app: entry("app", ["network"]) }, { "stacks/app/main.tf": "" }),
      "stacks.app.dependencies names network, which it does not hold",
    ],
  ])("refuses %s", (_, target, message) => {
    expect(() => readStacks(target())).toThrow(message);
  });
});

describe("selecting stacks", () => {
  const known = ["dev-network", "dev-app", "prod-network"];

  it("takes ids and patterns, each stack once", () => {
    expect(selectStacks(known, ["dev-*", "dev-app"])).toEqual(["dev-network", "dev-app"]);
    expect(selectStacks(known, ["*-network"])).toEqual(["dev-network", "prod-network"]);
  });

  it("lists the known stacks when a name matches none", () => {
    expect(() => selectStacks(known, ["dev-app", "dev-ap", "test-*"])).toThrow(
      "No stack matches dev-ap, test-*. Known stacks:\n  dev-network\n  dev-app\n  prod-network",
    );
  });

  it("does not read a pattern as a regular expression", () => {
    expect(() => selectStacks(known, ["dev.app"])).toThrow("No stack matches dev.app.");
  });
});
