import { readHcl } from "../../src/runner/blocks";
import { overrideFile, protectedResources } from "../../src/runner/override";

const override = (unprotect: readonly string[] = []) =>
  overrideFile({
    state: "../../states/app.tfstate",
    reads: [{ name: "network", stack: "dev-network" }],
    stateOf: (stack) => `../../states/${stack}.tfstate`,
    unprotect,
  });

describe("the override file of a stack", () => {
  it("replaces the backend and redirects remote state, nothing else", () => {
    const blocks = readHcl(override()).map(({ type, labels, literals }) => [
      type,
      labels,
      Object.fromEntries(literals),
    ]);
    expect(blocks).toEqual([
      ["terraform", [], { "backend.local.path": "../../states/app.tfstate" }],
      [
        "data",
        ["terraform_remote_state", "network"],
        { backend: "local", "config.path": "../../states/dev-network.tfstate" },
      ],
    ]);
  });

  it("resets prevent_destroy of the given resources", () => {
    expect(override(["aws_db_instance.primary"])).toContain(
      'resource "aws_db_instance" "primary" {\n  lifecycle {\n    prevent_destroy = false\n  }\n}\n',
    );
  });
});

it("finds the resources that carry prevent_destroy", () => {
  const text = [
    'resource "aws_s3_bucket" "kept" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}',
    'resource "aws_s3_bucket" "open" {\n  lifecycle {\n    prevent_destroy = false\n  }\n}',
    'resource "aws_s3_bucket" "tagged" {\n  tags = {\n    prevent_destroy = "true"\n  }\n}',
  ].join("\n");
  expect(protectedResources(readHcl(text))).toEqual(["aws_s3_bucket.kept"]);
});
