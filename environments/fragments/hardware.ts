import {
  databaseClass,
  familyOf,
  type InstanceType,
  instanceFamilies,
  instanceType,
  managedFamilyOf,
  nearestDatabaseClasses,
  nearestInstanceTypes,
  region,
  suitableInstanceTypes,
} from "aws-facts";
import type { Report } from "../validation/problems";
import { suggestion } from "../validation/values";
import type { EnvironmentClass } from "./identity";

/** The least that a kind of machine must offer. */
export interface HardwareFloor {
  readonly what: string;
  readonly requirement: string;
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly diskGb: number;
  readonly networkGbps: number;
}

export const APPLICATION_SERVER: HardwareFloor = {
  what: "an application server of class staging or production",
  requirement: "3.2.1",
  vcpus: 8,
  memoryGib: 16,
  diskGb: 100,
  networkGbps: 1,
};

export const DATABASE_SERVER: HardwareFloor = {
  what: "a database server of class staging or production",
  requirement: "3.2.1",
  vcpus: 16,
  memoryGib: 32,
  diskGb: 500,
  networkGbps: 1,
};

/** Where the requirements of machines hold. */
export const isDemanding = (kind: EnvironmentClass) => kind === "staging" || kind === "production";

interface Machine {
  /** Where the type is written. */
  readonly path: string;
  readonly type: string;
  readonly region: string;
}

/** Reports an instance type that does not exist, is not offered in the region, or is below a floor. */
export function checkMachine(machine: Machine, floor: HardwareFloor | undefined, report: Report): void {
  const known = instanceType(machine.type);
  if (!known) {
    const meant = suggestion(nearestInstanceTypes(machine.type, familiesIn(machine.region)));
    report(machine.path, `${machine.type} is no instance type that this project knows${meant}`);
    return;
  }
  checkOffered(machine, report);
  if (floor) checkFloor(machine.path, machine.type, known, floor, familiesIn(machine.region), report);
}

/** As checkMachine, for a class of RDS for MySQL such as db.m7g.4xlarge. */
export function checkDatabaseClass(
  { path, type, region: name }: Machine,
  floor: HardwareFloor | undefined,
  report: Report,
) {
  const families = region(name)?.databaseFamilies ?? instanceFamilies();
  const known = databaseClass(type);
  if (!known) {
    const meant = suggestion(nearestDatabaseClasses(type, families));
    report(path, `${type} is no class of RDS for MySQL that this project knows${meant}`);
  } else if (!families.includes(managedFamilyOf(type))) {
    report(path, `${type} is not offered in ${name}; the families there are ${families.join(", ")}`);
  }
  if (known && floor) checkFloor(path, type, known, floor, families, report);
}

/** Reports an instance type that a region does not offer. Unknown types and regions have rules of their own. */
export function checkOffered({ path, type, region: name }: Machine, report: Report): void {
  const families = familiesIn(name);
  if (!instanceType(type) || families.includes(familyOf(type))) return;
  report(path, `${type} is not offered in ${name}; the families there are ${families.join(", ")}`);
}

function checkFloor(
  path: string,
  type: string,
  { vcpus, memoryGib, baselineGbps, burstGbps, architecture }: InstanceType,
  floor: HardwareFloor,
  families: readonly string[],
  report: Report,
) {
  if (vcpus >= floor.vcpus && memoryGib >= floor.memoryGib && baselineGbps >= floor.networkGbps) return;
  const has = `${vcpus} vCPU, ${memoryGib} GiB and ${baselineGbps} Gbit/s of network (${burstGbps} in bursts)`;
  const needs = `${floor.vcpus} vCPU, ${floor.memoryGib} GiB and ${floor.networkGbps} Gbit/s`;
  const prefix = type.startsWith("db.") ? "db." : "";
  const better = suitableInstanceTypes({ ...floor, architecture, families }).map((name) => prefix + name);
  const instead = better.length > 0 ? `; choose for example ${better.join(" or ")}` : "";
  report(
    path,
    `${type} has ${has}; ${floor.what} needs at least ${needs} (requirement ${floor.requirement})${instead}`,
  );
}

function familiesIn(name: string): readonly string[] {
  return region(name)?.instanceFamilies ?? instanceFamilies();
}

/** Nodes of a group boot one image. */
export function checkOneArchitecture(path: string, types: readonly string[], report: Report): void {
  const architectures = new Set(types.flatMap((type) => instanceType(type)?.architecture ?? []));
  if (architectures.size <= 1) return;
  const each = types.map((type) => `${type} is ${instanceType(type)?.architecture ?? "unknown"}`);
  report(path, `${each.join(", ")}; the nodes of a group boot one image, so choose types of one architecture`);
}
