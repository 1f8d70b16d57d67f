import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { type Tier, tierCidr, zoneSlot } from "subnet-plan";
import { BaseStack } from "../core/base-stack";
import type { Vpc } from "./vpc";
import type { Zone } from "./zone";

export interface SubnetTierProps {
  readonly vpc: Vpc;
  readonly tier: Tier;
  readonly zones: readonly Zone[];
  /** Tags beside the name. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * One subnet and one route table in each zone. The id and the range of a subnet come from its zone's letter, so a zone
 * that is added or removed renames and renumbers no other.
 */
export class SubnetTier extends Construct {
  private readonly byZone: ReadonlyMap<Zone, ZoneSubnet>;

  constructor(scope: Construct, id: string, props: SubnetTierProps) {
    super(scope, id);
    this.byZone = new Map(props.zones.map((zone) => [zone, new ZoneSubnet(this, zone, { ...props, zone })]));
  }

  /** In the order of the zones. */
  get subnetIds(): string[] {
    return [...this.byZone.values()].map((subnet) => subnet.id);
  }

  /** In the order of the zones. */
  get routeTableIds(): string[] {
    return [...this.byZone.values()].map((subnet) => subnet.routeTableId);
  }

  /** The subnet of a zone; undefined where the tier has none there. */
  subnetId(zone: Zone): string | undefined {
    return this.byZone.get(zone)?.id;
  }

  /** Sends what is not local to the internet gateway, where the VPC has one. */
  routeToInternet(vpc: Vpc): void {
    for (const subnet of this.byZone.values()) subnet.route("internet", { gatewayId: vpc.internetGateway?.id });
  }

  /** Sends what is not local to the NAT gateway that serves the zone. */
  routeToNat(nat: { gatewayFor(zone: Zone): string }): void {
    for (const [zone, subnet] of this.byZone) subnet.route("nat", { natGatewayId: nat.gatewayFor(zone) });
  }
}

class ZoneSubnet extends Construct {
  readonly id: string;
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, props: SubnetTierProps & { readonly zone: Zone }) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const { vpc, tier, zone } = props;
    const name = stack.physicalName("tag", tier, zone);

    const subnet = new Subnet(this, "Resource", {
      vpcId: vpc.id,
      availabilityZone: `${stack.region}${zone}`,
      cidrBlock: tierCidr(vpc.cidr, tier, zoneSlot(zone)),
      mapPublicIpOnLaunch: false,
      tags: { Name: name, ...props.tags },
    });
    const routes = new RouteTable(this, "routes", { vpcId: vpc.id, tags: { Name: name } });
    new RouteTableAssociation(this, "association", { subnetId: subnet.id, routeTableId: routes.id });
    this.id = subnet.id;
    this.routeTableId = routes.id;
  }

  /** Routes are resources of their own: an inline list would fight with the routes that endpoints add. */
  route(id: string, target: { readonly gatewayId?: string; readonly natGatewayId?: string }): void {
    new Route(this, id, { routeTableId: this.routeTableId, destinationCidrBlock: "0.0.0.0/0", ...target });
  }
}
