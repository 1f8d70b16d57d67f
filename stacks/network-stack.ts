import type { Construct } from "constructs";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { Endpoints } from "../constructs/network/endpoints";
import { FlowLogs } from "../constructs/network/flow-logs";
import { NatGateways, type NatMode } from "../constructs/network/nat-gateways";
import { PrivateZone } from "../constructs/network/private-zone";
import { SubnetTier } from "../constructs/network/subnet-tier";
import { Vpc } from "../constructs/network/vpc";
import type { Zone } from "../constructs/network/zone";

export interface NetworkStackProps extends BaseStackProps {
  readonly cidr: string;
  readonly zones: readonly Zone[];
  readonly natGateways: "none" | NatMode;
  readonly endpoints: { readonly gateway: readonly string[]; readonly interface: readonly string[] };
  readonly flowLogs: { readonly destination: "cloudwatch" | "s3"; readonly retentionDays: number };
  /** Name of the zone that only the VPC resolves. */
  readonly privateZone: string;
}

/**
 * What later layers learn of the network. Lists are in the order of the zones.
 * @public
 */
export const networkOutputs = defineOutputs("network", {
  vpcId: { kind: "string", description: "Id of the VPC" },
  vpcCidr: { kind: "string", description: "Address range of the VPC" },
  zones: { kind: "list", description: "Availability zones in use" },
  publicSubnetIds: { kind: "list", description: "Subnets with a route to the internet, one per zone" },
  privateSubnetIds: { kind: "list", description: "Subnets of workloads, one per zone" },
  dataSubnetIds: { kind: "list", description: "Subnets of databases, without a way out, one per zone" },
  privateZoneId: { kind: "string", description: "Id of the hosted zone that only the VPC resolves" },
  privateZoneName: { kind: "string", description: "Name of that zone" },
});

/** A VPC with three subnet tiers per zone and every way in and out of it. */
export class NetworkStack extends BaseStack {
  constructor(scope: Construct, props: NetworkStackProps) {
    super(scope, props);
    const { zones } = props;
    const vpc = new Vpc(this, "vpc", { cidr: props.cidr });

    const publicTier = new SubnetTier(this, "public", {
      vpc,
      tier: "public",
      zones,
      // Where load balancers of the cluster go: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
      tags: { "kubernetes.io/role/elb": "1" },
    });
    const privateTier = new SubnetTier(this, "private", {
      vpc,
      tier: "private",
      zones,
      tags: { "kubernetes.io/role/internal-elb": "1" },
    });
    const dataTier = new SubnetTier(this, "data", { vpc, tier: "data", zones });

    publicTier.routeToInternet(vpc);
    if (props.natGateways !== "none") {
      privateTier.routeToNat(new NatGateways(this, "nat", { mode: props.natGateways, vpc, publicTier, zones }));
    }
    new Endpoints(this, "endpoints", {
      vpc,
      ...props.endpoints,
      routedTiers: [privateTier, dataTier],
      interfaceTier: privateTier,
    });
    new FlowLogs(this, "flow-logs", { vpc, ...props.flowLogs });
    const zone = new PrivateZone(this, "private-zone", { name: props.privateZone, vpc });

    networkOutputs.publish(this, {
      vpcId: vpc.id,
      vpcCidr: vpc.cidr,
      zones: zones.map((letter) => `${this.region}${letter}`),
      publicSubnetIds: publicTier.subnetIds,
      privateSubnetIds: privateTier.subnetIds,
      dataSubnetIds: dataTier.subnetIds,
      privateZoneId: zone.zoneId,
      privateZoneName: props.privateZone,
    });
  }
}
