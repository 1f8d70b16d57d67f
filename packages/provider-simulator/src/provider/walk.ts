import type { Attribute, AttributeType, Block, NestingMode } from "provider-schemas";
import { isValues, UNKNOWN, type Value, type Values } from "./value";

/** What shall stand where an attribute's value stands. */
export type Visit = (value: Value, name: string, attribute: Attribute) => Value;

/**
 * Rebuilds a value by its schema, attribute by attribute, also in nested blocks and nested attributes. What is null or
 * unknown as a whole is not entered.
 */
export function mapBlock(block: Block, value: Values, visit: Visit): Values {
  const result: Record<string, Value> = mapAttributes(block.attributes ?? {}, value, visit);
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    result[name] = mapNested(nested.nesting_mode, value[name] ?? null, (inner) => mapBlock(nested.block, inner, visit));
  }
  return result;
}

function mapAttributes(
  attributes: Readonly<Record<string, Attribute>>,
  value: Values,
  visit: Visit,
): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const visited = visit(value[name] ?? null, name, attribute);
    const nested = attribute.nested_type;
    result[name] = nested
      ? mapNested(nested.nesting_mode, visited, (inner) => mapAttributes(nested.attributes, inner, visit))
      : visited;
  }
  return result;
}

function mapNested(mode: NestingMode, value: Value, map: (inner: Values) => Values): Value {
  if (value === null || value === UNKNOWN) return value;
  const one = (item: Value) => (isValues(item) ? map(item) : item);
  if (mode === "single" || mode === "group") return one(value);
  if (Array.isArray(value)) return value.map(one);
  if (!isValues(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item)]));
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
