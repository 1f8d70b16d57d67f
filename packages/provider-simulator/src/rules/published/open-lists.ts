import type { ClassList, OpenList } from "./format";
import { publishedTable } from "./table";

/**
 * Why a value is not in an open list. AWS adds to these lists every month, so only what no addition explains is refused:
 *
 * - of classes of machines: a series of which the list has nothing (`tt3`), a generation that is past and not listed,
 *   a size that no machine has, and, of a family that has a successor, a size or a region that it did not get. The newest
 *   generation of a series passes: it is still on its way into regions, and newer ones are unknown to the list.
 * - of versions: a major version that the list lacks, and a minor one that is older than the newest listed. Newer minor
 *   versions pass.
 *
 * @param name as in the table
 * @param region empty, or one that the list does not have: regions are not looked at
 * @returns what is allowed instead, as the end of a sentence; undefined where nothing is wrong
 */
export function outside(name: string, value: string, region: string): string | undefined {
  const list = publishedTable().openLists[name];
  if (!list) return undefined;
  if (!list.classes) return versionProblem(list, value);
  const classes = prepared.get(name) ?? new Classes(list.classes);
  prepared.set(name, classes);
  return classes.problem(value, region);
}

const prepared = new Map<string, Classes>();

/** One list of classes of machines, ready to be asked often. */
class Classes {
  private readonly families = new Map<string, ReadonlyMap<string, readonly string[]>>();
  private readonly bySeries = new Map<string, string[]>();
  private readonly sizes = new Set<string>();
  private readonly regions = new Set<string>();

  constructor(list: ClassList) {
    for (const [family, sets] of Object.entries(list)) {
      const regionsBySize = new Map<string, readonly string[]>();
      for (const [set, sizes] of Object.entries(sets)) {
        const regions = publishedTable().regionSets[set]?.split(" ") ?? [];
        for (const region of regions) this.regions.add(region);
        for (const size of sizes.split(" ")) {
          regionsBySize.set(size, regions);
          this.sizes.add(size);
        }
      }
      this.families.set(family, regionsBySize);
      const { series } = familyParts(family);
      this.bySeries.set(series, [...(this.bySeries.get(series) ?? []), family]);
    }
  }

  problem(value: string, region: string): string | undefined {
    const [, family = "", size = ""] = /^(.+)\.([^.]+)$/.exec(value) ?? [];
    const { series, generation } = familyParts(family);
    const kin = this.bySeries.get(series);
    if (!kin) return `there is no family ${family === "" ? value : family}`;
    const isNewest = kin.every((other) => familyParts(other).generation <= generation);
    const offered = this.families.get(family);
    if (!offered) return isNewest ? undefined : `of this series there are ${kin.join(", ")}`;
    const regions = offered.get(size);
    if (!regions) {
      const isSize = isNewest && this.sizes.has(size);
      return isSize ? undefined : `the sizes of ${family} are ${[...offered.keys()].sort().join(", ")}`;
    }
    if (isNewest || !this.regions.has(region) || regions.includes(region)) return undefined;
    return `it is not offered in ${region}, but in ${regions.join(", ")}`;
  }
}

/** `db.m6gd` is of the series `db.m`, in its sixth generation. */
function familyParts(family: string): { series: string; generation: number } {
  const [, series = family, digits = "0"] = /^((?:[a-z]+\.)?[a-z-]*?[a-z])(\d+)/.exec(family) ?? [];
  return { series, generation: Number(digits) };
}

function versionProblem({ versions = "", majorNumbers = 1 }: OpenList, value: string): string | undefined {
  if (!/^\d+(\.\d+)*(-.*)?$/.test(value)) return undefined;
  const listed = versions.split(" ");
  const wanted = numbers(value);
  const of = (version: string) => numbers(version).slice(0, majorNumbers).join(".");
  const majors = [...new Set(listed.map(of))].sort((a, b) => compare(numbers(a), numbers(b)));
  const isMajor = wanted.length <= majorNumbers;
  const major = wanted.slice(0, majorNumbers).join(".");
  if (!majors.some((each) => each === major || (isMajor && each.startsWith(`${major}.`)))) {
    return `the versions are ${majors.join(", ")}`;
  }
  const releases = listed.filter((version) => of(version) === major);
  const isListed = releases.some((version) => compare(numbers(version), wanted) === 0);
  const isNewer = releases.every((version) => compare(numbers(version), wanted) < 0);
  if (isMajor || isListed || isNewer) return undefined;
  return `of ${major} there are ${releases.join(", ")}`;
}

/** `8.0.46-rds.20260624` is a build of 8.0.46. */
function numbers(version: string): number[] {
  return (version.split("-")[0] ?? "").split(".").map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
