import fs from "node:fs";
import path from "node:path";
import type { ProviderSchema, ProviderSchemas, Schema } from "../format";
import { loadSchemas } from "../load";
import { type Binding, parseBinding } from "./binding";
import { ephemeralSchemas } from "./ephemeral";
import { IncompleteBindingError, schemaOf } from "./schema";
import { readBindingSource } from "./source";

/** An installed package of bindings for one provider. */
export interface ProviderPackage {
  /** `@cdktf/provider-aws` */
  readonly name: string;
  /** `registry.terraform.io/hashicorp/aws` */
  readonly source: string;
  /** Version of the provider itself, such as `6.25.0`. */
  readonly version: string;
  /** The folder that holds one folder per type. */
  readonly lib: string;
  /** The provider's own schema, where the package holds one in `schema/`. Then nothing is derived. */
  readonly schema?: ProviderSchema;
}

/**
 * @param name such as `@cdktf/provider-aws`
 * @param from folder from which the package is looked up
 * @throws Error when it is not installed or does not say which provider it is for
 */
export function openProviderPackage(name: string, from: string): ProviderPackage {
  let file: string;
  try {
    file = require.resolve(`${name}/package.json`, { paths: [from] });
  } catch {
    throw new Error(`${name}: is not installed where ${from} could import it; run "npm ci".`);
  }
  const manifest: { cdktf?: { provider?: { name?: string; version?: string } } } = JSON.parse(
    fs.readFileSync(file, "utf8"),
  );
  const { name: source, version } = manifest.cdktf?.provider ?? {};
  if (!source || !version) {
    throw new Error(`${file}: has no "cdktf.provider" with "name" and "version", so it is no package of bindings.`);
  }
  const folder = path.dirname(file);
  return { name, source, version, lib: path.join(folder, "lib"), schema: heldSchema(folder, source) };
}

/** Published packages leave the schema out that they were generated from; packages of a project can keep it. */
function heldSchema(folder: string, source: string): ProviderSchema | undefined {
  const held = path.join(folder, "schema");
  if (!fs.existsSync(held)) return undefined;
  const schema = loadSchemas(held).provider_schemas[source];
  if (!schema) throw new Error(`${held}: holds no schema of ${source}.`);
  return schema;
}

/** The folders of all types and of the provider's own configuration. */
export function typeFolders(provider: ProviderPackage): string[] {
  return fs
    .readdirSync(provider.lib, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * Schemas of the given types and of the provider's ephemeral resources.
 * @param folders names below the package's `lib`, such as `data-aws-iam-policy-document` and `provider`; default: all
 * @param onIncomplete called for a type whose bindings leave a part out, which is then skipped; default: throw
 * @throws Error naming the folder when one is no binding
 */
export function deriveSchemas(
  provider: ProviderPackage,
  folders: readonly string[] = typeFolders(provider),
  onIncomplete: (error: IncompleteBindingError) => void = (error) => {
    throw error;
  },
): ProviderSchemas {
  const resources: Record<string, Schema> = {};
  const dataSources: Record<string, Schema> = {};
  let configuration: Schema | undefined;
  for (const folder of folders) {
    const directory = path.join(provider.lib, folder);
    const binding = parseBinding(readBindingSource(directory), directory);
    try {
      const schema = provider.schema ? heldType(provider.schema, binding, directory) : schemaOf(binding);
      if (binding.kind === "provider") configuration = schema;
      else if (binding.kind === "data") dataSources[binding.type] = schema;
      else resources[binding.type] = schema;
    } catch (error) {
      if (!(error instanceof IncompleteBindingError)) throw error;
      onIncomplete(error);
    }
  }
  const schemas: ProviderSchema = {
    ...(configuration && { provider: configuration }),
    resource_schemas: resources,
    data_source_schemas: dataSources,
    ephemeral_resource_schemas: provider.schema?.ephemeral_resource_schemas ?? ephemeralSchemas(provider.source),
  };
  return { format_version: "1.0", provider_schemas: { [provider.source]: schemas } };
}

function heldType(held: ProviderSchema, { kind, type }: Binding, folder: string): Schema {
  const types = kind === "data" ? held.data_source_schemas : held.resource_schemas;
  const schema = kind === "provider" ? held.provider : types?.[type];
  if (!schema) throw new Error(`${folder}: is a binding of ${type}, which its package's schema does not hold.`);
  return schema;
}
