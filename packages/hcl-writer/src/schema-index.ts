import type { ProviderSchema, ProviderSchemas, Schema } from "provider-schemas";

const SECTION = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
} as const;

/** Finds a type's schema, whichever provider it belongs to. */
export class SchemaIndex {
  private readonly providers: readonly [string, ProviderSchema][];

  constructor(schemas: ProviderSchemas) {
    this.providers = Object.entries(schemas.provider_schemas);
  }

  type(kind: keyof typeof SECTION, type: string): Schema | undefined {
    for (const [, provider] of this.providers) {
      const schemas = provider[SECTION[kind]];
      if (schemas && Object.hasOwn(schemas, type)) return schemas[type];
    }
    return undefined;
  }

  /** @param name local name, such as `aws`; taken for the last part of the source address */
  provider(name: string): Schema | undefined {
    return this.providers.find(([source]) => source.endsWith(`/${name}`))?.[1].provider;
  }
}
