export { CidrError, freeRange, overlap, parseCidr, within } from "./cidr";
export { MAXIMUM_PREFIX, MINIMUM_PREFIX, SLOTS, TIERS, type Tier, tierCidr, tierPrefix, zoneSlot } from "./plan";
