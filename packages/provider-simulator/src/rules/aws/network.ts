import { UNKNOWN, type Values } from "../../provider/value";
import { known, text, texts } from "../access";
import type { Reference } from "../references";
import type { Platform, Refusal, Rule } from "../rule";
import { lies, readCidr, shareAddresses } from "./cidr";

const VPC_GUIDE = "https://docs.aws.amazon.com/vpc/latest/userguide";
const ERRORS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html";

const documented = { source: ERRORS, standing: "documented" } as const;
const inUse = { ...documented, keeps: "DependencyViolation" } as const;

/** What a network's parts name, and what is kept by being named. */
export const networkReferences: readonly Reference[] = [
  { type: "aws_subnet", attribute: "vpc_id", to: ["aws_vpc"], missing: "InvalidVpcID.NotFound", ...inUse },
  { type: "aws_internet_gateway", attribute: "vpc_id", to: ["aws_vpc"], missing: "InvalidVpcID.NotFound", ...inUse },
  { type: "aws_route_table", attribute: "vpc_id", to: ["aws_vpc"], missing: "InvalidVpcID.NotFound", ...inUse },
  { type: "aws_vpc_endpoint", attribute: "vpc_id", to: ["aws_vpc"], missing: "InvalidVpcId.NotFound", ...inUse },
  {
    type: "aws_default_security_group",
    attribute: "vpc_id",
    to: ["aws_vpc"],
    missing: "InvalidVpcID.NotFound",
    ...documented,
  },
  { type: "aws_network_acl", attribute: "vpc_id", to: ["aws_vpc"], missing: "InvalidVpcID.NotFound", ...inUse },
  { type: "aws_flow_log", attribute: "vpc_id", to: ["aws_vpc"], missing: "InvalidVpcId.NotFound", ...documented },
  {
    type: "aws_flow_log",
    attribute: "subnet_id",
    to: ["aws_subnet"],
    missing: "InvalidSubnetId.NotFound",
    ...documented,
  },
  {
    type: "aws_flow_log",
    attribute: "log_destination",
    to: ["aws_s3_bucket", "aws_cloudwatch_log_group", "aws_kinesis_firehose_delivery_stream"],
    missing: "LogDestinationNotFoundException",
    ...documented,
  },
  { type: "aws_flow_log", attribute: "iam_role_arn", to: ["aws_iam_role"], missing: "InvalidParameter", ...documented },
  {
    type: "aws_nat_gateway",
    attribute: "subnet_id",
    to: ["aws_subnet"],
    missing: "InvalidSubnetID.NotFound",
    ...inUse,
  },
  {
    type: "aws_nat_gateway",
    attribute: "allocation_id",
    to: ["aws_eip"],
    missing: "InvalidAllocationID.NotFound",
    ...documented,
    keeps: "InvalidIPAddress.InUse",
  },
  {
    type: "aws_route",
    attribute: "route_table_id",
    to: ["aws_route_table"],
    missing: "InvalidRouteTableID.NotFound",
    ...documented,
  },
  {
    type: "aws_route",
    attribute: "gateway_id",
    to: ["aws_internet_gateway", "aws_vpn_gateway"],
    missing: "InvalidGatewayID.NotFound",
    ...documented,
  },
  {
    type: "aws_route",
    attribute: "nat_gateway_id",
    to: ["aws_nat_gateway"],
    missing: "InvalidNatGatewayID.NotFound",
    ...documented,
  },
  {
    type: "aws_route",
    attribute: "vpc_peering_connection_id",
    to: ["aws_vpc_peering_connection"],
    missing: "InvalidVpcPeeringConnectionID.NotFound",
    ...documented,
  },
  {
    type: "aws_route_table_association",
    attribute: "route_table_id",
    to: ["aws_route_table"],
    missing: "InvalidRouteTableID.NotFound",
    ...inUse,
  },
  {
    type: "aws_route_table_association",
    attribute: "subnet_id",
    to: ["aws_subnet"],
    missing: "InvalidSubnetID.NotFound",
    ...documented,
  },
  {
    type: "aws_vpc_endpoint",
    attribute: "subnet_ids",
    to: ["aws_subnet"],
    missing: "InvalidSubnetId.NotFound",
    ...inUse,
  },
  {
    type: "aws_vpc_endpoint",
    attribute: "route_table_ids",
    to: ["aws_route_table"],
    missing: "InvalidRouteTableId.NotFound",
    ...documented,
  },
  {
    type: "aws_vpc_endpoint",
    attribute: "security_group_ids",
    to: ["aws_security_group"],
    missing: "InvalidSecurityGroupId.NotFound",
    ...inUse,
  },
];

