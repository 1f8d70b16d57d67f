import { App } from "cdktf";
import { NetworkStack, type NetworkStackProps } from "../../stacks/network-stack";
import { RecoveryNetworkStack } from "../../stacks/recovery-network-stack";
import { policyErrors, STACK_PROPS, temporaryFolder } from "../helpers/stack";
import { dataOf, resourcesOf } from "../helpers/template";

const PROPS: NetworkStackProps = {
  ...STACK_PROPS,
  layer: "network",
  cidr: "10.40.0.0/16",
  zones: ["a", "b", "c"],
  natGateways: "one-per-zone",
  endpoints: { gateway: ["s3"], interface: ["ecr.api", "logs"] },
  flowLogs: { destination: "cloudwatch", retentionDays: 30 },
  privateZone: "staging.httpsok.internal",
};

const newApp = () => new App({ outdir: temporaryFolder(), stackTraces: false });
const network = (props: Partial<NetworkStackProps> = {}) => new NetworkStack(newApp(), { ...PROPS, ...props });
const namesOf = (stack: NetworkStack, type: string) => Object.keys(resourcesOf(stack, type)).sort();

describe("the network", () => {
  it("passes every policy", () => {
    expect(policyErrors(network({ deletionProtection: true }))).toEqual([]);
  });

  it("has three tiers in each zone, each subnet in the slot of its zone", () => {
    const subnets = resourcesOf(network(), "aws_subnet");
    const ranges = Object.fromEntries(Object.entries(subnets).map(([name, subnet]) => [name, subnet.cidr_block]));
    expect(ranges).toEqual({
      public_a: "10.40.0.0/22",
      public_b: "10.40.4.0/22",
      public_c: "10.40.8.0/22",
      data_a: "10.40.32.0/22",
      data_b: "10.40.36.0/22",
      data_c: "10.40.40.0/22",
      private_a: "10.40.128.0/20",
      private_b: "10.40.144.0/20",
      private_c: "10.40.160.0/20",
    });
    expect(subnets.private_b).toMatchObject({ availability_zone: "ap-southeast-1b", map_public_ip_on_launch: false });
  });

  it("renames and renumbers nothing when a zone is added", () => {
    const [two, three] = [network({ zones: ["a", "c"] }), network({ zones: ["a", "b", "c"] })];
    for (const type of ["aws_subnet", "aws_route_table", "aws_nat_gateway", "aws_eip", "aws_route"]) {
      expect(resourcesOf(three, type)).toMatchObject(resourcesOf(two, type));
    }
  });

  it("tags subnets for the load balancers of a cluster", () => {
    const { public_a, private_a, data_a } = resourcesOf(network(), "aws_subnet");
    expect(public_a?.tags).toMatchObject({ "kubernetes.io/role/elb": "1" });
    expect(private_a?.tags).toMatchObject({ "kubernetes.io/role/internal-elb": "1" });
    expect(data_a?.tags).toEqual({ Name: "httpsok-staging-data-a" });
  });

  it("empties the default security group", () => {
    const group = resourcesOf(network(), "aws_default_security_group").vpc_default;
    expect(group).toMatchObject({ vpc_id: "${aws_vpc.vpc.id}" });
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  });

  it("leads public subnets to the internet, private ones to NAT, and data ones nowhere", () => {
    expect(namesOf(network(), "aws_route")).toEqual([
      "private_a_nat",
      "private_b_nat",
      "private_c_nat",
      "public_a_internet",
      "public_b_internet",
      "public_c_internet",
    ]);
  });

  it("has a zone that only the VPC resolves", () => {
    expect(resourcesOf(network(), "aws_route53_zone").private_zone).toMatchObject({
      name: "staging.httpsok.internal",
      vpc: [{ vpc_id: "${aws_vpc.vpc.id}" }],
    });
  });
});

describe("NAT gateways", () => {
  const routes = (stack: NetworkStack) =>
    Object.fromEntries(
      Object.entries(resourcesOf(stack, "aws_route"))
        .filter(([name]) => name.startsWith("private"))
        .map(([name, route]) => [name, route.nat_gateway_id]),
    );

  it("one per zone: a zone's traffic stays in the zone", () => {
    expect(routes(network())).toEqual({
      private_a_nat: "${aws_nat_gateway.nat_a.id}",
      private_b_nat: "${aws_nat_gateway.nat_b.id}",
      private_c_nat: "${aws_nat_gateway.nat_c.id}",
    });
  });

  it("single: one gateway in the first zone, under the address it keeps when others join it", () => {
    const stack = network({ natGateways: "single" });
    expect(namesOf(stack, "aws_nat_gateway")).toEqual(["nat_a"]);
    expect(new Set(Object.values(routes(stack)))).toEqual(new Set(["${aws_nat_gateway.nat_a.id}"]));
  });

  it("wait for the way to the internet, without which EC2 refuses them", () => {
    for (const natGateways of ["single", "one-per-zone", "regional"] as const) {
      for (const gateway of Object.values(resourcesOf(network({ natGateways }), "aws_nat_gateway"))) {
        expect(gateway.depends_on).toEqual(["aws_internet_gateway.vpc_internet"]);
      }
    }
  });

  it("regional: one gateway without a subnet", () => {
    const stack = network({ natGateways: "regional" });
    expect(resourcesOf(stack, "aws_nat_gateway")).toEqual({
      nat: {
        availability_mode: "regional",
        vpc_id: "${aws_vpc.vpc.id}",
        tags: { Name: "httpsok-staging-nat" },
        depends_on: ["aws_internet_gateway.vpc_internet"],
      },
    });
    expect(namesOf(stack, "aws_eip")).toEqual([]);
    expect(new Set(Object.values(routes(stack)))).toEqual(new Set(["${aws_nat_gateway.nat.id}"]));
  });

  it("none: private subnets have no way out", () => {
    expect(routes(network({ natGateways: "none" }))).toEqual({});
  });
});

