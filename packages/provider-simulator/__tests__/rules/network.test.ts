import { UNKNOWN } from "../../src/provider/value";
import { endpointRules } from "../../src/rules/aws/endpoints";
import { networkReferences, networkRules } from "../../src/rules/aws/network";
import { securityGroupReferences, securityGroupRules } from "../../src/rules/aws/security-group";
import { referenceRules } from "../../src/rules/references";
import { ruleWorld } from "./world";

const rules = [
  ...networkRules,
  ...endpointRules,
  ...securityGroupRules,
  ...[...networkReferences, ...securityGroupReferences].flatMap(referenceRules),
];

/** Two VPCs, one with a subnet, a gateway, a route table and an address. */
function cloud({ gateway = true } = {}) {
  const world = ruleWorld(rules);
  world.has("aws_vpc", {
    id: "vpc-1",
    cidr_block: "10.0.0.0/16",
    enable_dns_support: true,
    enable_dns_hostnames: true,
  });
  world.has("aws_vpc", {
    id: "vpc-2",
    cidr_block: "10.2.0.0/16",
    enable_dns_support: true,
    enable_dns_hostnames: false,
  });
  const subnet = (id: string, vpc_id: string, cidr_block: string, zone: string) =>
    world.has("aws_subnet", { id, vpc_id, cidr_block, availability_zone: `eu-central-1${zone}` });
  subnet("subnet-a", "vpc-1", "10.0.0.0/24", "a");
  subnet("subnet-b", "vpc-1", "10.0.1.0/24", "b");
  subnet("subnet-b2", "vpc-1", "10.0.2.0/24", "b");
  subnet("subnet-x", "vpc-2", "10.2.0.0/24", "a");
  if (gateway) world.has("aws_internet_gateway", { id: "igw-1", vpc_id: "vpc-1" });
  world.has("aws_route_table", { id: "rtb-1", vpc_id: "vpc-1" });
  world.has("aws_route_table", { id: "rtb-2", vpc_id: "vpc-2" });
  world.has("aws_eip", { id: "eipalloc-1", allocation_id: "eipalloc-1" });
  world.has("aws_security_group", { id: "sg-1", name: "web", vpc_id: "vpc-1" });
  return world;
}

type World = ReturnType<typeof cloud>;

function expectSaid(found: readonly string[], said: string): void {
  if (said === "") expect(found).toEqual([]);
  else expect(found.join("\n")).toContain(said);
}

describe("a VPC and its subnets", () => {
  it.each([
    ["10.0.0.0/16", ""],
    ["10.0.0.0/28", ""],
    ["10.0.0.0/15", "must be between /16 and /28"],
    ["10.0.0.0/29", "must be between /16 and /28"],
    ["10.0.0.1/16", "the range is 10.0.0.0/16"],
    ["10.0.0/16", "is not an IPv4 range"],
  ])("a VPC of %s: %s", (cidr_block, said) => {
    expectSaid(cloud().plan("aws_vpc", { cidr_block }), said);
  });

  it.each([
    ["is free", { cidr_block: "10.0.3.0/24" }, ""],
    ["lies outside", { cidr_block: "10.1.0.0/24" }, "InvalidSubnet.Range"],
    ["is another's", { cidr_block: "10.0.0.128/25" }, "conflicts with another subnet: subnet-a has 10.0.0.0/24"],
    ["is free in another VPC", { vpc_id: "vpc-2", cidr_block: "10.2.1.0/24" }, ""],
    ["is of no VPC", { vpc_id: "vpc-9", cidr_block: "10.0.3.0/24" }, "InvalidVpcID.NotFound"],
    [
      "is of another region's zone",
      { cidr_block: "10.0.3.0/24", availability_zone: "eu-west-1a" },
      "whose zones are eu-central-1a",
    ],
    ["is of a local zone", { cidr_block: "10.0.3.0/24", availability_zone: "eu-central-1-ham-1a" }, ""],
    ["is not known yet", { cidr_block: UNKNOWN, availability_zone: UNKNOWN }, ""],
  ])("a subnet whose range %s: %s", (_, change, said) => {
    expectSaid(cloud().create("aws_subnet", { vpc_id: "vpc-1", ...change }), said);
  });

  it("a subnet may lie in a range that was added to the VPC", () => {
    const world = cloud();
    world.has("aws_vpc_ipv4_cidr_block_association", { id: "a", vpc_id: "vpc-1", cidr_block: "10.9.0.0/16" });
    expectSaid(world.create("aws_subnet", { vpc_id: "vpc-1", cidr_block: "10.9.1.0/24" }), "");
  });

  it("a VPC is kept by what is in it", () => {
    expectSaid(cloud().delete("aws_vpc", { id: "vpc-1" }), "DependencyViolation");
    const empty = ruleWorld(rules);
    empty.has("aws_vpc", { id: "vpc-1" });
    expectSaid(empty.delete("aws_vpc", { id: "vpc-1" }), "");
  });
});

