import { UNKNOWN } from "../../src/provider/value";
import { referenceRules } from "../../src/rules/references";
import { FRANKFURT, ruleWorld } from "./world";

const rules = [
  ...referenceRules({
    type: "aws_subnet",
    attribute: "vpc_id",
    to: ["aws_vpc"],
    missing: "InvalidVpcID.NotFound",
    keeps: "DependencyViolation",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
    standing: "documented",
  }),
  ...referenceRules({
    type: "aws_instance",
    attribute: "network_interface.security_groups",
    to: ["aws_security_group"],
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
    standing: "documented",
  }),
  ...referenceRules({
    type: "aws_log_group",
    attribute: "kms_key_id",
    to: ["aws_kms_key", "aws_kms_alias"],
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    standing: "documented",
  }),
];

const PARIS = { ...FRANKFURT, region: "eu-west-3" };
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

describe("a reference", () => {
  it("that does not change is not judged again: the platform may have decided it itself", () => {
    const cloud = ruleWorld(rules);
    const subnet = { vpc_id: "vpc-of-the-platform", cidr_block: "10.0.0.0/24" };
    expect(cloud.update("aws_subnet", subnet, { ...subnet, map_public_ip_on_launch: true })).toEqual([]);
    const moved = cloud.update("aws_subnet", subnet, { ...subnet, vpc_id: "vpc-2" });
    expect(moved).toEqual([expect.stringMatching(/^InvalidVpcID.NotFound: vpc_id is "vpc-2"/)]);
  });

  it("to an object that exists is taken", () => {
    const cloud = ruleWorld(rules);
    cloud.has("aws_vpc", { id: "vpc-1" });
    expect(cloud.create("aws_subnet", { vpc_id: "vpc-1" })).toEqual([]);
  });

  it("to nothing is refused with the platform's code, the value and the place", () => {
    expect(ruleWorld(rules).create("aws_subnet", { vpc_id: "vpc-2" })).toEqual([
      'InvalidVpcID.NotFound: vpc_id is "vpc-2", but this account and eu-central-1 has no such aws_vpc.',
    ]);
  });

  it("to an object of another region or another account is refused", () => {
    const cloud = ruleWorld(rules);
    cloud.has("aws_vpc", { id: "vpc-1" });
    expect(cloud.create("aws_subnet", { vpc_id: "vpc-1" }, PARIS)).toHaveLength(1);
    expect(cloud.create("aws_subnet", { vpc_id: "vpc-1" }, { ...FRANKFURT, account: "444455556666" })).toHaveLength(1);
  });

  it("that is not known yet is not looked at", () => {
    expect(ruleWorld(rules).create("aws_subnet", { vpc_id: UNKNOWN })).toEqual([]);
  });

  it("in blocks and lists is looked at one by one", () => {
    const cloud = ruleWorld(rules);
    cloud.has("aws_security_group", { id: "sg-1" });
    const groups = (...ids: string[]) => ({ network_interface: [{ security_groups: ids }] });
    expect(cloud.create("aws_instance", groups("sg-1"))).toEqual([]);
    expect(cloud.create("aws_instance", groups("sg-1", "sg-2", "sg-3"))).toHaveLength(2);
  });

  it("finds what came into being with another object", () => {
    const cloud = ruleWorld(rules);
    cloud.has("aws_vpc", { id: "vpc-1", default_security_group_id: "sg-default" });
    expect(cloud.create("aws_instance", { network_interface: [{ security_groups: ["sg-default"] }] })).toEqual([]);
  });

  it.each([
    ["an ARN of this account", KEY],
    ["an alias that AWS owns", "alias/aws/logs"],
    ["an ARN of another account, which nobody here can know", "arn:aws:kms:eu-central-1:444455556666:key/9"],
    ["an ARN of AWS's own", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
  ])("may be %s", (_, kms_key_id) => {
    const cloud = ruleWorld(rules);
    cloud.has("aws_kms_key", { id: "1", arn: KEY });
    expect(cloud.create("aws_log_group", { kms_key_id })).toEqual([]);
  });

  it("by an ARN of this account that nothing has is refused", () => {
    const kms_key_id = "arn:aws:kms:eu-central-1:111122223333:key/2";
    expect(ruleWorld(rules).create("aws_log_group", { kms_key_id })).toHaveLength(1);
  });
});

describe("the deletion of what is referred to", () => {
  it("is refused with the name of what still stands on it", () => {
    const cloud = ruleWorld(rules);
    cloud.has("aws_vpc", { id: "vpc-1" });
    cloud.has("aws_subnet", { id: "subnet-1", vpc_id: "vpc-1" });
    expect(cloud.delete("aws_vpc", { id: "vpc-1" })).toEqual([
      "DependencyViolation: The aws_vpc vpc-1 is still in use: aws_subnet subnet-1 names it in its vpc_id. Delete that first.",
    ]);
  });

  it("is allowed when nothing refers to it, or only what lets it go", () => {
    const cloud = ruleWorld(rules);
    cloud.has("aws_vpc", { id: "vpc-1" });
    cloud.has("aws_log_group", { id: "logs", kms_key_id: KEY });
    expect(cloud.delete("aws_vpc", { id: "vpc-1" })).toEqual([]);
    expect(cloud.delete("aws_kms_key", { id: "1", arn: KEY })).toEqual([]);
  });
});
