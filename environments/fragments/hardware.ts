import {
  familyOf,
  instanceFamilies,
  instanceType,
  nearestInstanceTypes,
  region,
  suitableInstanceTypes,
} from "aws-facts";
import type { Report } from "../validation/problems";
import { suggestion } from "../validation/values";

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

interface Machine {
  readonly path: string;
  readonly type: string;
  readonly region: string;
  /** @default none */
  readonly floor?: HardwareFloor;
}

/** Reports an instance type that does not exist, is not offered in the region, or is too small. */
export function checkMachine({ path, type, region: regionName, floor }: Machine, report: Report): void {
  const offered = region(regionName)?.instanceFamilies ?? instanceFamilies();
  const known = instanceType(type);
  if (!known) {
    report(
      path,
      `${type} is no instance type that this project knows${suggestion(nearestInstanceTypes(type, offered))}`,
    );
    return;
  }
  if (!offered.includes(familyOf(type))) {
    report(path, `${type} is not offered in ${regionName}; the families there are ${offered.join(", ")}`);
  }
  if (!floor) return;
  const { vcpus, memoryGib, baselineGbps, burstGbps } = known;
  if (vcpus >= floor.vcpus && memoryGib >= floor.memoryGib && baselineGbps >= floor.networkGbps) return;
  const has = `${vcpus} vCPU, ${memoryGib} GiB and ${baselineGbps} Gbit/s of network (${burstGbps} in bursts)`;
  const needs = `${floor.vcpus} vCPU, ${floor.memoryGib} GiB and ${floor.networkGbps} Gbit/s`;
  const better = suitableInstanceTypes({ ...floor, architecture: known.architecture, families: offered });
  const instead = better.length > 0 ? `; choose for example ${better.join(" or ")}` : "";
  report(
    path,
    `${type} has ${has}; ${floor.what} needs at least ${needs} (requirement ${floor.requirement})${instead}`,
  );
}
