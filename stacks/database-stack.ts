import type { Construct } from "constructs";
import { ValkeyCache, type ValkeyCacheProps } from "../constructs/cache/valkey-cache";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { DatabaseSite } from "../constructs/database/database-site";
import { MYSQL_PORT } from "../constructs/database/engine";
import { EnhancedMonitoring } from "../constructs/database/enhanced-monitoring";
import { MysqlDatabase, type MysqlDatabaseProps } from "../constructs/database/mysql-database";
import { ReadReplica } from "../constructs/database/read-replica";
import { EncryptionKey } from "../constructs/encryption/encryption-key";
import type { Zone } from "../constructs/network/zone";
import { networkOutputs } from "./network-stack";

type Placed = "name" | "site" | "enhancedMonitoring";

export interface DatabaseStackProps extends BaseStackProps, Omit<MysqlDatabaseProps, Placed> {
  /** `own-key`: a key of the environment's own; `aws-key`: the key that AWS keeps for RDS. */
  readonly encryption: "own-key" | "aws-key";
  readonly replicas: {
    /** One reader in each of these. */
    readonly zones: readonly Zone[];
    /** @default that of the writer */
    readonly instanceClass?: string;
  };
  /** @default no cache */
  readonly cache?: Pick<ValkeyCacheProps, "engineVersion" | "nodeType" | "replicas">;
}

/**
 * What later layers learn of the database and the cache. A list is empty where there is no such thing.
 * @public
 */
export const databaseOutputs = defineOutputs("database", {
  identifier: { kind: "string", description: "Identifier of the writer" },
  arn: { kind: "string", description: "ARN of the writer" },
  resourceId: { kind: "string", description: "Id of the writer in IAM policies and metrics; it survives a rename" },
  writerHost: { kind: "string", description: "Host that takes writes" },
  readerHosts: { kind: "list", description: "Hosts of the replicas, one per zone" },
  port: { kind: "string", description: "Port of all of them" },
  instanceIdentifiers: { kind: "list", description: "Identifiers of the writer and its replicas, for alarms" },
  clientSecurityGroupId: { kind: "string", description: "Group that a workload attaches to reach the database" },
  masterSecretArn: { kind: "string", description: "Secret with the name and password of the master" },
  keyArns: { kind: "list", description: "Key of the database and its secrets; empty where AWS keeps it" },
  cacheHosts: { kind: "list", description: "Host of the cache" },
  cacheClientSecurityGroupIds: { kind: "list", description: "Group that a workload attaches to reach the cache" },
  cacheUsers: { kind: "list", description: "User as whom the application enters the cache, by IAM" },
  cacheConnectArns: { kind: "list", description: "What a role needs elasticache:Connect on" },
});

/** MySQL, its replicas in other zones, and the cache before it. */
export class DatabaseStack extends BaseStack {
  constructor(scope: Construct, props: DatabaseStackProps) {
    super(scope, props);
    const { engineVersion, replicas } = props;
    const network = networkOutputs.read(this);
    const place = { vpcId: network.vpcId, subnetIds: network.dataSubnetIds };
    const key =
      props.encryption === "own-key"
        ? new EncryptionKey(this, "key", { name: "mysql", description: "MySQL, its backups and its secrets" })
        : undefined;
    const site = new DatabaseSite(this, "mysql", { ...place, name: "mysql", engineVersion, key });
    const enhancedMonitoring =
      props.monitoring.intervalSeconds > 0 ? new EnhancedMonitoring(site, "monitoring") : undefined;

    const instance = { ...props, site, enhancedMonitoring };
    const writer = new MysqlDatabase(site, "writer", { ...instance, name: "mysql" });
    const readers = replicas.zones.map((zone) => {
      const instanceClass = replicas.instanceClass ?? props.instanceClass;
      const source = { identifier: writer.identifier };
      return new ReadReplica(site, `reader-${zone}`, {
        ...instance,
        name: `mysql-${zone}`,
        instanceClass,
        source,
        zone,
      });
    });
    const { maintenanceWindow } = props;
    const cache = props.cache
      ? new ValkeyCache(this, "cache", { ...place, ...props.cache, maintenanceWindow, kmsKeyArn: key?.arn })
      : undefined;

    databaseOutputs.publish(this, {
      identifier: writer.identifier,
      arn: writer.arn,
      resourceId: writer.resourceId,
      writerHost: writer.host,
      readerHosts: readers.map(({ host }) => host),
      port: String(MYSQL_PORT),
      instanceIdentifiers: [writer, ...readers].map(({ identifier }) => identifier),
      clientSecurityGroupId: site.clients.id,
      masterSecretArn: writer.masterSecretArn,
      keyArns: key ? [key.arn] : [],
      cacheHosts: cache ? [cache.host] : [],
      cacheClientSecurityGroupIds: cache ? [cache.clients.id] : [],
      cacheUsers: cache ? [cache.user] : [],
      cacheConnectArns: cache?.connectArns ?? [],
    });
  }
}
