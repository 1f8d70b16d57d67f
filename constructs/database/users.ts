import { OPERATORS } from "mysql-plan";

/** Rights on a place: `*` is every database, or every table of one. */
interface Grant {
  readonly database: "*" | "performance_schema" | { readonly name: "application" };
  readonly privileges: readonly string[];
}

/** Somebody who works with the database, and no more than that work takes. */
export interface UserRole {
  readonly name: string;
  readonly description: string;
  /** Connections at a time; undefined for the application, whose number follows from its size. */
  readonly maxConnections?: number;
  readonly grants: readonly Grant[];
}

const APPLICATION = { name: "application" } as const;

/**
 * Rights by role. Nobody has rights on everything, or may hand rights on: `ALL PRIVILEGES` on `*` fails on RDS, which
 * keeps SUPER to itself (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html).
 */
export const USER_ROLES = {
  app: {
    name: "app",
    description: "The API: reads and writes rows",
    grants: [{ database: APPLICATION, privileges: ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE"] }],
  },
  migrate: {
    name: "migrate",
    description: "Migrations: change the structure before the application rolls",
    maxConnections: OPERATORS.migrate,
    grants: [
      {
        database: APPLICATION,
        // What the migrations of assets/database need, and no more: a new kind of statement is a decision of its own.
        privileges: [
          ...["SELECT", "INSERT", "UPDATE", "DELETE"],
          ...["CREATE", "ALTER", "DROP", "INDEX", "REFERENCES", "CREATE TEMPORARY TABLES"],
        ],
      },
    ],
  },
  readonly: {
    name: "readonly",
    description: "People and reports: read, best from a replica",
    maxConnections: OPERATORS.readonly,
    // The counters of statements hold patterns and no values: assets/database/slow-queries.sh.
    grants: [
      { database: APPLICATION, privileges: ["SELECT", "SHOW VIEW"] },
      { database: "performance_schema", privileges: ["SELECT"] },
    ],
  },
  exporter: {
    name: "exporter",
    description: "mysqld_exporter: reads what the server counts, and no row of the application",
    maxConnections: OPERATORS.exporter,
    // https://github.com/prometheus/mysqld_exporter#required-grants, with SELECT on what it reads instead of everything
    grants: [
      { database: "*", privileges: ["PROCESS", "REPLICATION CLIENT"] },
      { database: "performance_schema", privileges: ["SELECT"] },
    ],
  },
  backup: {
    name: "backup",
    description: "Logical backups and the stream of the binary log: reads everything, changes nothing",
    maxConnections: OPERATORS.backup,
    // https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html and .../mysqlbinlog-backup.html
    grants: [
      { database: "*", privileges: ["PROCESS", "RELOAD", "REPLICATION CLIENT", "REPLICATION SLAVE"] },
      {
        database: APPLICATION,
        privileges: ["SELECT", "LOCK TABLES", "SHOW VIEW", "EVENT", "TRIGGER"],
      },
    ],
  },
} as const satisfies Readonly<Record<string, UserRole>>;