describe("gateways and routes", () => {
  const nat = { subnet_id: "subnet-a", allocation_id: "eipalloc-1" };
  const route = { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" };
  const withNat = (world: World) => {
    world.has("aws_nat_gateway", { id: "nat-1", ...nat });
    return world;
  };

  it.each([
    ["with an address and a way out", cloud(), nat, ""],
    ["before the way out", cloud({ gateway: false }), nat, "has no internet gateway attached"],
    [
      "that is private, without a way out",
      cloud({ gateway: false }),
      { subnet_id: "subnet-a", connectivity_type: "private" },
      "",
    ],
    ["without an address", cloud(), { subnet_id: "subnet-a" }, "allocation_id is missing"],
    ["whose address is not known yet", cloud(), { subnet_id: "subnet-a", allocation_id: UNKNOWN }, ""],
    [
      "with the address of another",
      withNat(cloud()),
      { ...nat, subnet_id: "subnet-b" },
      "is already associated with nat-1",
    ],
    [
      "with an address that does not exist",
      cloud(),
      { ...nat, allocation_id: "eipalloc-9" },
      "InvalidAllocationID.NotFound",
    ],
  ])("a NAT gateway %s", (_, world, values, said) => {
    expectSaid(world.create("aws_nat_gateway", values), said);
  });

  it("an internet gateway is one of its VPC, and outlives public addresses", () => {
    expectSaid(cloud().create("aws_internet_gateway", { vpc_id: "vpc-1" }), "already has an internet gateway attached");
    expectSaid(cloud().create("aws_internet_gateway", { vpc_id: "vpc-2" }), "");
    expectSaid(
      withNat(cloud()).delete("aws_internet_gateway", { id: "igw-1", vpc_id: "vpc-1" }),
      "mapped public address",
    );
    expectSaid(cloud().delete("aws_internet_gateway", { id: "igw-1", vpc_id: "vpc-1" }), "");
  });

  it.each([
    ["to a gateway of its network", { ...route, gateway_id: "igw-1" }, ""],
    [
      "to a gateway of another network",
      { ...route, route_table_id: "rtb-2", gateway_id: "igw-1" },
      "must be of the same network",
    ],
    [
      "to two targets",
      { ...route, gateway_id: "igw-1", nat_gateway_id: "nat-1" },
      "gateway_id and nat_gateway_id are both given",
    ],
    ["to nothing", route, "exactly one target, and none is given"],
    ["to something that is not known yet", { ...route, gateway_id: UNKNOWN }, ""],
    [
      "for two destinations",
      { ...route, destination_ipv6_cidr_block: "::/0", gateway_id: "igw-1" },
      "exactly one destination",
    ],
    ["to a NAT gateway that does not exist", { ...route, nat_gateway_id: "nat-9" }, "InvalidNatGatewayID.NotFound"],
  ])("a route %s", (_, values, said) => {
    expectSaid(withNat(cloud()).create("aws_route", values), said);
  });

  it("a destination has one route in a table", () => {
    const world = cloud();
    world.has("aws_route", { id: "r-1", ...route, gateway_id: "igw-1" });
    expectSaid(world.create("aws_route", { ...route, gateway_id: "igw-1" }), "RouteAlreadyExists");
    expectSaid(world.create("aws_route", { ...route, destination_cidr_block: "10.9.0.0/16", gateway_id: "igw-1" }), "");
  });

  it("a subnet has one route table, of its own network", () => {
    const world = cloud();
    const association = { subnet_id: "subnet-a", route_table_id: "rtb-1" };
    expectSaid(world.create("aws_route_table_association", association), "");
    expectSaid(
      world.create("aws_route_table_association", { ...association, route_table_id: "rtb-2" }),
      "belongs to vpc-2",
    );
    world.has("aws_route_table_association", { id: "rtbassoc-1", ...association });
    expectSaid(world.create("aws_route_table_association", association), "Resource.AlreadyAssociated");
  });

  it("the default group of a VPC is managed once", () => {
    const world = cloud();
    expectSaid(world.create("aws_default_security_group", { vpc_id: "vpc-1" }), "");
    world.has("aws_default_security_group", { id: "sg-d", vpc_id: "vpc-1" });
    expectSaid(world.create("aws_default_security_group", { vpc_id: "vpc-1" }), "managed by another");
  });
});

describe("flow logs", () => {
  const log = { vpc_id: "vpc-1", log_destination_type: "s3", log_destination: "arn:aws:s3:::logs/network" };

  it("go to a bucket that lets them in", () => {
    const world = cloud();
    world.has("aws_s3_bucket", { id: "logs", arn: "arn:aws:s3:::logs/network" });
    expectSaid(world.create("aws_flow_log", log), "Access Denied for LogDestination");
    world.has("aws_s3_bucket_policy", { bucket: "logs", policy: '{"Service":"delivery.logs.amazonaws.com"}' });
    expectSaid(world.create("aws_flow_log", log), "");
  });
});

describe("an endpoint", () => {
  const gateway = { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-central-1.s3", route_table_ids: ["rtb-1"] };
  const port = {
    vpc_id: "vpc-1",
    service_name: "com.amazonaws.eu-central-1.kms",
    vpc_endpoint_type: "Interface",
    subnet_ids: ["subnet-a", "subnet-b"],
    private_dns_enabled: true,
  };

  it.each([
    ["for S3 with route tables", gateway, ""],
    ["for S3 with subnets", { ...gateway, subnet_ids: ["subnet-a"] }, "subnet_ids is for interface endpoints"],
    ["for KMS with route tables", { ...port, route_table_ids: ["rtb-1"] }, "route_table_ids is for gateway endpoints"],
    ["for KMS, as a gateway", { ...gateway, service_name: "com.amazonaws.eu-central-1.kms" }, "only S3 and DynamoDB"],
    [
      "for a service of another region",
      { ...port, service_name: "com.amazonaws.eu-west-1.kms" },
      "the service in eu-west-1",
    ],
    ["of somebody's own service", { ...port, service_name: "com.amazonaws.vpce.eu-central-1.vpce-svc-1" }, ""],
    ["in two zones", port, ""],
    ["twice in one zone", { ...port, subnet_ids: ["subnet-b", "subnet-b2"] }, "DuplicateSubnetsInSameZone"],
    ["in a subnet of another VPC", { ...port, subnet_ids: ["subnet-x"] }, "Subnet subnet-x belongs to vpc-2"],
    [
      "with private names, without DNS",
      { ...port, vpc_id: "vpc-2", subnet_ids: ["subnet-x"] },
      "enable_dns_hostnames of vpc-2",
    ],
  ])("%s", (_, values, said) => {
    expectSaid(cloud().create("aws_vpc_endpoint", values), said);
  });

  it("has its private names alone", () => {
    const world = cloud();
    world.has("aws_vpc_endpoint", { id: "vpce-1", ...port });
    expectSaid(world.create("aws_vpc_endpoint", port), "conflicting DNS domain");
    expectSaid(world.create("aws_vpc_endpoint", { ...port, private_dns_enabled: false }), "");
  });
});

describe("a security group", () => {
  it.each([
    ["web server (blue)", ""],
    ["sg-web", "neither begin with sg-"],
    ["default", "nor be default"],
    ["wéb", "are allowed"],
  ])("called %s: %s", (name, said) => {
    expectSaid(cloud().plan("aws_security_group", { name }), said);
  });

  it("has its name alone in its VPC", () => {
    expectSaid(cloud().create("aws_security_group", { name: "web", vpc_id: "vpc-1" }), "InvalidGroup.Duplicate");
    expectSaid(cloud().create("aws_security_group", { name: "web", vpc_id: "vpc-2" }), "");
  });

  const rule = {
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_ipv4: "10.0.0.0/16",
  };

  it.each([
    ["one range and port", {}, ""],
    ["a group as its source", { cidr_ipv4: null, referenced_security_group_id: "sg-1" }, ""],
    ["two sources", { cidr_ipv6: "::/0" }, "cidr_ipv4 and cidr_ipv6 given"],
    ["no source", { cidr_ipv4: null }, "None given"],
    ["a source that is not known yet", { cidr_ipv4: UNKNOWN }, ""],
    ["ports the wrong way round", { from_port: 444 }, "Invalid TCP/UDP port range 444 to 443"],
    ["a port that is none", { to_port: 70000 }, "to_port 70000 is no port"],
    ["no port", { from_port: null, to_port: null }, "from_port is missing"],
    ["every protocol and a port", { ip_protocol: "-1" }, "means every port"],
    ["every protocol", { ip_protocol: "-1", from_port: null, to_port: null }, ""],
    ["a group that does not exist", { cidr_ipv4: null, referenced_security_group_id: "sg-9" }, "InvalidGroup.NotFound"],
  ])("takes, or does not, a rule with %s", (_, change, said) => {
    expectSaid(cloud().create("aws_vpc_security_group_ingress_rule", { ...rule, ...change }), said);
  });

  it("has a rule once, and sixty of a direction", () => {
    const world = cloud();
    world.has("aws_vpc_security_group_ingress_rule", { id: "sgr-0", ...rule });
    expectSaid(world.create("aws_vpc_security_group_ingress_rule", rule), "InvalidPermission.Duplicate");
    expectSaid(world.create("aws_vpc_security_group_egress_rule", rule), "");
    for (let port = 1; port < 60; port++) {
      world.has("aws_vpc_security_group_ingress_rule", { id: `sgr-${port}`, ...rule, from_port: port });
    }
    expectSaid(
      world.create("aws_vpc_security_group_ingress_rule", { ...rule, from_port: 100 }),
      "RulesPerSecurityGroupLimitExceeded",
    );
  });

  it("is kept by rules of others and by what carries it, and not by its own rules", () => {
    const world = cloud();
    const group = { id: "sg-1", name: "web" };
    world.has("aws_vpc_security_group_ingress_rule", { id: "sgr-1", ...rule });
    expectSaid(world.delete("aws_security_group", group), "");
    world.has("aws_instance", { id: "i-1", vpc_security_group_ids: ["sg-1"] });
    expectSaid(world.delete("aws_security_group", group), "aws_instance i-1 names it");
  });
});
