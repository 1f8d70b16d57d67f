import type { InstanceType } from "aws-facts";
import { memoryPlan } from "mysql-plan";

/** What an instance is for: it writes, or it follows one that does. */
export type Role = "writer" | "reader";

/** One setting of the server that differs from what RDS sets. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  /** Static parameters wait for the next restart. */
  readonly restart?: true;
  readonly reason: string;
  readonly source: string;
}

const MANUAL = "https://dev.mysql.com/doc/refman/8.4/en";
const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";
const GIB = 2 ** 30;

/** Seconds from which on a statement is worth a line in the slow log. */
const SLOW_SECONDS = 1;

/**
 * The parameters of an instance by its machine and its role. What is not listed keeps the value of RDS; that of the
 * buffer pool is a formula, so that no group made for a large machine keeps a small one from starting.
 * @param dataOf whose data the server holds: development, testing, staging or production
 */
export function parametersOf(machine: InstanceType, role: Role, dataOf: string): readonly Parameter[] {
  const { bufferPoolShare, maxConnections, redoLogGib } = memoryPlan(machine.memoryGib);
  return [
    ...TEXT,
    {
      name: "innodb_buffer_pool_size",
      value: `{DBInstanceClassMemory*${bufferPoolShare.take}/${bufferPoolShare.of}}`,
      restart: true,
      reason: "Tables and indexes in memory; the rest is for connections, which RDS's three quarters would not leave",
      source: `${MANUAL}/innodb-parameters.html#sysvar_innodb_buffer_pool_size`,
    },
    {
      name: "max_connections",
      value: String(maxConnections),
      reason: "As many as the memory beside the buffer pool can serve, and what connection pools are checked against",
      source: `${RDS}/CHAP_Limits.html#RDS_Limits.MaxConnections`,
    },
    {
      name: "innodb_redo_log_capacity",
      value: String(redoLogGib * GIB),
      reason: "Room for minutes of writes between two checkpoints, and for a recovery of minutes after a crash",
      source: `${MANUAL}/innodb-redo-log.html`,
    },
    ...DURABILITY,
    ...SECURITY,
    {
      name: "init_connect",
      value: `SET @environment = '${dataOf}'`,
      restart: true,
      reason: "The server says whose data it holds, so that no script masks or migrates that of another environment",
      source: `${MANUAL}/server-system-variables.html#sysvar_init_connect`,
    },
    ...DIAGNOSIS,
    ...(role === "reader" ? followers(machine) : []),
  ];
}

const TEXT: readonly Parameter[] = [
  {
    name: "character_set_server",
    value: "utf8mb4",
    reason: "Every character there is, in domain names and in people's names",
    source: `${MANUAL}/charset-unicode-utf8mb4.html`,
  },
  {
    name: "collation_server",
    value: "utf8mb4_0900_ai_ci",
    reason: "Named, since tables of two collations cannot be joined by index",
    source: `${MANUAL}/charset-server.html`,
  },
];

const DURABILITY: readonly Parameter[] = [
  {
    name: "binlog_format",
    value: "ROW",
    reason: "A replica, or a replay to a point in time, arrives at the same rows whatever the statement",
    source: `${MANUAL}/replication-options-binary-log.html#sysvar_binlog_format`,
  },
  {
    name: "gtid-mode",
    value: "ON",
    restart: true,
    reason: "Each transaction has a name: a replica that was promoted, or a replay, knows what it already has",
    source: `${RDS}/mysql-replication-gtid.html`,
  },
  {
    name: "enforce_gtid_consistency",
    value: "ON",
    restart: true,
    reason: "Refuses statements that a GTID could not name",
    source: `${RDS}/mysql-replication-gtid.html`,
  },
  {
    name: "innodb_flush_log_at_trx_commit",
    value: "1",
    reason: "What was committed survives a crash",
    source: `${MANUAL}/innodb-parameters.html#sysvar_innodb_flush_log_at_trx_commit`,
  },
  {
    name: "sync_binlog",
    value: "1",
    reason: "And so does what replicas and backups will read of it",
    source: `${MANUAL}/replication-options-binary-log.html#sysvar_sync_binlog`,
  },
];

const SECURITY: readonly Parameter[] = [
  {
    name: "require_secure_transport",
    value: "1",
    reason: "No password and no row crosses the network in clear, whatever a client asks for",
    source: `${RDS}/mysql-ssl-connections.require-ssl.html`,
  },
  {
    name: "skip_name_resolve",
    value: "1",
    restart: true,
    reason: "No wait for DNS at a login; and a probe that opens the port and leaves does not get its address blocked",
    source: `${MANUAL}/host-cache.html`,
  },
];

const DIAGNOSIS: readonly Parameter[] = [
  {
    name: "slow_query_log",
    value: "1",
    reason: "Statements that users wait for are found without guessing",
    source: `${RDS}/USER_LogAccess.MySQL.LogFileSize.html`,
  },
  {
    name: "long_query_time",
    value: String(SLOW_SECONDS),
    reason: "Requests of the API should take less than a second in all",
    source: `${MANUAL}/slow-query-log.html`,
  },
  {
    name: "log_output",
    value: "FILE",
    reason: "CloudWatch reads files and not tables",
    source: `${RDS}/USER_LogAccess.MySQLDB.PublishtoCloudWatchLogs.html`,
  },
  {
    name: "innodb_print_all_deadlocks",
    value: "1",
    reason: "Every deadlock in the error log, not only the last one",
    source: `${MANUAL}/innodb-parameters.html#sysvar_innodb_print_all_deadlocks`,
  },
  {
    name: "performance_schema",
    value: "1",
    restart: true,
    reason: "The exporter and the digest of statements read it; RDS turns it off on small machines",
    source: `${RDS}/USER_PerfInsights.EnableMySQL.html`,
  },
];

/** A reader applies in parallel what the writer did in parallel; one thread falls behind a busy writer. */
function followers({ vcpus }: InstanceType): readonly Parameter[] {
  return [
    {
      name: "replica_parallel_workers",
      value: String(Math.min(16, Math.max(2, Math.floor(vcpus / 2)))),
      reason: "Half of the machine follows the writer, the other half serves reads",
      source: `${MANUAL}/replication-options-replica.html#sysvar_replica_parallel_workers`,
    },
  ];
}
