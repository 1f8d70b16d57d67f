import type { TerraformStack } from "cdktf";

type Block = Readonly<Record<string, unknown>>;

/** All resources of a type, by name, as Terraform JSON without CDKTF's metadata. */
export function resourcesOf(stack: TerraformStack, type: string): Readonly<Record<string, Block>> {
  return blocksOf(stack, "resource", type);
}

/** All data sources of a type, by name. */
export function dataOf(stack: TerraformStack, type: string): Readonly<Record<string, Block>> {
  return blocksOf(stack, "data", type);
}

function blocksOf(stack: TerraformStack, section: string, type: string): Readonly<Record<string, Block>> {
  const blocks: Readonly<Record<string, Block>> = stack.toTerraform()[section]?.[type] ?? {};
  return Object.fromEntries(
    Object.entries(blocks).map(([name, { "//": _metadata, ...attributes }]) => [name, attributes]),
  );
}
