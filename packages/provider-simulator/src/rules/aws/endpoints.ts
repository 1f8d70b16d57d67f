import { isTrue, text, texts } from "../access";
import type { Change, Platform, Refusal, Rule } from "../rule";

const SOURCE = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html";
const base = { types: ["aws_vpc_endpoint"], source: SOURCE, standing: "documented" } as const;

/** Gateway is what an endpoint is where nothing else is said. */
const kindOf = ({ values }: Change) => text(values, "vpc_endpoint_type") ?? "Gateway";

export const endpointRules: readonly Rule[] = [
  {
    ...base,
    name: "endpoint-service-of-region",
    says: "Its service is one of its own region.",
    on: "values",
    check: ({ values }, { region }) => {
      const service = text(values, "service_name");
      const [, of] = /^com\.amazonaws\.(?:vpce\.)?([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(service ?? "") ?? [];
      if (service === undefined || of === undefined || of === region || text(values, "service_region") === of)
        return undefined;
      return {
        attribute: "service_name",
        code: "InvalidServiceName",
        message: `The Vpc Endpoint Service '${service}' does not exist: the endpoint is in ${region}, the service in ${of}.`,
      };
    },
  },
  {
    ...base,
    name: "gateway-endpoint-has-routes",
    says: "A gateway endpoint has route tables, and neither subnets, groups nor private names; it is for S3 or DynamoDB.",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    on: "values",
    check: (change) => {
      if (kindOf(change) !== "Gateway") return undefined;
      const { values } = change;
      const wrong = ["subnet_ids", "security_group_ids"].filter((attribute) => texts(values, attribute).length > 0);
      const service = text(values, "service_name");
      return [
        ...wrong.map(
          (attribute): Refusal => ({
            attribute,
            code: "InvalidParameter",
            message: `${attribute} is for interface endpoints. Set vpc_endpoint_type to Interface, or leave it out.`,
          }),
        ),
        ...(service === undefined || /\.(s3|dynamodb|s3express)$/.test(service)
          ? []
          : [
              {
                attribute: "vpc_endpoint_type",
                code: "InvalidParameter",
                message: `Endpoint type (Gateway) does not match that of ${service}: only S3 and DynamoDB have gateway endpoints. Set vpc_endpoint_type to Interface.`,
              },
            ]),
      ];
    },
  },
  {
    ...base,
    name: "interface-endpoint-has-no-routes",
    says: "An interface endpoint has subnets, and no route tables.",
    on: "values",
    check: (change) => {
      if (kindOf(change) === "Gateway" || texts(change.values, "route_table_ids").length === 0) return undefined;
      return {
        attribute: "route_table_ids",
        code: "InvalidParameter",
        message: "route_table_ids is for gateway endpoints. Give subnet_ids instead.",
      };
    },
  },
  {
    ...base,
    name: "endpoint-subnets",
    says: "Its subnets belong to its VPC, one in each zone.",
    on: "world",
    check: ({ values }, platform) => [...placement(values.vpc_id, texts(values, "subnet_ids"), platform)],
  },
  {
    ...base,
    name: "endpoint-private-names",
    says: "Private names need a VPC with DNS support and DNS hostnames, and one endpoint for the service in it.",
    on: "world",
    check: ({ values, key }, platform) => {
      const [id, service] = [text(values, "vpc_id"), text(values, "service_name")];
      const vpc = id === undefined ? undefined : platform.find(["aws_vpc"], id);
      if (!vpc || id === undefined || !isTrue(values, "private_dns_enabled")) return undefined;
      const off = ["enable_dns_support", "enable_dns_hostnames"].filter((name) => !isTrue(vpc.attributes, name));
      const other = platform
        .where("aws_vpc_endpoint", "vpc_id", id)
        .find(
          (it) =>
            it.key !== key &&
            isTrue(it.attributes, "private_dns_enabled") &&
            text(it.attributes, "service_name") === service,
        );
      return [
        ...(off.length === 0
          ? []
          : [
              {
                attribute: "private_dns_enabled",
                code: "InvalidParameter",
                message: `Enabling private DNS requires that ${off.join(" and ")} of ${id} are true.`,
              },
            ]),
        ...(other
          ? [
              {
                attribute: "private_dns_enabled",
                code: "InvalidParameter",
                message: `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service} in ${id}: ${text(other.attributes, "id")} has it.`,
              },
            ]
          : []),
      ];
    },
  },
];

function* placement(vpc: unknown, ids: readonly string[], platform: Platform): Generator<Refusal> {
  const zones = new Map<string, string>();
  for (const id of ids) {
    const subnet = platform.find(["aws_subnet"], id);
    if (!subnet) continue;
    const [of, zone = ""] = [text(subnet.attributes, "vpc_id"), text(subnet.attributes, "availability_zone")];
    if (typeof vpc === "string" && of !== vpc) {
      yield {
        attribute: "subnet_ids",
        code: "InvalidParameter",
        message: `Subnet ${id} belongs to ${of}, and the endpoint to ${vpc}.`,
      };
    }
    const other = zones.get(zone);
    if (other !== undefined) {
      yield {
        attribute: "subnet_ids",
        code: "DuplicateSubnetsInSameZone",
        message: `Found another VPC endpoint subnet in the availability zone of ${id}: ${other} is in ${zone} too. Give one subnet for each zone.`,
      };
    }
    zones.set(zone, id);
  }
}
