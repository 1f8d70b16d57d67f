import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * Writes src/tables/*.json from two published catalogues, unpacked side by side in a folder:
 *
 *   pip install --no-deps --target /tmp/catalogues moto cfn-lint
 *   node -r ./scripts/typescript.js packages/aws-facts/scripts/generate.ts /tmp/catalogues && npm run format
 *
 * moto (Apache-2.0) ships what DescribeInstanceTypes and DescribeInstanceTypeOfferings answered, cfn-lint (MIT-0) the
 * instance types of each region. A type counts as offered where either says so: refusing one that exists is the worse
 * mistake.
 */
const FAMILIES = [
  ...["t3", "t3a", "t4g"],
  ...["m6i", "m6a", "m6g", "m7i", "m7a", "m7g", "m8g", "m8i", "m8a"],
  ...["c6i", "c6a", "c6g", "c7i", "c7a", "c7g", "c8g", "c8i"],
  ...["r6i", "r6a", "r6g", "r7i", "r7a", "r7g", "r8g", "r8i"],
];
const SIZES = /^(nano|micro|small|medium|large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge)$/;

/**
 * Zones of regions that moto has no offerings of, as their letters.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html, and
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Beijing.html for China.
 */
const OTHER_ZONES: Readonly<Record<string, string>> = {
  "ap-east-2": "abc",
  "ap-southeast-6": "abc",
  "ap-southeast-7": "abc",
  "mx-central-1": "abc",
  "cn-north-1": "abd",
  "cn-northwest-1": "abc",
  "us-gov-east-1": "abc",
  "us-gov-west-1": "abc",
};

interface Described {
  readonly VCpuInfo: { readonly DefaultVCpus: number };
  readonly MemoryInfo: { readonly SizeInMiB: number };
  readonly ProcessorInfo: { readonly SupportedArchitectures: readonly string[] };
  readonly NetworkInfo: {
    readonly NetworkCards: readonly {
      readonly BaselineBandwidthInGbps: number;
      readonly PeakBandwidthInGbps: number;
    }[];
  };
}
interface Offering {
  readonly InstanceType: string;
  readonly Location: string;
}

/** Classes of a region, engine by engine. */
interface ClassesByEngine {
  readonly allOf: readonly {
    readonly if: { readonly properties: { readonly Engine: { readonly const: string } } };
    readonly then: { readonly properties: { readonly DBInstanceClass: { readonly enum: readonly string[] } } };
  }[];
}

function readJson<T>(file: string): T {
  const raw = readFileSync(file);
  return JSON.parse((file.endsWith(".gz") ? gunzipSync(raw) : raw).toString("utf8"));
}

function inScope(type: string): boolean {
  const [family = "", size = ""] = type.split(".");
  return FAMILIES.includes(family) && SIZES.test(size);
}

function instanceTypes(moto: string) {
  const described = readJson<Record<string, Described>>(path.join(moto, "instance_types.json.gz"));
  const rows = Object.entries(described).filter(([type]) => inScope(type));
  return Object.fromEntries(
    rows
      .sort(([a, one], [b, other]) => {
        const [family, otherFamily] = [a.split(".")[0] ?? "", b.split(".")[0] ?? ""];
        return (
          FAMILIES.indexOf(family) - FAMILIES.indexOf(otherFamily) ||
          one.VCpuInfo.DefaultVCpus - other.VCpuInfo.DefaultVCpus ||
          one.MemoryInfo.SizeInMiB - other.MemoryInfo.SizeInMiB
        );
      })
      .map(([type, { VCpuInfo, MemoryInfo, ProcessorInfo, NetworkInfo }]) => {
        const [card] = NetworkInfo.NetworkCards;
        return [
          type,
          {
            vcpus: VCpuInfo.DefaultVCpus,
            memoryGib: MemoryInfo.SizeInMiB / 1024,
            architecture: ProcessorInfo.SupportedArchitectures[0],
            baselineGbps: card?.BaselineBandwidthInGbps,
            burstGbps: card?.PeakBandwidthInGbps,
          },
        ];
      }),
  );
}

