import type { ProviderSchemas, Schema } from "provider-schemas";
import { type BodyContext, blockLines, bodyLines } from "./body";
import { type Problem, TerraformJsonError } from "./errors";
import * as grammar from "./grammar";
import { headings } from "./headings";
import { describe, isObject, type Json, type JsonObject } from "./json";
import { SchemaIndex } from "./schema-index";

export interface WriteOptions {
  readonly schemas: ProviderSchemas;
  /**
   * Addresses in the order in which main.tf holds their blocks: `aws_vpc.vpc`, `data.aws_region.here`, `module.m`.
   * @default the order of the JSON
   */
  readonly order?: readonly string[];
  /**
   * `given`: arguments as in the JSON. `required-first`: what names the block, what the schema requires, the others, and
   * `tags` last.
   * @default "given"
   */
  readonly argumentOrder?: "given" | "required-first";
}

export interface Hcl {
  /** Text by file name; only files that have content. */
  readonly files: Readonly<Record<string, string>>;
  /** What had to be guessed, such as a type without a schema. */
  readonly warnings: readonly string[];
}

/** One block of a file. */
interface Written {
  readonly address: string;
  /** Path of its construct, where the JSON tells it. */
  readonly construct?: string;
  readonly lines: readonly string[];
}

type Section = (value: Json, path: string) => Written[];

/**
 * Writes one stack's Terraform JSON as HCL in HashiCorp's file layout.
 * @throws TerraformJsonError with every place that is not Terraform JSON
 */
export function writeHcl(json: unknown, options: WriteOptions): Hcl {
  return new Writer(options).write(json);
}

class Writer {
  private readonly problems: Problem[] = [];
  private readonly warnings = new Set<string>();
  private readonly schemas: SchemaIndex;
  private readonly context: BodyContext;

  constructor(private readonly options: WriteOptions) {
    this.schemas = new SchemaIndex(options.schemas);
    this.context = {
      requiredFirst: options.argumentOrder === "required-first",
      problem: (path, message) => this.problems.push({ path, message }),
      warn: (path, message) => this.warnings.add(`${path}: ${message}`),
    };
  }

  write(json: unknown): Hcl {
    const main: Written[] = [];
    const late: Written[] = [];
    const files: Record<string, Written[]> = {
      "terraform.tf": [],
      "providers.tf": [],
      "variables.tf": [],
      "locals.tf": [],
      "main.tf": main,
      "outputs.tf": [],
    };
    const sections: Readonly<Record<string, { readonly into: Written[] | undefined; readonly write: Section }>> = {
      terraform: { into: files["terraform.tf"], write: this.single("terraform", grammar.TERRAFORM) },
      provider: { into: files["providers.tf"], write: (value, path) => this.providers(value, path) },
      variable: { into: files["variables.tf"], write: this.named("variable", "var", grammar.VARIABLE) },
      locals: { into: files["locals.tf"], write: this.single("locals", grammar.FREE) },
      data: { into: main, write: this.typed("data") },
      ephemeral: { into: main, write: this.typed("ephemeral") },
      resource: { into: main, write: this.typed("resource") },
      module: { into: main, write: this.named("module", "module", grammar.MODULE) },
      moved: { into: late, write: this.single("moved", grammar.MOVED) },
      import: { into: late, write: this.single("import", grammar.IMPORT) },
      removed: { into: late, write: this.single("removed", grammar.REMOVED) },
      check: {
        into: late,
        write: this.named(
          "check",
          "check",
          grammar.checkGrammar((type) => this.grammarOf("data", type)),
        ),
      },
      output: { into: files["outputs.tf"], write: this.named("output", "output", grammar.OUTPUT) },
    };

    if (!isObject(json))
      throw new TerraformJsonError([{ path: "", message: `expected an object, found ${describe(json)}.` }]);
    for (const [name, value] of Object.entries(json)) {
      const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
      if (section) section.into?.push(...section.write(value, name));
      else if (name !== "//") {
        const known = Object.keys(sections).join(", ");
        this.context.problem(name, `is not a section of a Terraform configuration; known are ${known}.`);
      }
    }
    if (this.problems.length > 0) throw new TerraformJsonError(this.problems);

    this.sort(main);
    main.push(...late);
    return {
      files: Object.fromEntries(
        Object.entries(files)
          .filter(([, blocks]) => blocks.length > 0)
          .map(([name, blocks]) => [name, textOf(blocks)]),
      ),
      warnings: [...this.warnings],
    };
  }

