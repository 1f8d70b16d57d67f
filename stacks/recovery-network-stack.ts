import type { Construct } from "constructs";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { Endpoints } from "../constructs/network/endpoints";
import { FlowLogs } from "../constructs/network/flow-logs";
import { SubnetTier } from "../constructs/network/subnet-tier";
import { Vpc } from "../constructs/network/vpc";
import type { Zone } from "../constructs/network/zone";

export interface RecoveryNetworkStackProps extends BaseStackProps {
  readonly cidr: string;
  readonly zones: readonly Zone[];
  readonly flowLogs: { readonly destination: "cloudwatch" | "s3"; readonly retentionDays: number };
}

/**
 * What later layers learn of the network in the recovery region. Lists are in the order of the zones.
 * @public
 */
export const recoveryNetworkOutputs = defineOutputs("recovery-network", {
  vpcId: { kind: "string", description: "Id of the VPC in the recovery region" },
  privateSubnetIds: { kind: "list", description: "Subnets for workloads during recovery, one per zone" },
  dataSubnetIds: { kind: "list", description: "Subnets of database replicas, one per zone" },
});

/**
 * The network of the recovery region, as small as recovery needs: a place for replicas and for what is started during a
 * recovery. It is a state of its own, since it must be applied while the other region is gone.
 */
export class RecoveryNetworkStack extends BaseStack {
  constructor(scope: Construct, props: RecoveryNetworkStackProps) {
    super(scope, props);
    const { zones } = props;
    const vpc = new Vpc(this, "vpc", { cidr: props.cidr, internet: false });
    const privateTier = new SubnetTier(this, "private", { vpc, tier: "private", zones });
    const dataTier = new SubnetTier(this, "data", { vpc, tier: "data", zones });
    new Endpoints(this, "endpoints", {
      vpc,
      gateway: ["s3"],
      interface: [],
      routedTiers: [privateTier, dataTier],
      interfaceTier: privateTier,
    });
    new FlowLogs(this, "flow-logs", { vpc, ...props.flowLogs });

    recoveryNetworkOutputs.publish(this, {
      vpcId: vpc.id,
      privateSubnetIds: privateTier.subnetIds,
      dataSubnetIds: dataTier.subnetIds,
    });
  }
}
