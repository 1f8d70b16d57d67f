import type { ProviderSchemas } from "provider-schemas";
import { type BodyContext, writeBlock } from "./body";
import { type Problem, TerraformJsonError } from "./errors";
import type { Grammar } from "./grammar";
import { headings } from "./headings";
import { describe, each, isObject, type JsonObject } from "./json";
import { GUESSED, schemaGrammar } from "./schema-grammar";
import { SchemaIndex } from "./schema-index";
import { literalToHcl } from "./template";
import * as terraform from "./terraform-grammar";

export interface WriteOptions {
  readonly schemas: ProviderSchemas;
  /**
   * Addresses in the order in which main.tf holds their blocks: `aws_vpc.vpc`, `data.aws_region.here`, `module.m`.
   * Others follow.
   * @default the order of the JSON
   */
  readonly order?: readonly string[];
  /**
   * `given`: arguments as in the JSON. `required-first`: what names the block, what the schema requires, the others, and
   * `tags` last; Terraform's own blocks as its style guide has them.
   * @default "given"
   */
  readonly argumentOrder?: "given" | "required-first";
}

export interface Hcl {
  /** Text by file name; only files that have content. */
  readonly files: Readonly<Record<string, string>>;
  /** What had to be guessed: a type without a schema, a name that is not in its schema. */
  readonly warnings: readonly string[];
}

/**
 * Writes one stack's Terraform JSON as HCL in HashiCorp's file layout.
 * @param json what JSON.parse returns, or the same object before it was printed: undefined counts as absent
 * @throws TerraformJsonError with every place that is not Terraform JSON
 */
export function writeHcl(json: unknown, options: WriteOptions): Hcl {
  return new Writer(json, options).write();
}

const FILES = ["terraform.tf", "providers.tf", "variables.tf", "locals.tf", "main.tf", "outputs.tf"] as const;

type File = (typeof FILES)[number];

/** One top-level block. */
interface Written {
  readonly address: string;
  /** Path of its construct, where the JSON tells it. */
  readonly construct: string | undefined;
  readonly text: string;
}

type Kind = "resource" | "data" | "ephemeral";

class Writer {
  private readonly problems: Problem[] = [];
  private readonly warnings = new Set<string>();
  private readonly schemas: SchemaIndex;
  private readonly context: BodyContext;
  private readonly grammars = new Map<string, Grammar>();
  private readonly blocks: Record<File, Written[]> = {
    "terraform.tf": [],
    "providers.tf": [],
    "variables.tf": [],
    "locals.tf": [],
    "main.tf": [],
    "outputs.tf": [],
  };
  /** What stands at the end of main.tf. */
  private readonly late: Written[] = [];

  private readonly sections: Readonly<Record<string, (value: unknown, path: string) => void>> = {
    terraform: (value, path) =>
      this.unlabelled(this.blocks["terraform.tf"], "terraform", terraform.TERRAFORM, value, path),
    provider: (value, path) =>
      this.named(this.blocks["providers.tf"], "provider", (name) => this.providerGrammar(name), value, path),
    variable: (value, path) =>
      this.named(this.blocks["variables.tf"], "variable", () => terraform.VARIABLE, value, path),
    locals: (value, path) => this.unlabelled(this.blocks["locals.tf"], "locals", terraform.LOCALS, value, path),
    data: (value, path) => this.typed("data", value, path),
    ephemeral: (value, path) => this.typed("ephemeral", value, path),
    resource: (value, path) => this.typed("resource", value, path),
    module: (value, path) => this.named(this.blocks["main.tf"], "module", () => terraform.MODULE, value, path),
    moved: (value, path) => this.unlabelled(this.late, "moved", terraform.MOVED, value, path),
    import: (value, path) => this.unlabelled(this.late, "import", terraform.IMPORT, value, path),
    removed: (value, path) => this.unlabelled(this.late, "removed", terraform.REMOVED, value, path),
    check: (value, path) => this.named(this.late, "check", () => this.checkGrammar, value, path),
    output: (value, path) => this.named(this.blocks["outputs.tf"], "output", () => terraform.OUTPUT, value, path),
  };
  private readonly checkGrammar = terraform.checkGrammar((type) => this.grammarOf("data", type));

  constructor(
    private readonly json: unknown,
    private readonly options: WriteOptions,
  ) {
    this.schemas = new SchemaIndex(options.schemas, json);
    this.context = {
      byRank: options.argumentOrder === "required-first",
      problem: (path, message) => this.problems.push({ path, message }),
      warn: (path, message) => this.warnings.add(`${path}: ${message}`),
    };
  }

