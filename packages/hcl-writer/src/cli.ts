import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { loadSchemas } from "provider-schemas";
import { TerraformJsonError, writeHcl } from ".";

const USAGE = `Usage: hcl-writer <file.tf.json> --schemas <path> --out <folder>

Writes Terraform JSON as HCL: terraform.tf, providers.tf, variables.tf, locals.tf, main.tf, outputs.tf.

  --schemas <path>  file or folder of *.json and *.json.gz, as "terraform providers schema -json" prints them
  --out <folder>    where to write; created when absent`;

/** A mistake of the user; the message is all there is to say. */
class CliError extends Error {}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { schemas: { type: "string" }, out: { type: "string" }, help: { type: "boolean", default: false } },
    });
  } catch (error) {
    throw new CliError(`${messageOf(error)}\n\n${USAGE}`);
  }
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new CliError(`${file}: cannot be read: ${messageOf(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(`${file}${positionIn(text, messageOf(error))}: is not JSON: ${messageOf(error)}`);
  }
}

/** V8 tells where JSON breaks by an offset; people look for a line. */
function positionIn(text: string, message: string): string {
  const offset = /position (\d+)/.exec(message)?.[1];
  if (offset === undefined) return "";
  const before = text.slice(0, Number(offset)).split("\n");
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function run(): void {
  const { values, positionals } = parse();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || values.schemas === undefined || values.out === undefined) {
    throw new CliError(USAGE);
  }
  const json = readJson(file);
  const { files, warnings } = writeFile(file, json, values.schemas);
  for (const warning of warnings) console.error(`warning: ${file}: ${warning}`);
  fs.mkdirSync(values.out, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(values.out, name), text);
    console.log(path.join(values.out, name));
  }
}

function writeFile(file: string, json: unknown, schemas: string) {
  try {
    return writeHcl(json, { schemas: loadSchemas(schemas) });
  } catch (error) {
    if (!(error instanceof TerraformJsonError)) throw new CliError(messageOf(error));
    throw new CliError(error.message.replace(/^/gm, `${file}: `));
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