/** The VPC's and subnets' own sizes: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const LARGEST = 16;
const SMALLEST = 28;

function size(type: string, code: string): Rule {
  return {
    name: `${type.replaceAll("_", "-")}-size`,
    types: [type],
    says: `Its IPv4 range is between /${LARGEST} and /${SMALLEST} and starts at its own network address.`,
    source: `${VPC_GUIDE}/vpc-cidr-blocks.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const cidr = text(values, "cidr_block");
      if (cidr === undefined) return undefined;
      const range = readCidr(cidr);
      const attribute = "cidr_block";
      if (typeof range === "string") return { attribute, code: "InvalidParameterValue", message: `${range}.` };
      if (range.prefix >= LARGEST && range.prefix <= SMALLEST) return undefined;
      return {
        attribute,
        code,
        message: `${cidr} is a /${range.prefix}; it must be between /${LARGEST} and /${SMALLEST}.`,
      };
    },
  };
}

/** The ranges of a VPC: its first one, and those that were added. */
function rangesOf(vpc: Values, platform: Platform): string[] {
  const added = texts(vpc, "id").flatMap((id) => platform.where("aws_vpc_ipv4_cidr_block_association", "vpc_id", id));
  return [vpc, ...added.map(({ attributes }) => attributes)].flatMap((values) => texts(values, "cidr_block"));
}

function vpcOfSubnet(platform: Platform, subnet: string | undefined): string | undefined {
  const object = subnet === undefined ? undefined : platform.find(["aws_subnet"], subnet);
  return object && text(object.attributes, "vpc_id");
}

/** Arguments of a route that say where to, and those that say whose packets. */
const TARGETS = [
  "carrier_gateway_id",
  "core_network_arn",
  "egress_only_gateway_id",
  "gateway_id",
  "local_gateway_id",
  "nat_gateway_id",
  "network_interface_id",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
];
const DESTINATIONS = ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"];

