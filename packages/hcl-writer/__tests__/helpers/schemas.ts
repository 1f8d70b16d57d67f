import type { ProviderSchemas } from "provider-schemas";

/** A small provider with every kind of attribute and block. */
export const SCHEMAS: ProviderSchemas = {
  format_version: "1.0",
  provider_schemas: {
    "registry.terraform.io/example/test": {
      provider: {
        block: {
          attributes: { region: { type: "string", optional: true } },
          block_types: {
            default_tags: { nesting_mode: "list", block: { attributes: { tags: { type: ["map", "string"] } } } },
          },
        },
      },
      resource_schemas: {
        test_thing: {
          block: {
            attributes: {
              name: { type: "string", required: true },
              zone: { type: "string", optional: true },
              size: { type: "number", optional: true },
              enabled: { type: "bool", optional: true },
              text: { type: "string", optional: true },
              list: { type: ["list", "string"], optional: true },
              tags: { type: ["map", "string"], optional: true },
              any: { type: "dynamic", optional: true },
              nested: {
                optional: true,
                nested_type: { nesting_mode: "list", attributes: { key: { type: "string", required: true } } },
              },
              rule: { type: ["set", ["object", { port: "number", cidrs: ["list", "string"] }]], optional: true },
            },
            block_types: {
              setting: {
                nesting_mode: "list",
                block: {
                  attributes: { key: { type: "string" }, value: { type: "string" } },
                  block_types: { inner: { nesting_mode: "single", block: { attributes: { on: { type: "bool" } } } } },
                },
              },
              labelled: { nesting_mode: "map", block: { attributes: { key: { type: "string" } } } },
              timeouts: { nesting_mode: "single", block: { attributes: { create: { type: "string" } } } },
            },
          },
        },
      },
      data_source_schemas: {
        test_thing: { block: { attributes: { name: { type: "string", required: true } } } },
      },
      ephemeral_resource_schemas: {
        test_secret: { block: { attributes: { length: { type: "number", required: true } } } },
      },
    },
  },
};
