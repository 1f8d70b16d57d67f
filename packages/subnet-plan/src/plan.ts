import { formatCidr, parseCidr } from "./cidr";

/** `public`: reachable from the internet; `private`: workloads; `data`: databases. */
export type Tier = "public" | "data" | "private";

export const TIERS: readonly Tier[] = ["public", "data", "private"];

/** Zones that a plan has room for: a to h. No region has more (us-east-1 has six). */
export const SLOTS = 8;

/** AWS takes VPCs of /16 to /28: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export const MINIMUM_PREFIX = 16;

/** Subnets of a public or data slot are six bits longer, and AWS takes none beyond /28. */
export const MAXIMUM_PREFIX = 22;

/**
 * How a VPC is cut: an eighth for public slots, an eighth for data slots, a quarter left free for what comes later, and
 * the upper half for private slots, where most addresses are needed.
 */
const LAYOUT: Readonly<Record<Tier, { readonly bits: number; readonly start: number }>> = {
  public: { bits: 6, start: 0 },
  data: { bits: 6, start: 1 / 8 },
  private: { bits: 4, start: 1 / 2 },
};

/** Slot of a zone by its letter: a is 0, h is 7. @throws RangeError for anything else */
export function zoneSlot(zone: string): number {
  const slot = zone.length === 1 ? zone.charCodeAt(0) - "a".charCodeAt(0) : -1;
  if (slot < 0 || slot >= SLOTS) throw new RangeError(`"${zone}" is not a zone letter; a plan has slots a to h`);
  return slot;
}

/** Prefix of the subnets of a tier, in a VPC with a given prefix: 20 for private subnets of a /16. */
export function tierPrefix(vpcPrefix: number, tier: Tier): number {
  return vpcPrefix + LAYOUT[tier].bits;
}

/**
 * Range of one subnet. It depends on the VPC, the tier and the slot alone, so that adding a zone moves no other subnet.
 * @param cidr range of the VPC, /16 to /22
 * @param slot 0 to 7, see zoneSlot
 * @throws CidrError for a malformed range, RangeError for a range or slot out of bounds
 */
export function tierCidr(cidr: string, tier: Tier, slot: number): string {
  const vpc = parseCidr(cidr);
  if (vpc.prefix < MINIMUM_PREFIX || vpc.prefix > MAXIMUM_PREFIX) {
    throw new RangeError(`${cidr} cannot be planned: a VPC is /${MINIMUM_PREFIX} to /${MAXIMUM_PREFIX}`);
  }
  if (!Number.isInteger(slot) || slot < 0 || slot >= SLOTS) {
    throw new RangeError(`slot ${slot} does not exist: a tier has slots 0 to ${SLOTS - 1}`);
  }
  const { bits, start } = LAYOUT[tier];
  const size = 2 ** (32 - vpc.prefix);
  return formatCidr(vpc.first + start * size + (slot * size) / 2 ** bits, vpc.prefix + bits);
}
