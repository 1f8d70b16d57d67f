import {
  DATABASE_STORAGE,
  databaseClass,
  isCacheNodeType,
  MYSQL_SERIES,
  managedFamilyOf,
  mysqlSeries,
  region,
  VALKEY_VERSIONS,
} from "aws-facts";
import { rule } from "../validation/fragment";
import { rdsRule } from "./database-rule";
import { checkDatabaseClass, DATABASE_SERVER, isDemanding } from "./hardware";
import { weeklyWindow } from "./windows";

const engine = rule(["database"], ({ database: { engineVersion } }, report) => {
  const path = "database.engineVersion";
  const offered = MYSQL_SERIES.filter(({ versions }) => versions.length > 0);
  const choose = `choose ${offered.map(({ series, versions }) => `${series}, or one of ${versions.join(", ")}`).join("; ")}`;
  const known = mysqlSeries(engineVersion);
  if (!known) {
    report(path, `${engineVersion} is no version of MySQL that this project knows; ${choose}`);
  } else if (known.versions.length === 0) {
    report(path, `MySQL ${known.series} left standard support on ${known.standardSupportUntil}; ${choose}`);
  } else if (
    engineVersion !== known.series &&
    !known.versions.includes(engineVersion) &&
    !isNewer(engineVersion, known.versions)
  ) {
    report(path, `RDS does not offer MySQL ${engineVersion}; ${choose}`);
  }
});

/** Whether a release is newer than those known: the table may be older than RDS. */
function isNewer(version: string, known: readonly string[]): boolean {
  const patch = (text: string) => Number(text.split(".")[2] ?? 0);
  return patch(version) > Math.max(...known.map(patch));
}

const machine = rdsRule(["class", "region", "recovery"], (database, environment, report) => {
  const floor = isDemanding(environment.class) ? DATABASE_SERVER : undefined;
  const { instanceClass, replicas } = database;
  checkDatabaseClass(
    { path: "database.instanceClass", type: instanceClass, region: environment.region },
    floor,
    report,
  );
  const readers = replicas.instanceClass ?? instanceClass;
  if (replicas.instanceClass !== undefined) {
    // A reader may be smaller than the floor; one that must become the writer may not.
    const least = replicas.recovery ? floor : undefined;
    checkDatabaseClass(
      { path: "database.replicas.instanceClass", type: readers, region: environment.region },
      least,
      report,
    );
  }
  if (replicas.recovery && environment.recovery.region !== undefined) {
    const path = replicas.instanceClass === undefined ? "database.instanceClass" : "database.replicas.instanceClass";
    if (databaseClass(readers))
      checkDatabaseClass({ path, type: readers, region: environment.recovery.region }, undefined, report);
  }
});

const storage = rdsRule(["class"], ({ storage: written }, environment, report) => {
  const { type, sizeGb, maxGb, iops, throughputMibps } = written;
  const { gp3, io2, leastGrowth } = DATABASE_STORAGE;
  const path = "database.storage";
  if (isDemanding(environment.class) && sizeGb < DATABASE_SERVER.diskGb) {
    report(
      `${path}.sizeGb`,
      `${sizeGb} GB is too small: ${DATABASE_SERVER.what} needs at least ${DATABASE_SERVER.diskGb} GB (requirement ${DATABASE_SERVER.requirement})`,
    );
  }
  if (maxGb < Math.ceil(sizeGb * leastGrowth)) {
    report(
      `${path}.maxGb`,
      `${maxGb} is too close to storage.sizeGb, which is ${sizeGb}: RDS lets a volume grow by a tenth at least; raise it to ${Math.ceil(sizeGb * leastGrowth)} or more`,
    );
  }
  if (type === "io2") {
    if (throughputMibps !== undefined)
      report(`${path}.throughputMibps`, "io2 derives its throughput from iops; remove it");
    if (sizeGb < io2.minGb) report(`${path}.sizeGb`, `io2 starts at ${io2.minGb} GB, not ${sizeGb}`);
    if (iops === undefined) report(`${path}.iops`, `missing; io2 needs a number from ${io2.minIops} to ${io2.maxIops}`);
    else if (iops > sizeGb * io2.maxIopsPerGb) {
      report(`${path}.iops`, `${iops} is too many for ${sizeGb} GB: io2 takes ${io2.maxIopsPerGb} for each GB`);
    }
    return;
  }
  for (const [key, value] of Object.entries({ iops, throughputMibps })) {
    if (value === undefined || sizeGb >= gp3.stripedFromGb) continue;
    report(
      `${path}.${key}`,
      `${value} cannot be given: gp3 below ${gp3.stripedFromGb} GB has 3000 IOPS and 125 MiB/s; remove it, or raise storage.sizeGb to ${gp3.stripedFromGb}`,
    );
  }
  if (sizeGb >= gp3.stripedFromGb && iops !== undefined && (iops < gp3.baselineIops || iops > gp3.maxIops)) {
    report(
      `${path}.iops`,
      `${iops} is out of range: gp3 from ${gp3.stripedFromGb} GB on takes ${gp3.baselineIops} to ${gp3.maxIops}`,
    );
  }
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
const CACHE_WINDOW_MINUTES = 60;

const cache = rdsRule(["class", "region", "network"], ({ cache: wanted, maintenanceWindow }, environment, report) => {
  if (!wanted) return;
  const { engineVersion, nodeType, replicas } = wanted;
  if (!VALKEY_VERSIONS.includes(engineVersion)) {
    report(
      "database.cache.engineVersion",
      `${engineVersion} is no version of Valkey on ElastiCache that this project knows; choose from ${VALKEY_VERSIONS.join(", ")}`,
    );
  }
  const families = region(environment.region)?.cacheFamilies ?? [];
  if (!isCacheNodeType(nodeType)) {
    report("database.cache.nodeType", `${nodeType} is no node type of ElastiCache; write it as cache.m7g.large`);
  } else if (families.length > 0 && !families.includes(managedFamilyOf(nodeType))) {
    report(
      "database.cache.nodeType",
      `${nodeType} is not offered in ${environment.region}; the families there are ${families.join(", ")}`,
    );
  }
  const window = weeklyWindow(maintenanceWindow);
  if (window && window.to - window.from < CACHE_WINDOW_MINUTES) {
    report(
      "database.maintenanceWindow",
      `${maintenanceWindow} is too short for the cache, which ElastiCache keeps up within ${CACHE_WINDOW_MINUTES} minutes or more; widen it`,
    );
  }
  if (environment.class === "production" && replicas < 1) {
    report("database.cache.replicas", "0 is not allowed in class production (requirement 2.1); allow 1 or more");
  }
});

export const databaseSizeRules = [engine, machine, storage, cache];
