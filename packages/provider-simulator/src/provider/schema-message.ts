import type { Attribute, Block, ProviderSchema, Schema } from "provider-schemas";

/** The schemas of a provider as the protocol's message. */
export function schemaMessage(provider: ProviderSchema) {
  const all = (schemas: Readonly<Record<string, Schema>> | undefined) =>
    Object.fromEntries(Object.entries(schemas ?? {}).map(([name, schema]) => [name, message(schema)]));
  return {
    provider: provider.provider
      ? message(provider.provider)
      : { version: 0, block: { attributes: [], block_types: [] } },
    resource_schemas: all(provider.resource_schemas),
    data_source_schemas: all(provider.data_source_schemas),
    ephemeral_resource_schemas: all(provider.ephemeral_resource_schemas),
    server_capabilities: { plan_destroy: false, get_provider_schema_optional: true, move_resource_state: true },
    diagnostics: [],
  };
}

function message(schema: Schema) {
  // A version matters to states that another release wrote. Ours are written anew by each set of schemas, with and
  // without versions, and each must read the other's.
  return { version: 0, block: blockMessage(schema.block) };
}

interface BlockMessage {
  readonly attributes: readonly object[];
  readonly block_types: readonly object[];
}

function blockMessage(block: Block): BlockMessage {
  return {
    attributes: attributeMessages(block.attributes ?? {}),
    block_types: Object.entries(block.block_types ?? {}).map(([name, nested]) => ({
      type_name: name,
      nesting: nested.nesting_mode.toUpperCase(),
      min_items: nested.min_items ?? 0,
      max_items: nested.max_items ?? 0,
      block: blockMessage(nested.block),
    })),
  };
}

function attributeMessages(attributes: Readonly<Record<string, Attribute>>): object[] {
  return Object.entries(attributes).map(([name, { type, nested_type, ...flags }]) => ({
    name,
    ...flags,
    ...(nested_type
      ? {
          nested_type: {
            nesting: nested_type.nesting_mode.toUpperCase(),
            attributes: attributeMessages(nested_type.attributes),
          },
        }
      : { type: Buffer.from(JSON.stringify(type)) }),
  }));
}
