import fs from "node:fs";
import path from "node:path";
import { ASPECTS, type Comparison, compareSchemas } from "./compare";
import { deriveSchemas, openProviderPackage, type ProviderPackage, typeFolders } from "./derive";
import { typesInUse } from "./derive/usage";
import type { ProviderSchemas } from "./format";
import { loadSchemas } from "./load";

/**
 * Compares derived schemas with true ones, for the types that a project uses and for everything that the installed
 * bindings hold, and lays the counts out as text.
 * @param truth file or folder in the format of `terraform providers schema -json`
 * @param examples disagreements shown of each kind
 */
export function reportComparison(truth: string, project: string, examples: number): string {
  const trueSchemas = loadSchemas(truth);
  const from = path.resolve(project);
  const usage = typesInUse(project);
  const sections: string[] = [];
  for (const name of installedProviders(from)) {
    const provider = openProviderPackage(name, from);
    if (!trueSchemas.provider_schemas[provider.source]) continue;
    const used = usage.get(name);
    if (used) sections.push(section(`${title(provider)}, types in use`, trueSchemas, provider, used, examples));
    sections.push(section(`${title(provider)}, all types`, trueSchemas, provider, typeFolders(provider), examples));
  }
  if (sections.length === 0) throw new Error(`${truth}: holds no schema of a provider whose bindings are installed.`);
  return sections.join("\n\n");
}

/** Names of the packages of bindings that can be imported from a folder. */
function installedProviders(from: string): string[] {
  const parent = path.dirname(from);
  const scope = path.join(from, "node_modules", "@cdktf");
  const here = fs.existsSync(scope)
    ? fs.readdirSync(scope).filter((name) => fs.existsSync(path.join(scope, name, "lib", "provider")))
    : [];
  const above = parent === from ? [] : installedProviders(parent);
  return [...new Set([...here.map((name) => `@cdktf/${name}`), ...above])].sort();
}

function title(provider: ProviderPackage): string {
  return `${provider.source} ${provider.version}`;
}

function section(
  heading: string,
  truth: ProviderSchemas,
  provider: ProviderPackage,
  folders: readonly string[],
  examples: number,
): string {
  const incomplete: string[] = [];
  const derived = deriveSchemas(provider, folders, (error) => incomplete.push(error.message));
  const complete = folders.length === typeFolders(provider).length;
  const comparison = compareSchemas(truth, derived, complete);
  return [
    `${heading}: ${comparison.types} types, ${comparison.entries} attributes and blocks`,
    ...incomplete.map((message) => `  not derivable: ${message}`),
    ...rows(comparison, examples),
  ].join("\n");
}

function rows({ entries, disagreements }: Comparison, examples: number): string[] {
  return ASPECTS.flatMap((aspect) => {
    const found = disagreements[aspect];
    const agreement = aspect === "missing type" ? "" : `  ${(100 - (100 * found.length) / entries).toFixed(2)} % agree`;
    return [
      `  ${aspect.padEnd(30)} ${String(found.length).padStart(5)}${agreement}`,
      ...found.slice(0, examples).map((example) => `      ${example}`),
    ];
  });
}
