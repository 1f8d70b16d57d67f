import type { Schema } from "provider-schemas";

/** Paths of the arguments of a type whose change needs another object. */
export function replacement(_type: string, { block }: Schema): readonly string[] {
  return block.attributes?.region ? ["region"] : [];
}
