import { DbInstanceAutomatedBackupsReplication } from "@cdktf/provider-aws/lib/db-instance-automated-backups-replication";
import type { Construct } from "constructs";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { DatabaseSite } from "../constructs/database/database-site";
import { EnhancedMonitoring } from "../constructs/database/enhanced-monitoring";
import type { InstanceProps } from "../constructs/database/instance";
import { ReadReplica, type ReadReplicaProps } from "../constructs/database/read-replica";
import { EncryptionKey } from "../constructs/encryption/encryption-key";
import { databaseOutputs } from "./database-stack";
import { recoveryNetworkOutputs } from "./recovery-network-stack";

export interface RecoveryDatabaseStackProps
  extends BaseStackProps,
    Omit<InstanceProps, "name" | "site" | "enhancedMonitoring"> {
  readonly backups: {
    readonly retentionDays: number;
    /** Whether the writer's backups and logs are copied here. */
    readonly replicate: boolean;
  };
  /** Whether a replica follows the writer here, to take its place, or has taken it. @default only copies are kept */
  readonly replica?: "following" | "promoted";
}

/**
 * What a recovery learns of the database here. A list is empty where there is no such thing.
 * @public
 */
export const recoveryDatabaseOutputs = defineOutputs("recovery-database", {
  readerHosts: { kind: "list", description: "Host of the replica in the recovery region" },
  readerIdentifiers: { kind: "list", description: "Identifier of that replica, to promote it by" },
  clientSecurityGroupIds: { kind: "list", description: "Group that a workload attaches there to reach it" },
  keyArn: { kind: "string", description: "Key of what is kept in the recovery region" },
});

/**
 * What is kept of the database in the recovery region: a replica, copies of backups, or both. It is a state of its own,
 * since it must be applied while the other region is gone.
 */
export class RecoveryDatabaseStack extends BaseStack {
  constructor(scope: Construct, props: RecoveryDatabaseStackProps) {
    super(scope, props);
    const { backups } = props;
    // Once promoted, nothing here needs the other region any more: its state may be as lost as its database.
    const source = props.replica === "promoted" ? props.replica : { arn: databaseOutputs.read(this).arn };
    const description = "Copies of MySQL and of its backups";
    const key = new EncryptionKey(this, "key", { name: "mysql", description });
    const [reader, site] = props.replica ? this.replica(source, key, props) : [];
    if (backups.replicate && source !== "promoted") {
      new DbInstanceAutomatedBackupsReplication(this, "backups", {
        sourceDbInstanceArn: source.arn,
        retentionPeriod: backups.retentionDays,
        kmsKeyId: key.arn,
      });
    }
    recoveryDatabaseOutputs.publish(this, {
      readerHosts: reader ? [reader.host] : [],
      readerIdentifiers: reader ? [reader.identifier] : [],
      clientSecurityGroupIds: site ? [site.clients.id] : [],
      keyArn: key.arn,
    });
  }

  private replica(source: ReadReplicaProps["source"], key: EncryptionKey, props: RecoveryDatabaseStackProps) {
    const { vpcId, dataSubnetIds: subnetIds } = recoveryNetworkOutputs.read(this);
    const { engineVersion, monitoring, backups } = props;
    const site = new DatabaseSite(this, "mysql", { vpcId, subnetIds, name: "mysql", engineVersion, key });
    const reader = new ReadReplica(site, "reader", {
      ...props,
      name: "mysql-recovery",
      site,
      enhancedMonitoring: monitoring.intervalSeconds > 0 ? new EnhancedMonitoring(site, "monitoring") : undefined,
      source,
      backupRetentionDays: backups.retentionDays,
    });
    return [reader, site] as const;
  }
}
