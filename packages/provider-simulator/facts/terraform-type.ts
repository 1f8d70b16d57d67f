import type { Attribute, AttributeType, Block, Schema } from "provider-schemas";

/** An attribute or block of a Terraform type, nesting of every kind made alike. */
export interface Argument {
  /** Of each item where it is a list, a set or a map. */
  readonly kind: "string" | "number" | "bool" | "object" | "dynamic";
  readonly collection?: "list" | "set" | "map";
  /** Whether a configuration can say something of it. */
  readonly configurable: boolean;
  readonly computed: boolean;
  /** Those of an object. */
  readonly fields: Fields;
}

export interface Fields {
  readonly [name: string]: Argument;
}

export function argumentsOf({ block }: Schema): Fields {
  return blockFields(block);
}

function blockFields({ attributes = {}, block_types = {} }: Block): Fields {
  const fields: Record<string, Argument> = attributeFields(attributes);
  for (const [name, { nesting_mode, block }] of Object.entries(block_types)) {
    const collection = nesting_mode === "single" || nesting_mode === "group" ? undefined : nesting_mode;
    fields[name] = { kind: "object", collection, configurable: true, computed: false, fields: blockFields(block) };
  }
  return fields;
}

function attributeFields(attributes: Readonly<Record<string, Attribute>>): Record<string, Argument> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const flags = {
        configurable: attribute.required === true || attribute.optional === true,
        computed: attribute.computed === true,
      };
      const { nested_type: nested } = attribute;
      if (!nested) return [name, ofType(attribute.type ?? "dynamic", flags)];
      const collection = nested.nesting_mode === "single" ? undefined : nested.nesting_mode;
      return [name, { kind: "object", collection, ...flags, fields: attributeFields(nested.attributes) }];
    }),
  );
}

function ofType(type: AttributeType, flags: { configurable: boolean; computed: boolean }): Argument {
  if (typeof type === "string") return { kind: type, ...flags, fields: {} };
  const [shape, inner] = type;
  if (shape === "tuple") return { kind: "dynamic", ...flags, fields: {} };
  if (shape === "object") {
    const fields = Object.entries(inner).map(([name, field]): [string, Argument] => [name, ofType(field, flags)]);
    return { kind: "object", ...flags, fields: Object.fromEntries(fields) };
  }
  const item = ofType(inner, flags);
  return { ...item, collection: shape, ...(item.collection && { kind: "dynamic" }) };
}

/** Attributes that a configuration can give, nested ones included, blocks themselves not. */
export function countConfigurable(fields: Fields): number {
  return Object.values(fields).reduce((count, { configurable, kind, fields: inner }) => {
    if (!configurable) return count;
    return count + (kind === "object" ? countConfigurable(inner) : 1);
  }, 0);
}
