import { readHcl } from "../../src/runner/blocks";

const literalsOf = (text: string) => Object.fromEntries(readHcl(text)[0]?.literals ?? []);

describe("reading blocks of HCL", () => {
  it("finds top-level blocks with their labels", () => {
    const text = 'terraform {\n}\n\nresource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n\nlocals {}\n';
    expect(readHcl(text).map(({ type, labels }) => [type, ...labels])).toEqual([
      ["terraform"],
      ["resource", "aws_vpc", "main"],
      ["locals"],
    ]);
  });

  it("names literals by the path of blocks and objects that hold them", () => {
    const text = [
      'data "terraform_remote_state" "network" {',
      '  backend = "remote"',
      "",
      "  config = {",
      '    organization = "acme"',
      "    workspaces   = {",
      '      name = "network" # the stack',
      "    }",
      "  }",
      "}",
    ].join("\n");
    expect(literalsOf(text)).toEqual({
      backend: "remote",
      "config.organization": "acme",
      "config.workspaces.name": "network",
    });
  });

  it("joins the labels of a nested block to its name", () => {
    const text = 'terraform {\n  backend "s3" {\n    key          = "a/b"\n    use_lockfile = true\n  }\n}\n';
    expect(literalsOf(text)).toEqual({ "backend.s3.key": "a/b", "backend.s3.use_lockfile": "true" });
  });

  it("reads objects on one line", () => {
    const text =
      'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "6.25.0" }\n  }\n}\n';
    expect(literalsOf(text)).toEqual({
      "required_providers.aws.source": "hashicorp/aws",
      "required_providers.aws.version": "6.25.0",
    });
  });

  it("takes nothing from the text of a heredoc, however much it looks like HCL", () => {
    const text = [
      'resource "aws_instance" "vm" {',
      "  user_data = <<-EOT",
      'resource "aws_vpc" "inside" {',
      "  lifecycle {",
      "    prevent_destroy = true",
      "    EOT",
      '  ami = "ami-1"',
      "}",
      'resource "aws_vpc" "outside" {',
      "}",
    ].join("\n");
    expect(readHcl(text).map(({ labels }) => labels[1])).toEqual(["vm", "outside"]);
    expect(literalsOf(text)).toEqual({ ami: "ami-1" });
  });

  it("does not count brackets in strings, templates and comments", () => {
    const text = [
      'resource "a" "b" {',
      '  x = "{[(" # {',
      '  y = "${join("}", [var.z])} $${ {"',
      "  z = jsonencode({",
      '    a = "}"',
      "  })",
      "  lifecycle {",
      "    prevent_destroy = true",
      "  }",
      "}",
      'resource "c" "d" {',
      "}",
    ].join("\n");
    expect(readHcl(text)).toHaveLength(2);
    expect(literalsOf(text)).toMatchObject({ x: "{[(", "lifecycle.prevent_destroy": "true" });
  });

  it("does not take a reference for a literal", () => {
    expect(literalsOf('resource "a" "b" {\n  name = var.name\n}\n')).toEqual({});
  });
});
