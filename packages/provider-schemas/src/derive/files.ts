import fs from "node:fs";
import path from "node:path";
import type { ProviderSchemas } from "../format";
import { sortKeys } from "../sort-keys";
import { deriveSchemas, openProviderPackage } from "./index";
import { typesInUse } from "./usage";

/** A file of derived schemas, not yet written. */
export interface SchemaFile {
  /** `aws.json` */
  readonly name: string;
  readonly schemas: ProviderSchemas;
  readonly text: string;
}

/**
 * Derives the types that a project uses, one file per provider.
 * @throws Error listing every type that cannot be derived
 */
export function deriveFiles(project: string): SchemaFile[] {
  const failures: string[] = [];
  const files: SchemaFile[] = [];
  for (const [packageName, folders] of typesInUse(project)) {
    try {
      const provider = openProviderPackage(packageName, path.resolve(project));
      const schemas = deriveSchemas(provider, folders, (error) => failures.push(error.message));
      files.push({ name: `${path.basename(provider.source)}.json`, schemas, text: formatSchemas(schemas) });
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (failures.length > 0) throw new Error(failures.join("\n"));
  return files;
}

/** Writes all files, each at once, so that a reader never finds half of one. */
export function writeFiles(folder: string, files: readonly SchemaFile[]): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) {
    const temporary = path.join(folder, `.${name}.${process.pid}`);
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, path.join(folder, name));
  }
}

/**
 * How the files in a folder differ from derived ones. Files of other names are no concern of this.
 * @returns one line per difference; none when all are up to date
 */
export function staleFiles(folder: string, files: readonly SchemaFile[]): string[] {
  return files.flatMap(({ name, schemas, text }) => {
    const file = path.join(folder, name);
    if (!fs.existsSync(file)) return [`${file}: is missing`];
    const committed = fs.readFileSync(file, "utf8");
    if (committed === text) return [];
    const [before, after] = [typesOf(JSON.parse(committed)), typesOf(schemas)];
    const changes = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((type) => {
      if (!before.has(type)) return [`${file}: lacks ${type}`];
      if (!after.has(type)) return [`${file}: holds ${type}, which is not in use`];
      return before.get(type) === after.get(type) ? [] : [`${file}: ${type} differs from its binding`];
    });
    return changes.length > 0 ? changes : [`${file}: is not formatted as derived`];
  });
}

/** Every type's schema as text, by a name that says which kind it is. */
function typesOf(schemas: ProviderSchemas): Map<string, string> {
  const types = new Map<string, string>();
  for (const provider of Object.values(schemas.provider_schemas)) {
    if (provider.provider) types.set("provider", JSON.stringify(sortKeys(provider.provider)));
    const sections = [
      ["", provider.resource_schemas],
      ["data.", provider.data_source_schemas],
      ["ephemeral.", provider.ephemeral_resource_schemas],
    ] as const;
    for (const [prefix, section] of sections) {
      for (const [type, schema] of Object.entries(section ?? {}))
        types.set(prefix + type, JSON.stringify(sortKeys(schema)));
    }
  }
  return types;
}

/** JSON with sorted keys and one line for whatever fits on one, so that a change shows as the lines it touches. */
function formatSchemas(schemas: ProviderSchemas): string {
  return `${layOut(sortKeys(schemas), "")}\n`;
}

const LINE_WIDTH = 120;

function layOut(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return line;
  if (indent.length + line.length <= LINE_WIDTH) return line;
  const inner = `${indent} `;
  const lines = Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${layOut(item, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
