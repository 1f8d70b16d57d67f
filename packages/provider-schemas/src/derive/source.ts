import fs from "node:fs";
import path from "node:path";

/**
 * The TypeScript text from which a binding was compiled, in one piece.
 *
 * Only the TypeScript still holds the comments with every attribute's flags. Prebuilt bindings carry it in the source
 * map at the end of each JavaScript file, and bindings written by `cdktf get` are TypeScript already. Very large types
 * keep their nested blocks in `index-structs/`; they are appended.
 * @param folder such as `node_modules/@cdktf/provider-aws/lib/subnet`
 * @throws Error naming the file that is absent or was compiled without its source
 */
export function readBindingSource(folder: string): string {
  const shards = path.join(folder, "index-structs");
  const shardNames = fs.existsSync(shards)
    ? fs.readdirSync(shards).filter((name) => /^structs\d+\.(js|ts)$/.test(name))
    : [];
  return [path.join(folder, "index"), ...shardNames.map((name) => path.join(shards, path.parse(name).name))]
    .map(readModule)
    .join("\n");
}

/** @param module path without its extension */
function readModule(module: string): string {
  if (fs.existsSync(`${module}.ts`)) return fs.readFileSync(`${module}.ts`, "utf8");
  const file = `${module}.js`;
  if (!fs.existsSync(file)) throw new Error(`${file}: no such binding.`);
  return originalSource(fs.readFileSync(file, "utf8"), file);
}

function originalSource(javascript: string, file: string): string {
  const marker = "//# sourceMappingURL=data:application/json;base64,";
  const start = javascript.lastIndexOf(marker);
  const map: unknown =
    start < 0 ? undefined : JSON.parse(Buffer.from(javascript.slice(start + marker.length), "base64").toString("utf8"));
  if (typeof map === "object" && map !== null && "sourcesContent" in map && Array.isArray(map.sourcesContent)) {
    return map.sourcesContent.join("\n");
  }
  throw new Error(
    `${file}: holds no source map with the TypeScript it was compiled from, so its schema cannot be read.`,
  );
}
