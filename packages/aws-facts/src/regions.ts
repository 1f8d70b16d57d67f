import table from "./tables/regions.json";

export type Partition = "aws" | "aws-cn" | "aws-us-gov";

export interface Region {
  /** Such as `ap-southeast-1`. */
  readonly name: string;
  readonly partition: Partition;
  /** Letters of the zones that new accounts can use, in alphabetical order. */
  readonly zones: readonly string[];
  /** Instance families offered there, out of those in the catalogue. */
  readonly instanceFamilies: readonly string[];
  /** Those of them in which RDS for MySQL is offered there. */
  readonly databaseFamilies: readonly string[];
  /** Those of them in which ElastiCache is offered there. */
  readonly cacheFamilies: readonly string[];
}

const REGIONS: ReadonlyMap<string, Region> = new Map(
  Object.entries(table).map(([name, { zones, families, databases, caches }]) => {
    const region = {
      name,
      partition: partitionOf(name),
      zones: zones.split(" "),
      instanceFamilies: families.split(" "),
      databaseFamilies: databases.split(" "),
      cacheFamilies: caches.split(" "),
    };
    return [name, region];
  }),
);

/** A region by its name; undefined when there is none of that name. */
export function region(name: string): Region | undefined {
  return REGIONS.get(name);
}

/** Names of all regions, in alphabetical order. */
export function regionNames(): readonly string[] {
  return [...REGIONS.keys()];
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