export const networkRules: readonly Rule[] = [
  size("aws_vpc", "InvalidVpc.Range"),
  size("aws_subnet", "InvalidSubnet.Range"),
  {
    name: "subnet-inside-vpc",
    types: ["aws_subnet"],
    says: "Its range lies inside one of its VPC's.",
    source: `${VPC_GUIDE}/subnet-sizing.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const [cidr, id] = [text(values, "cidr_block"), text(values, "vpc_id")];
      const vpc = id === undefined ? undefined : platform.find(["aws_vpc"], id);
      if (cidr === undefined || !vpc) return undefined;
      const ranges = rangesOf(vpc.attributes, platform);
      if (ranges.some((range) => lies(cidr, range))) return undefined;
      return {
        attribute: "cidr_block",
        code: "InvalidSubnet.Range",
        message: `The CIDR "${cidr}" is invalid: it must lie inside ${ranges.join(" or ")}, the range of ${id}.`,
      };
    },
  },
  {
    name: "subnets-apart",
    types: ["aws_subnet"],
    says: "Its range shares no address with another subnet of the same VPC.",
    source: `${VPC_GUIDE}/subnet-sizing.html`,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const [cidr, vpc] = [text(values, "cidr_block"), text(values, "vpc_id")];
      if (cidr === undefined || vpc === undefined) return undefined;
      const other = platform
        .where("aws_subnet", "vpc_id", vpc)
        .find(
          (subnet) =>
            subnet.key !== key && texts(subnet.attributes, "cidr_block").some((range) => shareAddresses(range, cidr)),
        );
      if (!other) return undefined;
      return {
        attribute: "cidr_block",
        code: "InvalidSubnet.Conflict",
        message: `The CIDR "${cidr}" conflicts with another subnet: ${text(other.attributes, "id")} has ${text(other.attributes, "cidr_block")}.`,
      };
    },
  },
  {
    name: "zone-in-region",
    types: ["aws_subnet", "aws_instance", "aws_ebs_volume", "aws_db_instance"],
    says: "Its availability zone is one of its region.",
    source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
    standing: "documented",
    on: "values",
    check: ({ values }, { region }) => {
      const zone = text(values, "availability_zone");
      // Local zones and Wavelength zones have longer names that begin with the region too.
      if (zone === undefined || (zone.startsWith(region) && /^-?[a-z]/.test(zone.slice(region.length))))
        return undefined;
      return {
        attribute: "availability_zone",
        code: "InvalidParameterValue",
        message: `Value (${zone}) for parameter availabilityZone is invalid: the region is ${region}, whose zones are ${region}a, ${region}b and so on.`,
      };
    },
  },
  {
    name: "one-internet-gateway",
    types: ["aws_internet_gateway"],
    says: "A VPC has one internet gateway.",
    source: `${VPC_GUIDE}/VPC_Internet_Gateway.html`,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const vpc = text(values, "vpc_id");
      if (vpc === undefined) return undefined;
      const other = platform.where("aws_internet_gateway", "vpc_id", vpc).find((gateway) => gateway.key !== key);
      if (!other) return undefined;
      return {
        attribute: "vpc_id",
        code: "Resource.AlreadyAssociated",
        message: `Network ${vpc} already has an internet gateway attached: ${text(other.attributes, "id")}.`,
      };
    },
  },
  {
    name: "nat-behind-internet-gateway",
    types: ["aws_nat_gateway"],
    says: "A public NAT gateway is made when its VPC has an internet gateway.",
    source: `${VPC_GUIDE}/nat-gateway-troubleshooting.html`,
    standing: "documented",
    on: "world",
    check: ({ values, action }, platform) => {
      if (action !== "create" || text(values, "connectivity_type") === "private") return undefined;
      const vpc = vpcOfSubnet(platform, text(values, "subnet_id"));
      if (vpc === undefined || platform.where("aws_internet_gateway", "vpc_id", vpc).length > 0) return undefined;
      return {
        attribute: "subnet_id",
        code: "Gateway.NotAttached",
        message: `Network ${vpc} has no internet gateway attached. Create the NAT gateway after it: depends_on names what no argument does.`,
      };
    },
  },
  {
    name: "internet-gateway-before-addresses",
    types: ["aws_internet_gateway"],
    says: "It is detached when no NAT gateway of its VPC holds a public address any more.",
    source: `${VPC_GUIDE}/VPC_Internet_Gateway.html`,
    standing: "documented",
    on: "delete",
    check: ({ values }, platform) => {
      const nat = texts(values, "vpc_id")
        .flatMap((vpc) => platform.where("aws_subnet", "vpc_id", vpc))
        .flatMap(({ attributes }) => texts(attributes, "id"))
        .flatMap((subnet) => platform.where("aws_nat_gateway", "subnet_id", subnet))[0];
      if (!nat) return undefined;
      return {
        code: "DependencyViolation",
        message: `Network ${text(values, "vpc_id")} has some mapped public address(es): ${text(nat.attributes, "id")} must go first.`,
      };
    },
  },
  {
    name: "one-nat-per-address",
    types: ["aws_nat_gateway"],
    says: "An address belongs to one NAT gateway.",
    source: ERRORS,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const address = text(values, "allocation_id");
      if (address === undefined) return undefined;
      const other = platform.where("aws_nat_gateway", "allocation_id", address).find((nat) => nat.key !== key);
      if (!other) return undefined;
      return {
        attribute: "allocation_id",
        code: "Resource.AlreadyAssociated",
        message: `Elastic IP address [${address}] is already associated with ${text(other.attributes, "id")}. Give each NAT gateway an address of its own.`,
      };
    },
  },
  {
    name: "public-nat-has-address",
    types: ["aws_nat_gateway"],
    says: "A public NAT gateway has an address.",
    source: `${VPC_GUIDE}/vpc-nat-gateway.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const zonal = text(values, "availability_mode") !== "regional";
      if (!zonal || text(values, "connectivity_type") === "private" || (values.allocation_id ?? null) !== null)
        return undefined;
      return { code: "MissingParameter", message: "allocation_id is missing: a public NAT gateway needs an aws_eip." };
    },
  },
  {
    name: "route-has-one-way",
    types: ["aws_route"],
    says: "A route has one destination and one target.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => [
      ...exactlyOne(values, TARGETS, "InvalidParameterCombination", "target"),
      ...exactlyOne(values, DESTINATIONS, "InvalidParameterCombination", "destination"),
    ],
  },
  {
    name: "route-once",
    types: ["aws_route"],
    says: "A route table has one route for each destination.",
    source: ERRORS,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const table = text(values, "route_table_id");
      if (table === undefined) return undefined;
      const routes = platform.where("aws_route", "route_table_id", table).filter((route) => route.key !== key);
      return DESTINATIONS.flatMap((attribute): Refusal[] => {
        const destination = text(values, attribute);
        if (destination === undefined) return [];
        if (!routes.some((route) => text(route.attributes, attribute) === destination)) return [];
        return [
          {
            attribute,
            code: "RouteAlreadyExists",
            message: `The route identified by ${destination} already exists in ${table}.`,
          },
        ];
      });
    },
  },
  {
    name: "route-inside-vpc",
    types: ["aws_route"],
    says: "Its gateway belongs to the VPC of its route table.",
    source: ERRORS,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const table = platform.find(["aws_route_table"], text(values, "route_table_id") ?? "");
      const vpc = table && text(table.attributes, "vpc_id");
      if (vpc === undefined) return undefined;
      const gateway = platform.find(["aws_internet_gateway"], text(values, "gateway_id") ?? "");
      const nat = platform.find(["aws_nat_gateway"], text(values, "nat_gateway_id") ?? "");
      const other = gateway
        ? text(gateway.attributes, "vpc_id")
        : vpcOfSubnet(platform, nat && text(nat.attributes, "subnet_id"));
      if (other === undefined || other === vpc) return undefined;
      return {
        attribute: gateway ? "gateway_id" : "nat_gateway_id",
        code: "InvalidParameterValue",
        message: `The route table belongs to ${vpc}, and the gateway to ${other}; they must be of the same network.`,
      };
    },
  },
  {
    name: "one-route-table-per-subnet",
    types: ["aws_route_table_association"],
    says: "A subnet has one route table.",
    source: ERRORS,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const subnet = text(values, "subnet_id");
      if (subnet === undefined) return undefined;
      const other = platform.where("aws_route_table_association", "subnet_id", subnet).find((it) => it.key !== key);
      if (!other) return undefined;
      return {
        attribute: "subnet_id",
        code: "Resource.AlreadyAssociated",
        message: `the specified association for ${subnet} conflicts with an existing one to ${text(other.attributes, "route_table_id")}.`,
      };
    },
  },
  {
    name: "route-table-of-same-vpc",
    types: ["aws_route_table_association"],
    says: "Subnet and route table belong to one VPC.",
    source: ERRORS,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const table = platform.find(["aws_route_table"], text(values, "route_table_id") ?? "");
      const [one, other] = [
        table && text(table.attributes, "vpc_id"),
        vpcOfSubnet(platform, text(values, "subnet_id")),
      ];
      if (one === undefined || other === undefined || one === other) return undefined;
      return {
        attribute: "route_table_id",
        code: "InvalidParameterValue",
        message: `Route table ${text(values, "route_table_id")} belongs to ${one}, and subnet ${text(values, "subnet_id")} to ${other}.`,
      };
    },
  },
  {
    name: "one-default-group",
    types: ["aws_default_security_group"],
    says: "A VPC's default group is managed once.",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group",
    standing: "assumed",
    on: "world",
    check: ({ values, key }, platform) => {
      const vpc = text(values, "vpc_id");
      if (
        vpc === undefined ||
        !platform.where("aws_default_security_group", "vpc_id", vpc).some((it) => it.key !== key)
      )
        return undefined;
      return {
        attribute: "vpc_id",
        code: "InvalidGroup.Duplicate",
        message: `The default group of ${vpc} is managed by another aws_default_security_group already; both would undo each other.`,
      };
    },
  },
  {
    name: "flow-log-let-in",
    types: ["aws_flow_log"],
    says: "A bucket lets the delivery of logs write before flow logs go there.",
    source: `${VPC_GUIDE}/flow-logs-s3-permissions.html`,
    standing: "documented",
    on: "world",
    check: ({ values, action }, platform) => {
      if (action !== "create" || text(values, "log_destination_type") !== "s3") return undefined;
      // A folder may follow the bucket's name.
      const bucket = text(values, "log_destination")?.split(":").at(-1)?.split("/")[0];
      if (bucket === undefined) return undefined;
      const allowed = platform
        .where("aws_s3_bucket_policy", "bucket", bucket)
        .some(({ attributes }) =>
          texts(attributes, "policy").some((policy) => policy.includes("delivery.logs.amazonaws.com")),
        );
      if (allowed) return undefined;
      return {
        attribute: "log_destination",
        code: "Access Denied for LogDestination",
        message: `The policy of bucket ${bucket} does not let delivery.logs.amazonaws.com write. Create the flow log after a policy that does: depends_on names what no argument does.`,
      };
    },
  },
];

/** At least one of these arguments, and not more; what is not known yet counts as given. */
function exactlyOne(values: Values, names: readonly string[], code: string, what: string): Refusal[] {
  const given = names.filter((name) => values[name] === UNKNOWN || known(values, name).some((value) => value !== ""));
  // Computed ones are unknown as long as nobody gave them.
  const sure = given.filter((name) => values[name] !== UNKNOWN);
  if (given.length > 0 && sure.length < 2) return [];
  const said = sure.length > 1 ? `${sure.join(" and ")} are both given` : "none is given";
  return [
    {
      attribute: sure[0],
      code,
      message: `A route has exactly one ${what}, and ${said}. Choose one of ${names.join(", ")}.`,
    },
  ];
}
