import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { ConstructError } from "../core/errors";
import type { SubnetTier } from "./subnet-tier";
import type { Vpc } from "./vpc";
import type { Zone } from "./zone";

/**
 * - `single`: one gateway in the first zone; cheap, and its zone is a single point of failure.
 * - `one-per-zone`: a zone keeps its way out when another is lost.
 * - `regional`: one gateway that AWS spreads over the zones in use
 *   (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html).
 */
export type NatMode = "single" | "one-per-zone" | "regional";

export interface NatGatewaysProps {
  readonly mode: NatMode;
  readonly vpc: Vpc;
  /** Where zonal gateways stand. */
  readonly publicTier: SubnetTier;
  readonly zones: readonly Zone[];
}

/** The way out of the private subnets. A gateway is named after its zone, so changing the mode keeps the one that stays. */
export class NatGateways extends Construct {
  private readonly byZone = new Map<Zone, string>();

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const { mode, zones, vpc, publicTier } = props;
    // EC2 refuses a NAT gateway in a VPC that is not attached to the internet yet.
    const dependsOn = vpc.internetGateway && [vpc.internetGateway];
    if (mode === "regional") {
      const gateway = new NatGateway(this, "Resource", {
        vpcId: vpc.id,
        availabilityMode: "regional",
        tags: { Name: BaseStack.of(this).physicalName("tag", "nat") },
        dependsOn,
      });
      for (const zone of zones) this.byZone.set(zone, gateway.id);
      return;
    }
    const standing = mode === "single" ? zones.slice(0, 1) : zones;
    const gateways = standing.map((zone) => this.gatewayIn(zone, publicTier, dependsOn));
    zones.forEach((zone, index) => {
      const gateway = gateways[index] ?? gateways[0];
      if (gateway) this.byZone.set(zone, gateway);
    });
  }

  /** Id of the gateway that serves a zone. @throws ConstructError for a zone that was not given */
  gatewayFor(zone: Zone): string {
    const gateway = this.byZone.get(zone);
    if (gateway) return gateway;
    throw new ConstructError(
      this,
      `no gateway serves zone "${zone}"; it serves ${[...this.byZone.keys()].join(", ")}.`,
    );
  }

  private gatewayIn(zone: Zone, publicTier: SubnetTier, dependsOn: ITerraformDependable[] | undefined): string {
    const scope = new Construct(this, zone);
    const tags = { Name: BaseStack.of(this).physicalName("tag", "nat", zone) };
    const address = new Eip(scope, "address", { domain: "vpc", tags });
    const subnetId = publicTier.subnetId(zone);
    return new NatGateway(scope, "Resource", { allocationId: address.id, subnetId, tags, dependsOn }).id;
  }
}
