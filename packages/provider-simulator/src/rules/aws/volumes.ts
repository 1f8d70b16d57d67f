import { equal, type Values } from "../../provider/value";
import { blocks, number, text } from "../access";
import type { Refusal, Rule } from "../rule";

const SOURCE = "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html";
const CODE = "InvalidParameterValue";

/** Where a type describes volumes, and how it calls their kind and size. */
interface Place {
  readonly type: string;
  /** Path of the blocks. @default the object itself is a volume */
  readonly at?: string;
  readonly kind: string;
  readonly size: string;
}

const PLACES: readonly Place[] = [
  { type: "aws_ebs_volume", kind: "type", size: "size" },
  { type: "aws_launch_template", at: "block_device_mappings.ebs", kind: "volume_type", size: "volume_size" },
  { type: "aws_instance", at: "root_block_device", kind: "volume_type", size: "volume_size" },
  { type: "aws_instance", at: "ebs_block_device", kind: "volume_type", size: "volume_size" },
];

/** The speeds that gp3 can have. Since September 2025 they are these; before, 16,000 IOPS, 1,000 MiB/s and 16 TiB. */
const GP3 = { iops: [3000, 80_000], throughput: [125, 2000], perGib: 500, perIops: 0.25 } as const;

function pathOf({ at }: Place, name: string): string {
  return at === undefined ? name : `${at}.${name}`;
}

function volumesOf(values: Values, { at }: Place): readonly Values[] {
  return at === undefined ? [values] : blocks(values, at);
}

/** One rule for each place; a volume that stays as it is has been accepted before. */
function eachVolume(
  name: string,
  about: readonly string[],
  rule: Pick<Rule, "says" | "source" | "standing">,
  problem: (volume: Values, place: Place) => readonly (readonly [attribute: string, message: string])[],
): Rule[] {
  return PLACES.map((place) => ({
    ...rule,
    name: `${place.type}-${place.at ?? "itself"}-${name}`.replace(/[_.]/g, "-"),
    types: [place.type],
    attributes: about.map((attribute) => pathOf(place, attribute)),
    on: "values",
    check: ({ values, prior }): Refusal[] => {
      const before = prior ? volumesOf(prior, place) : [];
      return volumesOf(values, place)
        .filter((volume) => !before.some((old) => sameVolume(old, volume, place)))
        .flatMap((volume) =>
          problem(volume, place).map(([attribute, message]) => ({
            attribute: pathOf(place, attribute),
            code: CODE,
            message,
          })),
        );
    },
  }));
}

function sameVolume(old: Values, volume: Values, { kind, size }: Place): boolean {
  return [kind, size, "iops", "throughput"].every((name) => equal(old[name] ?? null, volume[name] ?? null));
}

export const volumeRules: readonly Rule[] = [
  ...eachVolume(
    "speed-of-kind",
    ["iops", "throughput"],
    {
      says: "io1 and io2 need iops; of the others only gp3 takes them, and it alone takes a throughput.",
      source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html",
      standing: "documented",
    },
    (volume, place) => {
      const kind = text(volume, place.kind);
      if (kind === undefined) return [];
      const provisioned = kind === "io1" || kind === "io2";
      return [
        ...(provisioned && (volume.iops ?? null) === null ? [["iops", `${kind} needs iops.`] as const] : []),
        ...(!provisioned && kind !== "gp3" && number(volume, "iops")
          ? [["iops", `The parameter iops is not supported for ${kind} volumes. Leave it out, or choose gp3.`] as const]
          : []),
        ...(kind !== "gp3" && number(volume, "throughput")
          ? [["throughput", `Throughput is for gp3 only, and the volume is ${kind}. Leave it out.`] as const]
          : []),
      ];
    },
  ),
  ...eachVolume(
    "speed-of-gp3",
    ["iops", "throughput"],
    {
      says: `gp3 has ${GP3.iops.join(" to ")} IOPS, up to ${GP3.perGib} for each GiB, and ${GP3.throughput.join(" to ")} MiB/s, up to ${GP3.perIops} for each of them.`,
      source: SOURCE,
      standing: "assumed",
    },
    (volume, place) => {
      if (text(volume, place.kind) !== "gp3") return [];
      const [size, iops, throughput] = [place.size, "iops", "throughput"].map(
        (name) => number(volume, name) || undefined,
      );
      const most = size === undefined ? undefined : Math.max(GP3.iops[0], size * GP3.perGib);
      const fastest = (iops ?? GP3.iops[0]) * GP3.perIops;
      // Where the number of operations is not known yet, nothing follows from it.
      const isKnown = iops !== undefined || (volume.iops ?? null) === null;
      return [
        ...outside("iops", iops, GP3.iops),
        ...outside("throughput", throughput, GP3.throughput),
        ...(iops !== undefined && most !== undefined && iops > most && iops <= GP3.iops[1]
          ? [["iops", `Iops to volume size ratio is too high: ${iops} for ${size} GiB; ${most} are allowed.`] as const]
          : []),
        ...(throughput !== undefined && isKnown && throughput > fastest && throughput <= GP3.throughput[1]
          ? [
              [
                "throughput",
                `Throughput to iops ratio is too high: ${throughput} MiB/s need ${throughput / GP3.perIops} iops.`,
              ] as const,
            ]
          : []),
      ];
    },
  ),
];

function outside(name: string, value: number | undefined, [from, to]: readonly [number, number]) {
  if (value === undefined || (value >= from && value <= to)) return [];
  return [[name, `${name} is ${value}; gp3 has ${from} to ${to}.`] as const];
}
