import { nearest } from "./nearest";
import table from "./tables/instance-types.json";

type Architecture = "x86_64" | "arm64";

/** Source: the answer of DescribeInstanceTypes, https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html */
export interface InstanceType {
  /** Such as `m7g.2xlarge`. */
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly architecture: Architecture;
  /** What the network always carries, in Gbit/s. */
  readonly baselineGbps: number;
  /** What it carries for minutes, while credits last, in Gbit/s. */
  readonly burstGbps: number;
}

const TYPES: ReadonlyMap<string, InstanceType> = new Map(
  Object.entries(table).map(([name, { architecture, ...row }]) => {
    return [name, { name, architecture: architecture === "arm64" ? "arm64" : "x86_64", ...row }];
  }),
);

/** An instance type by its name; undefined when the catalogue does not hold it. */
export function instanceType(name: string): InstanceType | undefined {
  return TYPES.get(name);
}

/** Families in the catalogue, such as `m7g`, in the order of the table. */
export function instanceFamilies(): readonly string[] {
  return [...new Set([...TYPES.keys()].map(familyOf))];
}

/** The family of an instance type: `m7g` of `m7g.2xlarge`. */
export function familyOf(name: string): string {
  return name.split(".")[0] ?? name;
}

/**
 * Types that a misspelt name may have meant: sizes of its family where that exists, names that look alike otherwise.
 * @param offered families to choose from
 */
export function nearestInstanceTypes(name: string, offered: readonly string[]): readonly string[] {
  const available = [...TYPES.keys()].filter((type) => offered.includes(familyOf(type)));
  const sizes = available.filter((type) => familyOf(type) === familyOf(name));
  return nearest(name, sizes.length > 0 ? sizes : available);
}

export interface Suitable {
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly networkGbps: number;
  readonly architecture: Architecture;
  /** Families to choose from. */
  readonly families: readonly string[];
}

/** The smallest types that offer at least so much, three at most; burstable ones are left out. */
export function suitableInstanceTypes(wanted: Suitable): readonly string[] {
  return [...TYPES.values()]
    .filter(
      ({ name, architecture }) => architecture === wanted.architecture && wanted.families.includes(familyOf(name)),
    )
    .filter(({ name }) => !name.startsWith("t"))
    .filter(({ vcpus, memoryGib, baselineGbps }) => {
      return vcpus >= wanted.vcpus && memoryGib >= wanted.memoryGib && baselineGbps >= wanted.networkGbps;
    })
    .sort((a, b) => a.vcpus - b.vcpus || a.memoryGib - b.memoryGib)
    .slice(0, 3)
    .map(({ name }) => name);
}
