import { databaseClass, type InstanceType } from "aws-facts";
import type { IConstruct } from "constructs";
import { ConstructError } from "../core/errors";

export const MYSQL_PORT = 3306;

/** The release series of a version: `8.4` of `8.4.7`, and of itself. */
export function seriesOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Whether a version names a series and leaves its releases to RDS. */
export function isSeries(version: string): boolean {
  return seriesOf(version) === version;
}

/** The machine behind a class. @throws ConstructError when RDS for MySQL has no such class */
export function machineOf(scope: IConstruct, instanceClass: string): InstanceType {
  const machine = databaseClass(instanceClass);
  if (machine) return machine;
  throw new ConstructError(
    scope,
    `${instanceClass} is no class of RDS for MySQL; write it as db.m7g.4xlarge (packages/aws-facts knows them).`,
  );
}
