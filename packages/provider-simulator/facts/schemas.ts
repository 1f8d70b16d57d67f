import { loadSchemas, mergeSchemas, type Schema } from "provider-schemas";
import { deriveSchemas, openProviderPackage } from "provider-schemas/src/derive";
import { TYPES } from "./type-map";

const AWS = "registry.terraform.io/hashicorp/aws";

/**
 * Schemas of the mapped types by Terraform type, read out of the bindings that are installed for a folder.
 * @param from the folder
 * @param locations files or folders of schemas that take precedence, type by type
 */
export function schemasOfMappedTypes(from: string, locations: readonly string[]): Readonly<Record<string, Schema>> {
  const bindings = openProviderPackage("@cdktf/provider-aws", from);
  const folders = Object.keys(TYPES).map((type) => type.replace(/^aws_/, "").replaceAll("_", "-"));
  const merged = mergeSchemas(deriveSchemas(bindings, folders), ...locations.map((location) => loadSchemas(location)));
  return merged.provider_schemas[AWS]?.resource_schemas ?? {};
}