/** Region to the types that either catalogue lists there. */
function offeredTypes(moto: string, cfnLint: string): Map<string, Set<string>> {
  const offered = new Map<string, Set<string>>();
  const add = (region: string, types: readonly string[]) => {
    const known = offered.get(region) ?? new Set();
    for (const type of types.filter(inScope)) known.add(type);
    if (known.size > 0) offered.set(region, known);
  };
  const listed = readJson<Record<string, { enum?: string[] }>>(
    path.join(cfnLint, "schemas/extensions/aws_ec2_instance/instancetype_enum.json"),
  );
  for (const [region, entry] of Object.entries(listed)) if (region !== "all") add(region, entry.enum ?? []);
  const folder = path.join(moto, "instance_type_offerings/region");
  for (const file of readdirSync(folder)) {
    const offerings = readJson<Offering[]>(path.join(folder, file));
    add(
      file.replace(".json.gz", ""),
      offerings.map((offering) => offering.InstanceType),
    );
  }
  return offered;
}

/** Region to its zone letters, as the zones that have offerings. */
function zoneLetters(moto: string): Record<string, string> {
  const folder = path.join(moto, "instance_type_offerings/availability-zone");
  const zones = readdirSync(folder).map((file) => {
    const region = file.replace(".json.gz", "");
    const names = new Set(readJson<Offering[]>(path.join(folder, file)).map((offering) => offering.Location));
    return [
      region,
      [...names]
        .map((name) => name.slice(region.length))
        .sort()
        .join(""),
    ];
  });
  return { ...Object.fromEntries(zones), ...OTHER_ZONES };
}

/** Region to the families in which it offers RDS for MySQL, and ElastiCache. */
function managedFamilies(cfnLint: string) {
  const lists = path.join(cfnLint, "schemas/extensions");
  const databases = readJson<Record<string, ClassesByEngine>>(
    path.join(lists, "aws_rds_dbinstance/dbinstanceclass_enum.json"),
  );
  const caches = readJson<Record<string, { enum?: string[] }>>(
    path.join(lists, "aws_elasticache_cachecluster/cachenodetype_enum.json"),
  );
  const familiesOf = (classes: readonly string[]) =>
    FAMILIES.filter((family) => classes.some((name) => name.split(".")[1] === family)).join(" ");
  return (region: string) => ({
    databases: familiesOf(
      (databases[region]?.allOf ?? [])
        .filter(({ if: engine }) => engine.properties.Engine.const === "mysql")
        .flatMap(({ then }) => then.properties.DBInstanceClass.enum),
    ),
    caches: familiesOf(caches[region]?.enum ?? []),
  });
}

function regions(moto: string, cfnLint: string) {
  const offered = offeredTypes(moto, cfnLint);
  const managed = managedFamilies(cfnLint);
  return Object.fromEntries(
    Object.entries(zoneLetters(moto))
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([region, letters]) => {
        const types = [...(offered.get(region) ?? [])];
        const families = FAMILIES.filter((family) => types.some((type) => type.startsWith(`${family}.`)));
        return [region, { zones: [...letters].join(" "), families: families.join(" "), ...managed(region) }];
      }),
  );
}

function write(name: string, rows: Record<string, unknown>): void {
  const lines = Object.entries(rows).map(([key, row]) => `  ${JSON.stringify(key)}: ${JSON.stringify(row)}`);
  writeFileSync(path.join(__dirname, "../src/tables", name), `{\n${lines.join(",\n")}\n}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: generate.ts <folder with moto and cfnlint>");
const moto = path.join(folder, "moto/ec2/resources");
write("instance-types.json", instanceTypes(moto));
write("regions.json", regions(moto, path.join(folder, "cfnlint/data")));
