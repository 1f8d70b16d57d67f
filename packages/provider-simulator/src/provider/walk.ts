import type { Attribute, AttributeType, Block, NestingMode } from "provider-schemas";
import { isValues, UNKNOWN, type Value, type Values } from "./value";

/** What shall stand where an attribute's value stands. The path tells apart attributes of the same name. */
export type Visit = (value: Value, name: string, attribute: Attribute, path: string) => Value;

/**
 * Rebuilds a value by its schema, attribute by attribute, also in nested blocks and nested attributes. What is null or
 * unknown as a whole is not entered.
 */
export function mapBlock(block: Block, value: Values, visit: Visit, path = ""): Values {
  const result = mapAttributes(block.attributes ?? {}, value, visit, path);
  for (const [name, { nesting_mode, block: inner }] of Object.entries(block.block_types ?? {})) {
    result[name] = mapNested(nesting_mode, value[name] ?? null, `${path}${name}.`, (item, at) =>
      mapBlock(inner, item, visit, at),
    );
  }
  return result;
}

function mapAttributes(
  attributes: Readonly<Record<string, Attribute>>,
  value: Values,
  visit: Visit,
  path: string,
): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const visited = visit(value[name] ?? null, name, attribute, path + name);
    const nested = attribute.nested_type;
    result[name] = nested
      ? mapNested(nested.nesting_mode, visited, `${path}${name}.`, (item, at) =>
          mapAttributes(nested.attributes, item, visit, at),
        )
      : visited;
  }
  return result;
}

function mapNested(mode: NestingMode, value: Value, path: string, map: (item: Values, path: string) => Values): Value {
  if (value === null || value === UNKNOWN) return value;
  const one = (item: Value, at: string) => (isValues(item) ? map(item, at) : item);
  if (mode === "single" || mode === "group") return one(value, path);
  if (Array.isArray(value)) return value.map((item, index) => one(item, `${path}${index}.`));
  if (!isValues(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item, `${path}${key}.`)]));
}

/** The type of an attribute, also where it is given by nested attributes. */
export function typeOf({ type, nested_type }: Attribute): AttributeType {
  if (!nested_type) return type ?? "dynamic";
  const fields = Object.entries(nested_type.attributes).map(([name, field]): [string, AttributeType] => [
    name,
    typeOf(field),
  ]);
  const object: AttributeType = ["object", Object.fromEntries(fields)];
  return nested_type.nesting_mode === "single" ? object : [nested_type.nesting_mode, object];
}
