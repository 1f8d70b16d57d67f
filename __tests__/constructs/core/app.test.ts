import fs from "node:fs";
import path from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Annotations, Aspects, AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { committedSchemas } from "provider-schemas";
import { InfrastructureApp } from "../../../constructs/core/app";
import { BaseStack } from "../../../constructs/core/base-stack";
import { STACK_PROPS, temporaryFolder } from "../../helpers/stack";

const schemas = committedSchemas();

function appWith(outdir = temporaryFolder()) {
  const app = new InfrastructureApp({ schemas, outdir });
  const stackOf = (layer: string) => new BaseStack(app, { ...STACK_PROPS, layer });
  return { app, outdir, stackOf };
}

/** Every file below a folder with its text. */
function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
  );
}

describe("synth writes", () => {
  it("HashiCorp's file layout, the metadata that cdktf-cli reads, and a manifest that points at both", () => {
    const { app, outdir, stackOf } = appWith();
    new Vpc(stackOf("network"), "vpc", { cidrBlock: "10.0.0.0/16" });
    app.synth();
    expect(Object.keys(filesIn(outdir)).sort()).toEqual([
      "manifest.json",
      "stacks/staging-network/main.tf",
      "stacks/staging-network/metadata.json",
      "stacks/staging-network/providers.tf",
      "stacks/staging-network/terraform.tf",
    ]);
    expect(JSON.parse(filesIn(outdir)["manifest.json"] ?? "").stacks["staging-network"]).toMatchObject({
      synthesizedStackPath: "stacks/staging-network/main.tf",
      stackMetadataPath: "stacks/staging-network/metadata.json",
      workingDirectory: "stacks/staging-network",
    });
    expect(JSON.parse(filesIn(outdir)["stacks/staging-network/metadata.json"] ?? "")).toMatchObject({
      "//": { metadata: { backend: "local", stackName: "staging-network" } },
      terraform: { required_providers: { aws: { version: "6.25.0" } }, backend: { local: {} } },
    });
  });

  it("blocks in the order of their constructs, whatever their types", () => {
    const { app, outdir, stackOf } = appWith();
    const stack = stackOf("network");
    new Vpc(stack, "first", { cidrBlock: "10.0.0.0/16" });
    new Construct(stack, "between");
    new Vpc(stack, "second", { cidrBlock: "10.1.0.0/16" });
    app.synth();
    const text = filesIn(outdir)["stacks/staging-network/main.tf"] ?? "";
    expect([...text.matchAll(/^resource "aws_vpc" "(\w+)"/gm)].map((match) => match[1])).toEqual(["first", "second"]);
  });

  it("assets beside the stack that uses them", () => {
    const { app, outdir, stackOf } = appWith();
    const source = path.join(temporaryFolder(), "hello.txt");
    fs.writeFileSync(source, "hello");
    const asset = new TerraformAsset(stackOf("network"), "greeting", { path: source, type: AssetType.FILE });
    app.synth();
    expect(filesIn(outdir)[`stacks/staging-network/${asset.path}`]).toBe("hello");
  });

  it("nothing over what terraform keeps in the folder, and removes what is no longer generated", () => {
    const { app, outdir, stackOf } = appWith();
    stackOf("network");
    const folder = path.join(outdir, "stacks", "staging-network");
    const gone = path.join(outdir, "stacks", "staging-gone");
    for (const dir of [path.join(folder, ".terraform"), gone]) fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(path.join(folder, ".terraform", "kept"), "");
    fs.writeFileSync(path.join(folder, "terraform.tfstate"), "");
    fs.writeFileSync(path.join(folder, "cdk.tf.json"), "{}");
    fs.writeFileSync(path.join(gone, "main.tf"), "");
    app.synth();
    const files = Object.keys(filesIn(outdir));
    expect(files).toContain("stacks/staging-network/.terraform/kept");
    expect(files).toContain("stacks/staging-network/terraform.tfstate");
    expect(files).not.toContain("stacks/staging-network/cdk.tf.json");
    expect(fs.existsSync(gone)).toBe(false);
  });

  it("annotations that are no errors into the manifest", () => {
    const { app, outdir, stackOf } = appWith();
    Annotations.of(stackOf("network")).addWarning("old version");
    app.synth();
    expect(JSON.parse(filesIn(outdir)["manifest.json"] ?? "").stacks["staging-network"].annotations).toMatchObject([
      { constructPath: "staging-network", level: "@cdktf/warn", message: "old version" },
    ]);
  });
});

describe("synth refuses, for every stack at once,", () => {
  it("what aspects, validations, annotations and the app find, and leaves the earlier output whole", () => {
    const before = appWith();
    before.stackOf("network");
    before.app.synth();
    const earlier = filesIn(before.outdir);

    const { app, stackOf } = appWith(before.outdir);
    const network = stackOf("network");
    const storage = stackOf("storage");
    Annotations.of(network).addError("an annotation");
    new Construct(network, "child").node.addValidation({ validate: () => ["a validation"] });
    Aspects.of(storage).add({
      visit: (node) => {
        if (node === storage) Annotations.of(node).addError("an aspect");
      },
    });
    app.node.addValidation({ validate: () => ["an app validation"] });
    const source = path.join(temporaryFolder(), "asset.txt");
    fs.writeFileSync(source, "asset");
    new TerraformAsset(storage, "asset", { path: source, type: AssetType.FILE });

    expect(() => app.synth()).toThrow(
      [
        "Nothing was written: 4 problems found while synthesizing.",
        "  staging-network/child: a validation",
        "  staging-network: an annotation",
        "  staging-storage: an aspect",
        "  an app validation",
      ].join("\n"),
    );
    expect(filesIn(before.outdir)).toEqual(earlier);
  });

  it("a reference to a resource of another stack, even when the address exists here too", () => {
    const { app, stackOf } = appWith();
    const foreign = new Vpc(stackOf("network"), "vpc", { cidrBlock: "10.0.0.0/16" });
    const here = stackOf("storage");
    new Vpc(here, "vpc", { cidrBlock: "10.1.0.0/16", tags: { Peer: foreign.id } });
    expect(() => app.synth()).toThrow(
      "staging-storage: uses aws_vpc.vpc.id of staging-network; publish it there as an output and read it here.",
    );
  });

  it("two constructs with one address", () => {
    const { app, stackOf } = appWith();
    const stack = stackOf("network");
    new Vpc(stack, "main-vpc", { cidrBlock: "10.0.0.0/16" });
    new Vpc(stack, "mainVpc", { cidrBlock: "10.1.0.0/16" });
    expect(() => app.synth()).toThrow(
      "staging-network/mainVpc: has the address aws_vpc.main_vpc, as staging-network/main-vpc has; give one another id.",
    );
  });
});
