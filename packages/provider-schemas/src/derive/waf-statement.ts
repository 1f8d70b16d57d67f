import type { NestedBlock } from "../format";
export function wafStatement(_path: string): NestedBlock | undefined {
  return undefined;
}
