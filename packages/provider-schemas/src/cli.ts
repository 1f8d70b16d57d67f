import path from "node:path";
import { parseArgs } from "node:util";
import { reportComparison } from "./compare-report";
import { deriveFiles, staleFiles, writeFiles } from "./derive/files";

const USAGE = `provider-schemas: Terraform provider schemas read out of installed CDKTF bindings.

  provider-schemas derive  [--project <dir>] [--out <dir>]    write the schemas of the types that a project uses
  provider-schemas check   [--project <dir>] [--out <dir>]    exit 1 and name the types whose files are out of date
  provider-schemas compare --truth <file or dir> [--project <dir>] [--examples <n>]
                                                              count where derived and true schemas disagree

  --project   folder whose TypeScript is searched for "@cdktf/provider-<name>/lib/<type>"; default: here
  --out       folder of the schema files; default: the package's own, packages/provider-schemas/schemas
  --truth     what "terraform providers schema -json" printed, as *.json or *.json.gz
  --examples  disagreements shown of each kind; default: 3`;

const DEFAULT_OUT = path.relative(process.cwd(), path.join(__dirname, "..", "schemas"));

/** A wrong command line, answered with the usage. */
class UsageError extends Error {}

function main(): void {
  const { command, project, out, truth, examples } = readCommandLine();
  switch (command) {
    case "derive": {
      const files = deriveFiles(project);
      writeFiles(out, files);
      for (const { name, text } of files) console.log(`${path.join(out, name)}: ${(text.length / 1024).toFixed(0)} KB`);
      return;
    }
    case "check": {
      const differences = staleFiles(out, deriveFiles(project));
      if (differences.length > 0) {
        throw new Error(`${differences.join("\n")}\nRun "provider-schemas derive" with the same options and commit.`);
      }
      console.log(`${out}: up to date`);
      return;
    }
    case "compare":
      if (!truth) throw new UsageError("compare needs --truth <file or dir>.");
      console.log(reportComparison(truth, project, examples));
      return;
    default:
      throw new UsageError(command ? `${command}: no such command.` : "no command given.");
  }
}

function readCommandLine() {
  const options = {
    project: { type: "string", default: "." },
    out: { type: "string", default: DEFAULT_OUT },
    truth: { type: "string" },
    examples: { type: "string", default: "3" },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const examples = Number(values.examples);
    if (!Number.isInteger(examples) || examples < 0) throw new Error(`--examples ${values.examples}: not a count.`);
    if (positionals.length > 1) throw new Error(`${positionals.slice(1).join(" ")}: unexpected.`);
    return { ...values, examples, command: positionals[0] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exitCode = 1;
}
