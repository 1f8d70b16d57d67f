import type { Attribute, Block, NestingMode } from "provider-schemas";
import { equal, isValues, type Value, type Values } from "./value";

/**
 * Takes over what the platform decided inside nested blocks and nested attributes. Terraform proposes it already, save
 * for elements of a set that hold a computed set: those it takes for new, and leaves their correlation to providers.
 */
export function takeOver(block: Block, value: Values, prior: Values): Values {
  const result: Record<string, Value> = takeOverAttributes(block.attributes ?? {}, value, prior);
  for (const [name, { nesting_mode, block: inner }] of Object.entries(block.block_types ?? {})) {
    result[name] = takeOverNested(nesting_mode, value[name] ?? null, prior[name] ?? null, (item, from) =>
      takeOver(inner, item, from),
    );
  }
  return result;
}

function takeOverAttributes(
  attributes: Readonly<Record<string, Attribute>>,
  value: Values,
  prior: Values,
): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const [name, { computed, nested_type }] of Object.entries(attributes)) {
    const [given, before] = [value[name] ?? null, prior[name] ?? null];
    if (given === null && computed) result[name] = before;
    else if (!nested_type) result[name] = given;
    else {
      result[name] = takeOverNested(nested_type.nesting_mode, given, before, (item, from) =>
        takeOverAttributes(nested_type.attributes, item, from),
      );
    }
  }
  return result;
}

type Take = (item: Values, prior: Values) => Values;

function takeOverNested(mode: NestingMode, value: Value, prior: Value, take: Take): Value {
  const one = (item: Value, from: Value | undefined) => (isValues(item) && isValues(from) ? take(item, from) : item);
  if (Array.isArray(value) && Array.isArray(prior)) {
    if (mode !== "set") return value.map((item, index) => one(item, prior[index]));
    const left = [...prior];
    return value.map((item) => {
      // An element is the same one when nothing but what the platform decided was missing.
      const index = left.findIndex((from) => equal(one(item, from), from));
      return index < 0 ? item : (left.splice(index, 1)[0] ?? item);
    });
  }
  if (!isValues(value) || !isValues(prior)) return value;
  if (mode === "single" || mode === "group") return take(value, prior);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item, prior[key])]));
}
