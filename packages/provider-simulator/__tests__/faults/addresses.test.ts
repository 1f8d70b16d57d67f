import { findTargets } from "../../src/faults/addresses";
import { stackOf } from "../runner/helpers";

const stacks = [
  stackOf(
    "dev-network",
    'resource "aws_vpc" "vpc" {\n}\nresource "aws_subnet" "each" {\n}\nresource "aws_kms_key" "key" {\n}\n',
  ),
  stackOf("dev-app", 'resource "aws_kms_key" "key" {\n}\ndata "aws_vpc" "other" {\n}\n'),
];

describe("an address", () => {
  it.each([
    ["aws_vpc.vpc", { stack: "dev-network", address: "aws_vpc.vpc" }],
    ['aws_subnet.each["a/b"]', { stack: "dev-network", address: 'aws_subnet.each["a/b"]' }],
    ["dev-app/aws_kms_key.key", { stack: "dev-app", address: "aws_kms_key.key" }],
  ])("%s is found", (address, target) => {
    expect(findTargets([address], stacks)).toEqual([target]);
  });

  it.each([
    [
      "that is misspelt names the nearest",
      "aws_vpc.vcp",
      "aws_vpc.vcp: no selected stack has this resource. Did you mean aws_vpc.vpc?",
    ],
    ["of a type that is there names those of the type", "aws_vpc.something_else", "Did you mean aws_vpc.vpc?"],
    ["of a data source is unknown", "aws_vpc.other", "no selected stack has this resource"],
    ["of another stack is unknown there", "dev-app/aws_vpc.vpc", "no selected stack has this resource"],
    [
      "that two stacks have names both",
      "aws_kms_key.key",
      "several stacks have it. Write dev-network/aws_kms_key.key or dev-app/aws_kms_key.key.",
    ],
  ])("%s", (_, address, said) => {
    expect(() => findTargets([address], stacks)).toThrow(said);
  });
});
