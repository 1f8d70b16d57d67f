import type { App } from "cdktf";
import { applicationLimit } from "mysql-plan";
import type { BaseStack, BaseStackProps } from "../constructs/core/base-stack";
import type { Environment, RdsDatabase } from "../environments";
import { AddonsStack } from "./addons-stack";
import { ClusterStack } from "./cluster-stack";
import { DatabaseStack } from "./database-stack";
import { LoggingStack } from "./logging-stack";
import { MonitoringStack } from "./monitoring-stack";
import { NetworkStack } from "./network-stack";
import { RecoveryDatabaseStack } from "./recovery-database-stack";
import { RecoveryNetworkStack } from "./recovery-network-stack";
import { SchemaStack } from "./schema-stack";
import { stateBackend } from "./state";
import { StorageStack } from "./storage-stack";

/** Adds every stack of an environment to the app, in the order in which they are first applied. */
export function buildEnvironment(app: App, environment: Environment): readonly BaseStack[] {
  const { network, recovery, storage, database, topology } = environment;
  const stacks: BaseStack[] = [new NetworkStack(app, { ...baseProps(app, environment, "network"), ...network })];
  if (recovery.region && recovery.network) {
    const props = baseProps(app, environment, "recovery-network", recovery.region);
    stacks.push(new RecoveryNetworkStack(app, { ...props, ...recovery.network, flowLogs: network.flowLogs }));
  }
  const replicaRegion = storage.replication ? recovery.region : undefined;
  stacks.push(new StorageStack(app, { ...baseProps(app, environment, "storage"), ...storage, replicaRegion }));
  if (database.kind === "rds") stacks.push(...databaseStacks(app, environment, database));
  if (topology.kind === "kubernetes") {
    const { zones } = network;
    const elasticOperator = environment.logging.engine === "elastic";
    stacks.push(
      new ClusterStack(app, { ...baseProps(app, environment, "cluster"), ...topology, zones }),
      new AddonsStack(app, { ...baseProps(app, environment, "addons"), ...topology, zones, elasticOperator }),
      new MonitoringStack(app, {
        ...baseProps(app, environment, "monitoring"),
        ...topology,
        ...environment.monitoring,
        ownKey: database.kind === "rds" && database.encryption === "own-key",
      }),
      new LoggingStack(app, {
        ...baseProps(app, environment, "logging"),
        ...topology,
        logging: environment.logging,
        encryption: storage.encryption,
        databaseInstances: database.kind === "rds" ? 1 + database.replicas.zones.length : 0,
      }),
    );
  }
  return stacks;
}

/** MySQL, what is kept of it in the recovery region, and what is inside it. */
function databaseStacks(app: App, environment: Environment, database: RdsDatabase): readonly BaseStack[] {
  const { organization, recovery } = environment;
  const { replicas, backups, connections } = database;
  const server = { ...database, dataOf: environment.class };
  const stacks: BaseStack[] = [new DatabaseStack(app, { ...baseProps(app, environment, "database"), ...server })];
  if (recovery.region && (replicas.recovery || backups.replicate)) {
    const props = baseProps(app, environment, "recovery-database", recovery.region);
    const instanceClass = replicas.instanceClass ?? database.instanceClass;
    stacks.push(
      new RecoveryDatabaseStack(app, { ...props, ...server, instanceClass, replica: recoveryReplica(replicas) }),
    );
  }
  stacks.push(
    new SchemaStack(app, {
      ...baseProps(app, environment, "schema"),
      // Names of databases take no dash without quoting.
      databaseName: organization.name.replaceAll("-", "_"),
      applicationConnections: applicationLimit(connections.perApplication * connections.applications),
      passwordVersion: database.passwordVersion,
      ownKey: database.encryption === "own-key",
      binlogRetentionHours: backups.binlogRetentionHours,
      proxy: database.proxy,
    }),
  );
  return stacks;
}

function baseProps(app: App, environment: Environment, layer: string, region = environment.region): BaseStackProps {
  return {
    organization: environment.organization.name,
    owner: environment.name,
    layer,
    account: environment.account,
    region,
    partition: environment.partition,
    state: stateBackend(environment, app.outdir),
    contact: environment.organization.contacts.operations,
    tags: environment.tags,
    deletionProtection: environment.protection.deletion,
  };
}

function recoveryReplica({ recovery, promoted }: RdsDatabase["replicas"]) {
  if (!recovery) return undefined;
  return promoted ? "promoted" : "following";
}
