import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { TABLE_FILE } from "../src/rules/published/table";
import { CfnLint } from "./cfn-lint";
import { layOut } from "./layout";
import { schemasOfMappedTypes } from "./schemas";
import { ServiceSpec } from "./service-spec";
import { publishedTable } from "./table";

const USAGE = `node -r ./scripts/typescript.js packages/provider-simulator/facts/generate.ts --cfn-lint <folder>

Writes the table of what AWS publishes of its resource types, out of @aws-cdk/aws-service-spec, which is installed here,
and of cfn-lint, which is unpacked into a folder of its own:

  pip install --no-deps --target <folder> cfn-lint==1.58.0

  --cfn-lint <folder>  an unpacked cfn-lint: the folder that holds cfnlint and cfn_lint-<version>.dist-info
  --schemas <folder>   provider schemas that take precedence, type by type, over those of the installed bindings of
                       @cdktf/provider-aws; several times for several folders
  --out <file>         default: the committed table
  --check              compare with the file instead of writing it; exit 1 when it differs`;

/** The table as it is committed. */
export function generatedTable(cfnLint: string, schemas: readonly string[]): string {
  const lint = new CfnLint(cfnLint);
  const spec = new ServiceSpec();
  const sources = [
    { name: "@aws-cdk/aws-service-spec", version: spec.version(), licence: "Apache-2.0" },
    { name: "cfn-lint", version: lint.version(), licence: "MIT-0" },
  ];
  return layOut(publishedTable(schemasOfMappedTypes(__dirname, schemas), spec, sources, lint));
}

function main(): void {
  const options = {
    "cfn-lint": { type: "string" },
    schemas: { type: "string", multiple: true, default: [] as string[] },
    out: { type: "string", default: path.relative(process.cwd(), TABLE_FILE) },
    check: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const { "cfn-lint": cfnLint, schemas, out, check } = values;
  if (cfnLint === undefined) throw new Error(`--cfn-lint <folder> is missing.\n\n${USAGE}`);
  const text = generatedTable(cfnLint, schemas);
  if (!check) {
    fs.writeFileSync(`${out}.${process.pid}`, text);
    fs.renameSync(`${out}.${process.pid}`, out);
    console.log(`${out}: ${Math.round(text.length / 1024)} KB`);
    return;
  }
  if (!fs.existsSync(out) || fs.readFileSync(out, "utf8") !== text) {
    throw new Error(`${out}: is not what the sources make; run the same command without --check and commit.`);
  }
  console.log(`${out}: up to date`);
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
