import { CidrError, parseCidr } from "subnet-plan";

type Range = ReturnType<typeof parseCidr>;

/** What was read before: each subnet is held against all others of its VPC. */
const read = new Map<string, Range | string>();

/** A range, or what is wrong with it. */
export function readCidr(text: string): Range | string {
  const before = read.get(text);
  if (before !== undefined) return before;
  const range = parse(text);
  read.set(text, range);
  return range;
}

function parse(text: string): Range | string {
  try {
    return parseCidr(text);
  } catch (error) {
    if (error instanceof CidrError) return error.message;
    throw error;
  }
}

/** Whether two ranges share an address; what is no range shares nothing. */
export function shareAddresses(a: string, b: string): boolean {
  const [one, other] = [readCidr(a), readCidr(b)];
  if (typeof one === "string" || typeof other === "string") return false;
  return one.first <= other.last && other.first <= one.last;
}

/** Whether every address of `inner` belongs to `outer`. */
export function lies(inner: string, outer: string): boolean {
  const [small, large] = [readCidr(inner), readCidr(outer)];
  if (typeof small === "string" || typeof large === "string") return false;
  return large.first <= small.first && small.last <= large.last;
}
