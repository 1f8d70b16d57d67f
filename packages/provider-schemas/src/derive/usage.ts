import fs from "node:fs";
import path from "node:path";

/** Type folders by package name: `@cdktf/provider-aws` -> `provider`, `subnet`, `vpc`. */
export type Usage = ReadonlyMap<string, readonly string[]>;

const IMPORT = /["'](@cdktf\/provider-[\w-]+)\/lib\/([\w-]+)(?:\/index(?:\.js)?)?["']/g;
const SKIPPED_FOLDERS = new Set(["node_modules", "__tests__"]);

/**
 * Finds which types a project uses: every `@cdktf/provider-<x>/lib/<type>` that its TypeScript names.
 * The provider's own configuration is always part of it. Hidden folders, `node_modules`, tests and folders with a
 * `package.json` of their own (another project) are not searched.
 * @throws Error when the folder does not exist or imports no binding at all
 */
export function typesInUse(project: string): Usage {
  if (!fs.existsSync(project)) throw new Error(`${project}: no such folder.`);
  const found = new Map<string, Set<string>>();
  for (const file of sourceFiles(project)) {
    for (const [, provider = "", type = ""] of fs.readFileSync(file, "utf8").matchAll(IMPORT)) {
      const types = found.get(provider) ?? new Set(["provider"]);
      found.set(provider, types.add(type));
    }
  }
  if (found.size === 0) {
    throw new Error(`${path.resolve(project)}: no TypeScript file imports "@cdktf/provider-<name>/lib/<type>".`);
  }
  return new Map([...found].sort().map(([provider, types]) => [provider, [...types].sort()]));
}

function sourceFiles(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const location = path.join(folder, entry.name);
    if (entry.isFile()) return /\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [location] : [];
    if (!entry.isDirectory() || entry.name.startsWith(".") || SKIPPED_FOLDERS.has(entry.name)) return [];
    return fs.existsSync(path.join(location, "package.json")) ? [] : sourceFiles(location);
  });
}
