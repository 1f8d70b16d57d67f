import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { protectedLifecycle } from "../core/lifecycle";
import type { Vpc } from "./vpc";

export interface PrivateZoneProps {
  /** Such as `production.httpsok.internal`. */
  readonly name: string;
  readonly vpc: Vpc;
}

/** Names that only the VPC resolves, so that clients keep a name when what is behind it changes. */
export class PrivateZone extends Construct {
  readonly zoneId: string;

  constructor(scope: Construct, id: string, props: PrivateZoneProps) {
    super(scope, id);
    this.zoneId = new Route53Zone(this, "Resource", {
      name: props.name,
      comment: "Names inside the VPC",
      vpc: [{ vpcId: props.vpc.id }],
      // A zone with records is not removed by accident.
      forceDestroy: false,
      lifecycle: protectedLifecycle(this),
    }).zoneId;
  }
}
