import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { loadSchemas } from "provider-schemas";
import { type Hcl, TerraformJsonError, writeHcl } from ".";
import { JsonError, readJson } from "./read-json";

const USAGE = `Usage: hcl-writer <file.tf.json> --schemas <path> --out <folder>

Writes Terraform JSON as HCL: terraform.tf, providers.tf, variables.tf, locals.tf, main.tf, outputs.tf.

  --schemas <path>  file or folder of *.json and *.json.gz, as "terraform providers schema -json" prints them
  --out <folder>    where to write; created when absent. A file of these names that is there is replaced.
  --help            this text`;

/** A mistake of the user; the message is all there is to say. */
class CliError extends Error {}

interface Arguments {
  readonly file: string;
  readonly schemas: string;
  readonly out: string;
}

/** Undefined when help was asked for. */
function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { schemas: { type: "string" }, out: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return undefined;
    const [file, ...others] = positionals;
    const { schemas, out } = values;
    if (!file || !schemas || !out) throw new Error("A file, --schemas and --out are all needed.");
    if (others.length > 0) throw new Error(`One file at a time; also given: ${others.join(", ")}.`);
    return { file, schemas, out };
  } catch (error) {
    throw new CliError(`${messageOf(error)}\n\n${USAGE}`);
  }
}

function readFile(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new CliError(`${file}: cannot be read: ${messageOf(error)}`);
  }
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new CliError(`${file}:${error.line}:${error.column}: ${error.message}.`);
  }
}

function convert({ file, schemas }: Arguments): Hcl {
  const json = readFile(file);
  let loaded: ReturnType<typeof loadSchemas>;
  try {
    loaded = loadSchemas(schemas);
  } catch (error) {
    throw new CliError(messageOf(error));
  }
  try {
    return writeHcl(json, { schemas: loaded });
  } catch (error) {
    if (!(error instanceof TerraformJsonError)) throw error;
    throw new CliError(error.message.replace(/^/gm, `${file}: `));
  }
}

function writeFiles(out: string, files: Hcl["files"]): void {
  try {
    fs.mkdirSync(out, { recursive: true });
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(out, name), text);
  } catch (error) {
    throw new CliError(`${out}: cannot be written: ${messageOf(error)}`);
  }
}

function run(): void {
  const given = readArguments();
  if (!given) {
    console.log(USAGE);
    return;
  }
  const { files, warnings } = convert(given);
  for (const warning of warnings) console.error(`warning: ${given.file}: ${warning}`);
  writeFiles(given.out, files);
  for (const name of Object.keys(files)) console.log(path.join(given.out, name));
  for (const name of fs.readdirSync(given.out)) {
    const file = path.join(given.out, name);
    if (/\.tf(\.json)?$/.test(name) && !files[name]) console.error(`warning: ${file}: terraform reads this file too.`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  run();
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
