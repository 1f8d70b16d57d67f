import { Address4 } from "ip-address";

/** An IPv4 range that starts at its own network address. */
export interface Cidr {
  /** First address, as a number from 0 to 2^32 - 1. */
  readonly first: number;
  /** Last address, as a number. */
  readonly last: number;
  /** Bits of the network part, 0 to 32. */
  readonly prefix: number;
}

/** A text that is no IPv4 range; the message says what is wrong and what would be right. */
export class CidrError extends Error {
  override readonly name = "CidrError";
}

/**
 * Reads a range such as `10.40.0.0/16`.
 * @throws CidrError when it is no IPv4 range, has no prefix, or names an address inside the range
 */
export function parseCidr(text: string): Cidr {
  const address = /\/\d+$/.test(text) && Address4.isValid(text) ? new Address4(text) : undefined;
  if (!address) throw new CidrError(`"${text}" is not an IPv4 range; write it as 10.40.0.0/16`);
  const start = address.startAddress();
  const prefix = address.subnetMask;
  if (start.bigInt() !== address.bigInt()) {
    const network = `${start.correctForm()}/${prefix}`;
    throw new CidrError(`${text} is an address inside a range, not the range itself; the range is ${network}`);
  }
  const first = Number(start.bigInt());
  return { first, last: first + 2 ** (32 - prefix) - 1, prefix };
}

/** Whether two ranges share an address. */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [parseCidr(a), parseCidr(b)];
  return one.first <= other.last && other.first <= one.last;
}

/** Whether every address of `inner` belongs to `outer`. */
export function within(inner: string, outer: string): boolean {
  const [small, large] = [parseCidr(inner), parseCidr(outer)];
  return large.first <= small.first && small.last <= large.last;
}

/**
 * The first range of a prefix in 10.0.0.0/8, at or after an address, that overlaps none of those taken.
 * @returns undefined when there is none
 */
export function freeRange(prefix: number, taken: readonly string[], from = "10.0.0.0"): string | undefined {
  const space = parseCidr("10.0.0.0/8");
  const size = 2 ** (32 - prefix);
  const start = within(`${from}/32`, "10.0.0.0/8") ? parseCidr(`${from}/32`).first : space.first;
  for (let first = Math.ceil(start / size) * size; first + size - 1 <= space.last; first += size) {
    const candidate = formatCidr(first, prefix);
    if (!taken.some((range) => overlap(range, candidate))) return candidate;
  }
  return undefined;
}

/** Writes a first address and a prefix as text. */
export function formatCidr(first: number, prefix: number): string {
  return `${Address4.fromBigInt(BigInt(first)).correctForm()}/${prefix}`;
}
