import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ConstructsMakerProviderTarget, Language, type ProviderSchema } from "@cdktf/commons";
import { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } from "@cdktf/provider-generator";
import { cdktf } from "../package.json";

/**
 * Writes lib/ with CDKTF's own generator, from schema/mysql.json and the provider's version in package.json:
 *
 *   node -r ./scripts/typescript.js packages/provider-mysql/scripts/generate.ts [<other folder than lib>]
 */
const PACKAGE = path.join(__dirname, "..");
const LIB = path.join(PACKAGE, "lib");

const HEADER = `// Written by \`npm run provider-mysql\` from schema/mysql.json; do not edit.
// @ts-nocheck The generator leaves out \`override\`, which the settings of this project ask for.

`;

async function generate(staging: string): Promise<string> {
  const { name: source, version } = cdktf.provider;
  const [, namespace, name = ""] = source.split("/");
  const schemas: ProviderSchema = JSON.parse(fs.readFileSync(path.join(PACKAGE, "schema", `${name}.json`), "utf8"));
  const generator = new TerraformProviderGenerator(new CodeMaker(), {
    ...schemas,
    provider_versions: { [source]: version },
  });
  const constraint = new TerraformProviderConstraint(`${namespace}/${name}@${version}`);
  generator.generate(new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT));
  await generator.save(staging);
  return path.join(staging, "providers", name);
}

/** Bindings alone: without the barrels, which the project does not use, and pages that hold one link each. */
function copyBindings(from: string, to: string): void {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const text = fs.readFileSync(path.join(from, entry.name, "index.ts"), "utf8");
    fs.mkdirSync(path.join(to, entry.name), { recursive: true });
    fs.writeFileSync(path.join(to, entry.name, "index.ts"), HEADER + text);
  }
}

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  const staging = fs.mkdtempSync(path.join(os.tmpdir(), "provider-mysql-"));
  try {
    const generated = await generate(staging);
    if (!folder) fs.rmSync(LIB, { recursive: true, force: true });
    copyBindings(generated, folder ?? LIB);
  } finally {
    fs.rmSync(staging, { recursive: true });
  }
}

void main();
