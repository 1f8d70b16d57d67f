import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import type { Zone } from "../network/zone";
import type { DatabaseSite } from "./database-site";
import { InstanceParts, type InstanceProps } from "./instance";

/** Users and passwords come from the writer: RDS takes none for a replica. So does the size of the volume. */
export interface ReadReplicaProps extends InstanceProps {
  /**
   * The writer: one of the same region by its identifier, one of another region by its ARN; "promoted" for a replica
   * that has become a writer of its own, which cannot be undone.
   */
  readonly source: { readonly identifier: string } | { readonly arn: string } | "promoted";
  /** @default RDS chooses */
  readonly zone?: Zone;
  /** Days of backups of its own, so that it has some on the day it is promoted. @default 0 */
  readonly backupRetentionDays?: number;
}

/**
 * A reader that follows a writer. In another region it is what the database goes on from when the writer's is lost.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
 */
export class ReadReplica extends Construct {
  readonly identifier: string;
  readonly host: string;

  constructor(scope: Construct, id: string, props: ReadReplicaProps) {
    super(scope, id);
    const { source, site, zone } = props;
    const parts = new InstanceParts(this, "Resource", "reader", props);
    const instance = new DbInstance(parts, "Resource", {
      ...parts.common,
      ...placeOf(source, site),
      // Made with its writer's version; a pinned one moves on with it.
      engineVersion: props.engineVersion,
      availabilityZone: zone && `${BaseStack.of(this).region}${zone}`,
      multiAz: false,
      backupRetentionPeriod: props.backupRetentionDays ?? 0,
      // RDS makes none of a replica.
      skipFinalSnapshot: true,
    });
    this.identifier = instance.identifier;
    this.host = instance.address;
  }
}

/** Beside its writer a replica takes subnets and key from there, and RDS refuses others. */
function placeOf(source: ReadReplicaProps["source"], site: DatabaseSite) {
  if (source !== "promoted" && "identifier" in source) return { replicateSourceDb: source.identifier };
  const here = { dbSubnetGroupName: site.subnetGroupName, kmsKeyId: site.key?.arn };
  return source === "promoted" ? here : { ...here, replicateSourceDb: source.arn };
}
