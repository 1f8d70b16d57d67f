import { readHcl } from "../../src/runner/blocks";
import { overrideFile, type Protection, protectedResources } from "../../src/runner/override";

const override = (unprotect: readonly Protection[] = []) =>
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
    expect(override([{ address: "aws_s3_bucket.kept", platform: [] }])).toContain(
      'resource "aws_s3_bucket" "kept" {\n  lifecycle {\n    prevent_destroy = false\n  }\n}\n',
    );
  });

  it("takes back what the platform protects them by", () => {
    const text = override([{ address: "aws_db_instance.primary", platform: ["deletion_protection"] }]);
    expect(text).toContain('resource "aws_db_instance" "primary" {\n  deletion_protection = false\n\n  lifecycle {');
  });
});

it("finds the resources that terraform or the platform protects", () => {
  const text = [
    'resource "aws_s3_bucket" "kept" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}',
    'resource "aws_s3_bucket" "open" {\n  lifecycle {\n    prevent_destroy = false\n  }\n}',
    'resource "aws_s3_bucket" "tagged" {\n  tags = {\n    prevent_destroy = "true"\n  }\n}',
    'resource "aws_db_instance" "guarded" {\n  deletion_protection = true\n}',
    'resource "aws_db_instance" "unguarded" {\n  deletion_protection = false\n}',
  ].join("\n");
  expect(protectedResources(readHcl(text))).toEqual([
    { address: "aws_s3_bucket.kept", platform: [] },
    { address: "aws_db_instance.guarded", platform: ["deletion_protection"] },
  ]);
});
