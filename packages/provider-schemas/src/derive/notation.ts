import type { Attribute, AttributeType, Block, NestedBlock } from "../format";

/**
 * Short notation for schemas kept by hand: an attribute is its flags and type, such as `optional computed string`,
 * `required list(string)` or `computed sensitive string`; a nested block is what the functions below return.
 */
export type Fields = Readonly<Record<string, string | NestedBlock>>;

export function block(fields: Fields): Block {
  const attributes: Record<string, Attribute> = {};
  const blocks: Record<string, NestedBlock> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === "string") attributes[name] = attribute(field);
    else blocks[name] = field;
  }
  return {
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(Object.keys(blocks).length > 0 && { block_types: blocks }),
  };
}

/** A block that may be given once. */
export function optionalBlock(fields: Fields): NestedBlock {
  return { nesting_mode: "list", block: block(fields), max_items: 1 };
}

/** A block that must be given once. */
export function requiredBlock(fields: Fields): NestedBlock {
  return { nesting_mode: "list", block: block(fields), min_items: 1, max_items: 1 };
}

/** A block that may be given any number of times, but at least `min_items` times. */
export function blocks(nesting_mode: "list" | "set", fields: Fields, min_items = 0): NestedBlock {
  return { nesting_mode, block: block(fields), ...(min_items > 0 && { min_items }) };
}

const FLAGS = ["required", "optional", "computed", "sensitive"] as const;

function attribute(notation: string): Attribute {
  const words = notation.split(" ");
  const flags = FLAGS.filter((flag) => words.includes(flag));
  return { type: typeNamed(words.at(-1) ?? ""), ...Object.fromEntries(flags.map((flag) => [flag, true])) };
}

function typeNamed(name: string): AttributeType {
  const collection = /^(list|set|map)\((.*)\)$/.exec(name);
  const [, kind, element = ""] = collection ?? [];
  if (kind === "list" || kind === "set" || kind === "map") return [kind, typeNamed(element)];
  if (name === "string" || name === "number" || name === "bool") return name;
  throw new Error(`${name}: no type of the notation for schemas kept by hand.`);
}
