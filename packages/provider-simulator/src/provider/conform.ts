import { isDeepStrictEqual } from "node:util";
import type { AttributeType, Block, NestingMode, Schema } from "provider-schemas";
import { ProviderError } from "./protocol";
import { typeOf } from "./walk";

type Json = unknown;

/**
 * A state as terraform keeps it, in JSON, without what the schema does not have (any more): terraform refuses unknown
 * attributes and takes missing ones for null.
 * @throws ProviderError when there is no state in it
 */
export function conformState({ block }: Schema, state: Uint8Array | undefined): Buffer {
  if (!state || state.length === 0) {
    throw new ProviderError("Unreadable state", "It is in the format of Terraform 0.11 or older. Create it anew.");
  }
  const parsed: Json = JSON.parse(Buffer.from(state).toString("utf8"));
  const conforming = conformBlock(block, parsed);
  // The bytes as they came keep integers that JavaScript would round.
  return isDeepStrictEqual(parsed, conforming) ? Buffer.from(state) : Buffer.from(JSON.stringify(conforming));
}

function conformBlock(block: Block, value: Json): Json {
  if (!isObject(value)) return value;
  const result: Record<string, Json> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    if (name in value) result[name] = conformType(typeOf(attribute), value[name]);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    if (name in value)
      result[name] = each(nested.nesting_mode, value[name], (item) => conformBlock(nested.block, item));
  }
  return result;
}

function conformType(type: AttributeType, value: Json): Json {
  if (typeof type === "string") return value;
  switch (type[0]) {
    case "object": {
      if (!isObject(value)) return value;
      const fields = Object.entries(type[1]).filter(([name]) => name in value);
      return Object.fromEntries(fields.map(([name, inner]) => [name, conformType(inner, value[name])]));
    }
    case "tuple":
      return value;
    default: {
      const [mode, inner] = type;
      return each(mode, value, (item) => conformType(inner, item));
    }
  }
}

function each(mode: NestingMode, value: Json, conform: (item: Json) => Json): Json {
  if (mode === "single" || mode === "group") return conform(value);
  if (Array.isArray(value)) return value.map(conform);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, conform(item)]));
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