describe("endpoints", () => {
  it("gateway: in the route tables of the private and data tiers", () => {
    expect(resourcesOf(network(), "aws_vpc_endpoint").endpoints_s3).toMatchObject({
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.ap-southeast-1.s3",
      route_table_ids: ["private_a", "private_b", "private_c", "data_a", "data_b", "data_c"].map(
        (subnet) => `\${aws_route_table.${subnet}_routes.id}`,
      ),
    });
  });

  it("interface: in the private subnets, reached over HTTPS from the VPC only", () => {
    const stack = network();
    expect(resourcesOf(stack, "aws_vpc_endpoint").endpoints_ecr_api).toMatchObject({
      vpc_endpoint_type: "Interface",
      service_name: "com.amazonaws.ap-southeast-1.ecr.api",
      private_dns_enabled: true,
      subnet_ids: ["a", "b", "c"].map((zone) => `\${aws_subnet.private_${zone}.id}`),
      security_group_ids: ["${aws_security_group.endpoints_access.id}"],
    });
    expect(resourcesOf(stack, "aws_vpc_security_group_ingress_rule")).toEqual({
      endpoints_access_from_vpc_443: {
        security_group_id: "${aws_security_group.endpoints_access.id}",
        cidr_ipv4: "10.40.0.0/16",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        description: "AWS service calls from inside the VPC",
      },
    });
  });

  it("none at all, and then no security group either", () => {
    const stack = network({ endpoints: { gateway: [], interface: [] } });
    expect(namesOf(stack, "aws_vpc_endpoint")).toEqual([]);
    expect(namesOf(stack, "aws_security_group")).toEqual([]);
  });

  it("are named as the China partition names them", () => {
    const stack = network({
      region: "cn-north-1",
      partition: "aws-cn",
      endpoints: { gateway: ["s3"], interface: ["ecr.api", "logs"] },
    });
    const services = Object.values(resourcesOf(stack, "aws_vpc_endpoint")).map((endpoint) => endpoint.service_name);
    expect(services).toEqual([
      "com.amazonaws.cn-north-1.s3",
      "cn.com.amazonaws.cn-north-1.ecr.api",
      "com.amazonaws.cn-north-1.logs",
    ]);
  });
});

describe("flow logs", () => {
  it("go to CloudWatch through a role that can write nothing else", () => {
    const stack = network();
    expect(resourcesOf(stack, "aws_cloudwatch_log_group").flow_logs_records).toMatchObject({ retention_in_days: 30 });
    expect(resourcesOf(stack, "aws_flow_log").flow_logs).toMatchObject({
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: "${aws_cloudwatch_log_group.flow_logs_records.arn}",
    });
    const { statement } = dataOf(stack, "aws_iam_policy_document").flow_logs_delivery_permissions ?? {};
    expect(statement).toMatchObject([{ resources: ["${aws_cloudwatch_log_group.flow_logs_records.arn}:*"] }]);
  });

  it("or to a bucket of their own, without a role", () => {
    const stack = network({ flowLogs: { destination: "s3", retentionDays: 90 } });
    expect(policyErrors(stack)).toEqual([]);
    expect(resourcesOf(stack, "aws_flow_log").flow_logs).toMatchObject({
      log_destination_type: "s3",
      log_destination: "${aws_s3_bucket.flow_logs_records.arn}",
      depends_on: ["aws_s3_bucket_policy.flow_logs_records_policy"],
    });
    expect(namesOf(stack, "aws_iam_role")).toEqual([]);
  });
});

describe("the recovery region's network", () => {
  const stack = new RecoveryNetworkStack(newApp(), {
    ...STACK_PROPS,
    layer: "recovery-network",
    region: "ap-northeast-1",
    cidr: "10.140.0.0/18",
    zones: ["a", "c"],
    flowLogs: { destination: "cloudwatch", retentionDays: 30 },
  });

  it("has a place for workloads and one for replicas, in each zone", () => {
    expect(Object.keys(resourcesOf(stack, "aws_subnet")).sort()).toEqual([
      "data_a",
      "data_c",
      "private_a",
      "private_c",
    ]);
  });

  it("has nothing that costs money while it waits", () => {
    for (const type of ["aws_nat_gateway", "aws_eip", "aws_internet_gateway"]) {
      expect(resourcesOf(stack, type)).toEqual({});
    }
    expect(Object.keys(resourcesOf(stack, "aws_vpc_endpoint"))).toEqual(["endpoints_s3"]);
  });

  it("keeps its state apart, under its own region", () => {
    expect(stack.stateAddress).toMatchObject({ region: "ap-northeast-1", layer: "recovery-network" });
  });
});
