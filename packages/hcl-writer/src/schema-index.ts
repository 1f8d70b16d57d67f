import type { ProviderSchema, ProviderSchemas, Schema } from "provider-schemas";
import { each, isObject } from "./json";

const SECTION = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
} as const;

/** Finds the schemas that one configuration means. */
export class SchemaIndex {
  private readonly providers: readonly ProviderSchema[];

  /** @param json the configuration: it says where a provider's name comes from */
  constructor(
    private readonly schemas: ProviderSchemas,
    private readonly json: unknown,
  ) {
    this.providers = Object.values(schemas.provider_schemas);
  }

  /** The schema of a type, whichever provider it belongs to. */
  type(kind: keyof typeof SECTION, type: string): Schema | undefined {
    for (const provider of this.providers) {
      const types = provider[SECTION[kind]];
      if (types && Object.hasOwn(types, type)) return types[type];
    }
    return undefined;
  }

  /** The configuration of a provider. @param name local name, such as `aws` */
  provider(name: string): Schema | undefined {
    return this.schemas.provider_schemas[this.sourceOf(name)]?.provider;
  }

  /** `aws` is short for `hashicorp/aws`, and that for `registry.terraform.io/hashicorp/aws`. */
  private sourceOf(name: string): string {
    const parts = (this.requiredSource(name) ?? name).split("/");
    return ["registry.terraform.io", "hashicorp"]
      .slice(0, 3 - parts.length)
      .concat(parts)
      .join("/");
  }

  private requiredSource(name: string): string | undefined {
    if (!isObject(this.json)) return undefined;
    for (const [settings] of each(this.json.terraform, "")) {
      for (const [providers] of each(isObject(settings) ? settings.required_providers : undefined, "")) {
        const required = isObject(providers) ? providers[name] : undefined;
        if (isObject(required) && typeof required.source === "string") return required.source;
      }
    }
    return undefined;
  }
}
