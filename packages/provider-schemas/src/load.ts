import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import type { ProviderSchema, ProviderSchemas } from "./format";

/** Schemas that cannot be read; the message names the file and what is wrong with it. */
export class SchemaFileError extends Error {
  override readonly name = "SchemaFileError";
}

/**
 * Reads every `*.json` and `*.json.gz` of a folder (or one such file) and merges them.
 * @throws SchemaFileError naming the file when one cannot be read, is not JSON, or is not in terraform's schema format.
 */
export function loadSchemas(location: string): ProviderSchemas {
  return mergeSchemas(...schemaFiles(location).map(readSchemaFile));
}

/** Later arguments win, type by type. */
export function mergeSchemas(...all: readonly ProviderSchemas[]): ProviderSchemas {
  const merged: Record<string, ProviderSchema> = {};
  for (const schemas of all) {
    for (const [source, provider] of Object.entries(schemas.provider_schemas)) {
      const known = merged[source];
      merged[source] = {
        provider: provider.provider ?? known?.provider,
        resource_schemas: { ...known?.resource_schemas, ...provider.resource_schemas },
        data_source_schemas: { ...known?.data_source_schemas, ...provider.data_source_schemas },
        ephemeral_resource_schemas: { ...known?.ephemeral_resource_schemas, ...provider.ephemeral_resource_schemas },
      };
    }
  }
  return { format_version: "1.0", provider_schemas: merged };
}

function schemaFiles(location: string): string[] {
  const stat = fs.statSync(location, { throwIfNoEntry: false });
  if (!stat) throw new SchemaFileError(`${location}: no such file or folder of provider schemas.`);
  if (!stat.isDirectory()) return [location];
  const files = fs.readdirSync(location).filter((name) => /\.json(\.gz)?$/.test(name));
  if (files.length === 0) {
    throw new SchemaFileError(
      `${location}: holds no *.json or *.json.gz file; write one with "terraform providers schema -json".`,
    );
  }
  return files.sort().map((name) => path.join(location, name));
}

function readSchemaFile(file: string): ProviderSchemas {
  let parsed: unknown;
  try {
    const bytes = fs.readFileSync(file);
    parsed = JSON.parse((file.endsWith(".gz") ? zlib.gunzipSync(bytes) : bytes).toString("utf8"));
  } catch (error) {
    throw new SchemaFileError(
      `${file}: cannot be read as provider schemas: ${error instanceof Error ? error.message : error}`,
    );
  }
  if (!isProviderSchemas(parsed)) {
    throw new SchemaFileError(
      `${file}: is not in the format of "terraform providers schema -json" (no "provider_schemas").`,
    );
  }
  return parsed;
}

function isProviderSchemas(value: unknown): value is ProviderSchemas {
  return (
    typeof value === "object" &&
    value !== null &&
    "provider_schemas" in value &&
    typeof value.provider_schemas === "object" &&
    value.provider_schemas !== null
  );
}