  write(): Hcl {
    if (isObject(this.json)) {
      for (const [name, value] of Object.entries(this.json)) this.section(name, value);
    } else this.context.problem("", `expected an object, found ${describe(this.json)}.`);
    if (this.problems.length > 0) throw new TerraformJsonError(this.problems);

    const main = this.blocks["main.tf"];
    this.sort(main);
    for (const block of this.late) main.push(block);
    const files: Record<string, string> = {};
    for (const file of FILES) {
      if (this.blocks[file].length > 0) files[file] = textOf(this.blocks[file]);
    }
    return { files, warnings: [...this.warnings] };
  }

  private section(name: string, value: unknown): void {
    if (name === "//" || value === undefined) return;
    const write = Object.hasOwn(this.sections, name) ? this.sections[name] : undefined;
    if (write) write(value, name);
    else {
      const known = Object.keys(this.sections).join(", ");
      this.context.problem(name, `is not a section of a Terraform configuration; known are ${known}.`);
    }
  }

  private sort(blocks: Written[]): void {
    const { order } = this.options;
    if (!order) return;
    const position = new Map(order.map((address, index) => [address, index]));
    const rank = ({ address }: Written) => position.get(address) ?? order.length;
    blocks.sort((a, b) => rank(a) - rank(b));
  }

  /** `terraform { }`, `locals { }`, `moved { }`. */
  private unlabelled(into: Written[], keyword: string, grammar: Grammar, value: unknown, path: string): void {
    if (value === null) return;
    for (const [body, place] of each(value, path)) this.block(into, keyword, keyword, body, grammar, place);
  }

  /** `variable "name" { }`. */
  private named(
    into: Written[],
    keyword: string,
    grammarOf: (name: string) => Grammar,
    value: unknown,
    path: string,
  ): void {
    for (const [name, bodies, place] of this.labelled(value, path, `${keyword} blocks by name`)) {
      const header = `${keyword} ${literalToHcl(name)}`;
      for (const [body, inner] of each(bodies, place)) {
        this.block(into, header, `${keyword}.${name}`, body, grammarOf(name), inner);
      }
    }
  }

  /** `resource "type" "name" { }`. */
  private typed(kind: Kind, value: unknown, path: string): void {
    const prefix = kind === "resource" ? "" : `${kind}.`;
    for (const [type, names, typePath] of this.labelled(value, path, `${kind} types`)) {
      const grammar = this.grammarOf(kind, type);
      for (const [name, bodies, place] of this.labelled(names, typePath, `${type} blocks by name`)) {
        const header = `${kind} ${literalToHcl(type)} ${literalToHcl(name)}`;
        for (const [body, inner] of each(bodies, place)) {
          this.block(this.blocks["main.tf"], header, `${prefix}${type}.${name}`, body, grammar, inner);
        }
      }
    }
  }

  private block(into: Written[], header: string, address: string, body: unknown, grammar: Grammar, path: string): void {
    if (!isObject(body)) {
      this.context.problem(path, `expected an object of arguments, found ${describe(body)}.`);
      return;
    }
    const lines: string[] = [];
    writeBlock(lines, header, body, grammar, path, "", this.context);
    into.push({ address, construct: constructOf(body), text: lines.join("\n") });
  }

  /** Label, value and path of what an object, or a list of objects, holds by label. */
  private labelled(value: unknown, path: string, expected: string): [string, unknown, string][] {
    const found: [string, unknown, string][] = [];
    for (const [one, place] of each(value, path)) {
      if (isObject(one)) {
        for (const [label, inner] of Object.entries(one)) {
          if (label !== "//" && inner !== undefined) found.push([label, inner, `${place}.${label}`]);
        }
      } else this.context.problem(place, `expected an object of ${expected}, found ${describe(one)}.`);
    }
    return found;
  }

  private grammarOf(kind: Kind, type: string): Grammar {
    const key = `${kind}.${type}`;
    const known = this.grammars.get(key);
    if (known) return known;
    const builtIn = terraform.BUILT_IN[kind];
    const grammar = Object.hasOwn(builtIn, type) ? builtIn[type] : undefined;
    const made = grammar ?? terraform.resourceGrammar(this.bodyGrammar(key, this.schemas.type(kind, type)?.block));
    this.grammars.set(key, made);
    return made;
  }

  private providerGrammar(name: string): Grammar {
    return terraform.providerGrammar(this.bodyGrammar(`provider.${name}`, this.schemas.provider(name)?.block));
  }

  private bodyGrammar(path: string, schema: Parameters<typeof schemaGrammar>[0] | undefined): Grammar {
    if (schema) return schemaGrammar(schema);
    this.context.warn(path, "has no schema; what is a block and what an argument is guessed.");
    return GUESSED;
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
    .map(({ text }, index) => {
      const comment = comments[index];
      return comment ? `# ${comment}\n${text}\n` : `${text}\n`;
    })
    .join("\n");
}
