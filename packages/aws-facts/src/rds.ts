import { familyOf, type InstanceType, instanceType, nearestInstanceTypes } from "./instance-types";

/** A release series of MySQL on RDS; days as `2029-07-31`. */
export interface MysqlSeries {
  readonly series: string;
  /** Minor versions that RDS offers, oldest first. */
  readonly versions: readonly string[];
  /** From then on RDS upgrades it by force, or charges extended support by the vCPU and hour. */
  readonly standardSupportUntil: string;
}

/**
 * Newest first. Sources: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html,
 * https://endoflife.date/amazon-rds-mysql and cfn-lint's list of engine versions; as of 2026-11.
 */
export const MYSQL_SERIES: readonly MysqlSeries[] = [
  {
    series: "8.4",
    versions: ["8.4.3", "8.4.4", "8.4.5", "8.4.6", "8.4.7", "8.4.8", "8.4.9", "8.4.10", "8.4.11"],
    standardSupportUntil: "2029-07-31",
  },
  { series: "8.0", versions: [], standardSupportUntil: "2026-07-31" },
  { series: "5.7", versions: [], standardSupportUntil: "2024-02-29" },
];

/** The series of a version, be it the series itself (`8.4`) or one of its releases (`8.4.7`). */
export function mysqlSeries(version: string): MysqlSeries | undefined {
  return MYSQL_SERIES.find(({ series }) => version === series || version.startsWith(`${series}.`));
}

/**
 * Families whose sizes RDS for MySQL 8.4 offers as classes, out of those in the catalogue; cfn-lint's list of classes.
 * Sizes below `large` exist in burstable families only.
 */
const DATABASE_SIZE = /^(t3|t4g)\.(?!nano$)|^(m6g|m6i|m7g|m7i|m8a|m8g|r6g|r6i|r7g|r7i|r8g)\.(?!medium$)/;

/** The machine behind a database class such as `db.m7g.4xlarge`; undefined when RDS for MySQL has no such class. */
export function databaseClass(name: string): InstanceType | undefined {
  const type = name.startsWith("db.") ? name.slice("db.".length) : "";
  return DATABASE_SIZE.test(type) ? instanceType(type) : undefined;
}

/** Classes that a misspelt name may have meant. @param families to choose from */
export function nearestDatabaseClasses(name: string, families: readonly string[]): readonly string[] {
  return nearestInstanceTypes(name.replace(/^db\./, ""), families)
    .map((type) => `db.${type}`)
    .filter((known) => databaseClass(known) !== undefined);
}

/** The family of a database class or a cache node type: `m7g` of `db.m7g.4xlarge`. */
export function managedFamilyOf(name: string): string {
  return familyOf(name.replace(/^(db|cache)\./, ""));
}

/**
 * Limits of a volume of RDS for MySQL. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
 */
export const DATABASE_STORAGE = {
  gp3: {
    minGb: 20,
    maxGb: 65536,
    /** From here on four volumes are striped; below, IOPS and throughput are fixed and must not be given. */
    stripedFromGb: 400,
    baselineIops: 12000,
    maxIops: 64000,
    baselineThroughputMibps: 500,
    maxThroughputMibps: 4000,
  },
  io2: {
    minGb: 100,
    maxGb: 65536,
    minIops: 1000,
    maxIops: 256000,
    maxIopsPerGb: 1000,
  },
  /** A volume that grows by itself must be allowed to grow by this much at least. */
  leastGrowth: 1.1,
} as const;