  private sort(blocks: Written[]): void {
    const { order } = this.options;
    if (!order) return;
    const position = new Map(order.map((address, index) => [address, index]));
    const rank = ({ address }: Written) => position.get(address) ?? order.length;
    blocks.sort((a, b) => rank(a) - rank(b));
  }

  /** `terraform { }`, `locals { }`, `moved { }`: no label, once or several times. */
  private single(keyword: string, body: grammar.Grammar): Section {
    return (value, path) =>
      this.each(value, path).map(([one, place]) => this.block(keyword, keyword, one, body, place));
  }

  /** `variable "name" { }`. */
  private named(keyword: string, prefix: string, body: grammar.Grammar): Section {
    return (value, path) =>
      this.labelled(value, path, `${keyword} blocks by name`).flatMap(([name, bodies, place]) =>
        this.each(bodies, place).map(([one, inner]) =>
          this.block(`${keyword} ${JSON.stringify(name)}`, `${prefix}.${name}`, one, body, inner),
        ),
      );
  }

  /** `resource "type" "name" { }`. */
  private typed(keyword: "resource" | "data" | "ephemeral"): Section {
    const prefix = keyword === "resource" ? "" : `${keyword}.`;
    return (value, path) =>
      this.labelled(value, path, `${keyword} types`).flatMap(([type, names, typePath]) =>
        this.labelled(names, typePath, `${type} blocks by name`).flatMap(([name, bodies, place]) =>
          this.each(bodies, place).map(([one, inner]) => {
            const header = `${keyword} ${JSON.stringify(type)} ${JSON.stringify(name)}`;
            return this.block(header, `${prefix}${type}.${name}`, one, this.grammarOf(keyword, type), inner);
          }),
        ),
      );
  }

  private providers(value: Json, path: string): Written[] {
    return this.labelled(value, path, "provider configurations by name").flatMap(([name, configs, place]) =>
      this.each(configs, place).map(([one, inner]) => {
        const body = grammar.providerGrammar(this.schemas.provider(name)?.block);
        return this.block(`provider ${JSON.stringify(name)}`, `provider.${name}`, one, body, inner);
      }),
    );
  }

  private block(header: string, address: string, body: Json, slots: grammar.Grammar, path: string): Written {
    if (!isObject(body)) {
      this.context.problem(path, `expected an object of arguments, found ${describe(body)}.`);
      return { address, lines: [] };
    }
    const lines = blockLines(header, bodyLines(body, slots, path, "  ", this.context), "");
    return { address, construct: constructOf(body), lines };
  }

  private grammarOf(keyword: "resource" | "data" | "ephemeral", type: string): grammar.Grammar {
    if (keyword === "data" && type === "terraform_remote_state") return grammar.REMOTE_STATE;
    if (keyword === "resource" && type === "terraform_data") return grammar.TERRAFORM_DATA;
    const schema: Schema | undefined = this.schemas.type(keyword, type);
    if (schema) return grammar.resourceGrammar(schema.block);
    this.context.warn(`${keyword}.${type}`, "has no schema; what is a block and what an argument is guessed.");
    return grammar.UNKNOWN_RESOURCE;
  }

  private labelled(value: Json, path: string, expected: string): [string, Json, string][] {
    return this.each(value, path).flatMap(([one, place]) => {
      if (isObject(one)) {
        return Object.entries(one)
          .filter(([label]) => label !== "//")
          .map(([label, inner]): [string, Json, string] => [label, inner, `${place}.${label}`]);
      }
      this.context.problem(place, `expected an object of ${expected}, found ${describe(one)}.`);
      return [];
    });
  }

  private each(value: Json, path: string): [Json, string][] {
    return Array.isArray(value)
      ? value.map((one, index): [Json, string] => [one, `${path}[${index}]`])
      : [[value, path]];
  }
}

/** CDKTF keeps the path of a block's construct in its comment. */
function constructOf(body: JsonObject): string | undefined {
  const comment = body["//"];
  const metadata = isObject(comment) ? comment.metadata : undefined;
  const path = isObject(metadata) ? metadata.path : undefined;
  return typeof path === "string" ? path : undefined;
}

function textOf(blocks: readonly Written[]): string {
  const comments = headings(blocks.map(({ construct }) => construct));
  return blocks
    .map(({ lines }, index) => {
      const comment = comments[index];
      return `${comment ? `# ${comment}\n` : ""}${lines.join("\n")}\n`;
    })
    .join("\n");
}
