import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { SecurityGroup } from "./security-group";
import type { SubnetTier } from "./subnet-tier";
import type { Vpc } from "./vpc";

/**
 * Interface endpoints that are named `cn.com.amazonaws...` in both regions of the China partition; others have no prefix.
 * Source: `aws ec2 describe-vpc-endpoint-services` there, as listed in https://github.com/aws/aws-cdk/pull/16139.
 */
const CN_PREFIXED: ReadonlySet<string> = new Set([
  "application-autoscaling",
  "autoscaling",
  "cloudformation",
  "ebs",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "elasticfilesystem",
  "lambda",
  "monitoring",
  "rds",
  "sqs",
  "states",
  "sts",
  "xray",
]);

export interface EndpointsProps {
  readonly vpc: Vpc;
  /** Services reached through the route tables, free of charge: `s3`, `dynamodb`. */
  readonly gateway: readonly string[];
  /** Services reached through an address in each subnet of `interfaceTier`: `ecr.api`, `logs`, ... */
  readonly interface: readonly string[];
  /** Tiers whose route tables lead to the gateway endpoints. */
  readonly routedTiers: readonly SubnetTier[];
  readonly interfaceTier: SubnetTier;
}

/** Private ways to AWS services, so that traffic to them neither leaves AWS nor pays a NAT gateway. */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { vpc } = props;
    for (const service of props.gateway) {
      new VpcEndpoint(this, service, {
        vpcId: vpc.id,
        vpcEndpointType: "Gateway",
        serviceName: this.serviceName(service, "Gateway"),
        routeTableIds: props.routedTiers.flatMap((tier) => tier.routeTableIds),
        tags: this.nameTag(service),
      });
    }
    if (props.interface.length === 0) return;
    const group = new SecurityGroup(this, "access", {
      vpcId: vpc.id,
      name: "endpoints",
      description: "Interface endpoints of AWS services",
    });
    group.allowFromRange("vpc", vpc.cidr, { port: 443, reason: "AWS service calls from inside the VPC" });
    for (const service of props.interface) {
      new VpcEndpoint(this, service, {
        vpcId: vpc.id,
        vpcEndpointType: "Interface",
        serviceName: this.serviceName(service, "Interface"),
        privateDnsEnabled: true,
        securityGroupIds: [group.id],
        subnetIds: props.interfaceTier.subnetIds,
        tags: this.nameTag(service),
      });
    }
  }

  private serviceName(service: string, type: "Gateway" | "Interface"): string {
    const { partition, region } = BaseStack.of(this);
    const chinese = partition === "aws-cn" && type === "Interface" && CN_PREFIXED.has(service);
    return `${chinese ? "cn." : ""}com.amazonaws.${region}.${service}`;
  }

  private nameTag(service: string) {
    return { Name: BaseStack.of(this).physicalName("tag", service) };
  }
}
