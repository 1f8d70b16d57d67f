import crypto from "node:crypto";
import type { ClassList, OpenList } from "../src/rules/published/format";
import type { CfnLint } from "./cfn-lint";

/** What differs between regions, or grows from month to month. */
export interface RegionalFacts {
  readonly regionSets: Readonly<Record<string, string>>;
  readonly openLists: Readonly<Record<string, OpenList>>;
  /** Name of the set of regions that lack a CloudFormation type. */
  unavailable(type: string): string | undefined;
}

/** The lists that attributes take their values from, by Terraform type; the name in braces is another attribute. */
export const OPEN_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_autoscaling_group: { "mixed_instances_policy.launch_template.override.instance_type": "ec2" },
  aws_db_instance: { engine_version: "rds {engine} versions", instance_class: "rds {engine} classes" },
  aws_eks_node_group: { instance_types: "ec2" },
  aws_elasticache_replication_group: { engine_version: "elasticache {engine} versions", node_type: "elasticache" },
  aws_instance: { instance_type: "ec2" },
  aws_launch_template: { instance_type: "ec2" },
};

/** Services of no region: that CloudFormation lacks a type in one says nothing of them. */
const GLOBAL = /^AWS::(CloudFront|IAM|Route53)::/;

/** Engines whose versions are numbers, and how many of these make a major version. */
const MAJOR_NUMBERS: Readonly<Record<string, number>> = { mariadb: 2, mysql: 2, postgres: 1, redis: 1, valkey: 1 };

/** `db.m5.large` by region, as cfn-lint has it. */
type ByRegion = Readonly<Record<string, { readonly enum?: readonly string[] }>>;

interface Conditional {
  readonly if: { readonly properties: Readonly<Record<string, { readonly const?: string } | undefined>> };
  readonly then: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] } | undefined>> };
}

interface Conditions {
  readonly allOf?: readonly Conditional[];
}

export function regionalFacts(lint: CfnLint): RegionalFacts {
  const sets = new RegionSets();
  const ec2: ByRegion = lint.extension("aws_ec2_instance/instancetype_enum.json");
  const cache: ByRegion = lint.extension("aws_elasticache_cachecluster/cachenodetype_enum.json");
  const openLists = {
    ec2: { classes: classes(regionsByClass(ec2), sets) },
    elasticache: { classes: classes(regionsByClass(cache), sets) },
    ...databaseClasses(lint.extension("aws_rds_dbinstance/dbinstanceclass_enum.json"), sets),
    ...versions("rds", lint.extension("aws_rds_dbinstance/engine_version.json")),
    ...versions("elasticache", lint.extension("aws_elasticache_cachecluster/engine_version.json")),
  };
  const unavailable = (type: string) => {
    const present = new Set(lint.regionsWith(type));
    const lacking = lint.regionNames().filter((region) => !present.has(region));
    return lacking.length === 0 || GLOBAL.test(type) ? undefined : sets.name(lacking);
  };
  return { regionSets: sets.all, openLists, unavailable };
}

/** Sets of regions, each once. They are named by what is in them, so that a name stays as long as they do. */
class RegionSets {
  readonly all: Record<string, string> = {};

  name(regions: Iterable<string>): string {
    const text = [...regions].sort().join(" ");
    const name = crypto.createHash("sha256").update(text).digest("hex").slice(0, 6);
    this.all[name] = text;
    return name;
  }
}

function regionsByClass(byRegion: ByRegion): Map<string, Set<string>> {
  const regions = new Map<string, Set<string>>();
  for (const [region, { enum: names = [] }] of Object.entries(byRegion))
    for (const name of names) add(regions, name, region);
  return regions;
}

function classes(regions: ReadonlyMap<string, ReadonlySet<string>>, sets: RegionSets): ClassList {
  const families: Record<string, Record<string, string>> = {};
  for (const name of [...regions.keys()].sort()) {
    const dot = name.lastIndexOf(".");
    const [family, size] = [name.slice(0, dot), name.slice(dot + 1)];
    const set = sets.name(regions.get(name) ?? []);
    const sizes = families[family]?.[set];
    families[family] = { ...families[family], [set]: sizes === undefined ? size : `${sizes} ${size}` };
  }
  return families;
}

/** By engine; of Aurora are instances of another type. */
function databaseClasses(byRegion: Readonly<Record<string, Conditions>>, sets: RegionSets): Record<string, OpenList> {
  const engines = new Map<string, Map<string, Set<string>>>();
  for (const [region, { allOf = [] }] of Object.entries(byRegion)) {
    for (const { if: given, then: holds } of allOf) {
      const engine = given.properties.Engine?.const;
      if (engine === undefined || engine.startsWith("aurora")) continue;
      const regions = engines.get(engine) ?? new Map<string, Set<string>>();
      for (const name of holds.properties.DBInstanceClass?.enum ?? []) add(regions, name, region);
      engines.set(engine, regions);
    }
  }
  return Object.fromEntries(
    [...engines].map(([engine, regions]) => [`rds ${engine} classes`, { classes: classes(regions, sets) }]),
  );
}

function versions(service: string, { allOf = [] }: Conditions): Record<string, OpenList> {
  return Object.fromEntries(
    allOf.flatMap(({ if: given, then: holds }) => {
      const engine = given.properties.Engine?.const ?? "";
      const majorNumbers = MAJOR_NUMBERS[engine];
      const list = holds.properties.EngineVersion?.enum;
      if (majorNumbers === undefined || !list) return [];
      return [[`${service} ${engine} versions`, { majorNumbers, versions: list.join(" ") }]];
    }),
  );
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
