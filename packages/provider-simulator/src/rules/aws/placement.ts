import { text } from "../access";
import type { Platform } from "../rule";

/** The zones and VPCs that some subnets are in, as far as they exist. */
export function placementOf(
  subnets: readonly string[],
  platform: Platform,
): { zones: string[]; vpcs: string[]; found: number } {
  const objects = subnets.flatMap((id) => platform.find(["aws_subnet"], id) ?? []);
  const each = (name: string) => [...new Set(objects.flatMap(({ attributes }) => text(attributes, name) ?? []))];
  return { zones: each("availability_zone"), vpcs: each("vpc_id"), found: objects.length };
}
