import fs from "node:fs";
import path from "node:path";

/** A schema of CloudFormation with cfn-lint's corrections. Only what is read here. */
interface LintSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, LintSchema>>;
  readonly definitions?: Readonly<Record<string, LintSchema>>;
  readonly items?: LintSchema;
  readonly enum?: readonly unknown[];
  readonly enumCaseInsensitive?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly dependentExcluded?: Readonly<Record<string, readonly string[]>>;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly requiredXor?: readonly string[];
}

/** What is said of one property: of the list itself, and of its items or the single value. */
export interface Constraints {
  readonly list: Pick<LintSchema, "minItems" | "maxItems">;
  readonly item: Pick<
    LintSchema,
    "enum" | "enumCaseInsensitive" | "pattern" | "minLength" | "maxLength" | "minimum" | "maximum"
  >;
}

/** Properties of one object that exclude, or need, each other. */
export interface Groups {
  readonly exclusive: readonly (readonly string[])[];
  readonly requiredTogether: readonly (readonly string[])[];
}

/** The schemas that cfn-lint carries. */
export class CfnLint {
  private readonly schemas: string;
  private readonly regions = new Map<string, Readonly<Record<string, string>>>();

  /**
   * @param folder an unpacked cfn-lint: the folder that holds `cfnlint`
   * @throws Error when it does not
   */
  constructor(private readonly folder: string) {
    this.schemas = path.join(folder, "cfnlint", "data", "schemas");
    const providers = path.join(this.schemas, "providers");
    if (!fs.existsSync(providers)) {
      throw new Error(
        `${folder}: no ${path.relative(folder, providers)} in it; give the folder of an unpacked cfn-lint.`,
      );
    }
    for (const file of fs.readdirSync(providers).sort()) {
      const region = path.basename(file, ".json");
      if (file.endsWith(".json") && /-\d+$/.test(region))
        this.regions.set(region, readJson(path.join(providers, file)));
    }
  }

  /** Such as `1.58.0`. */
  version(): string {
    const info = fs.readdirSync(this.folder).find((name) => name.endsWith(".dist-info"));
    const version = info?.match(/^cfn_lint-(.+)\.dist-info$/)?.[1];
    if (!version) throw new Error(`${this.folder}: no cfn_lint-<version>.dist-info beside cfnlint.`);
    return version;
  }

  regionNames(): string[] {
    return [...this.regions.keys()];
  }

  /** The regions that have a type. */
  regionsWith(type: string): string[] {
    return this.regionNames().filter((region) => this.regions.get(region)?.[type]);
  }

  /** A file below `extensions`, such as `aws_ec2_instance/instancetype_enum.json`; its form differs from file to file. */
  extension<T>(name: string): T {
    return readJson(path.join(this.schemas, "extensions", name));
  }

  schema(type: string): LintResource | undefined {
    const file = this.regions.get("us-east-1")?.[type];
    return file ? new LintResource(readJson(path.join(this.schemas, "resources", `${file}.json`))) : undefined;
  }
}

/** One resource type of cfn-lint. */
export class LintResource {
  constructor(private readonly root: LintSchema) {}

  /** @param steps names of properties from the type's own down; lists on the way are entered */
  constraints(steps: readonly string[]): Constraints {
    const property = this.find(steps, false);
    const item = property && this.item(property);
    return { list: pick(property, ["minItems", "maxItems"]), item: pick(item, ITEM_KEYS) };
  }

  /** The groups of the object at a path. */
  groups(steps: readonly string[]): Groups {
    const object = this.find(steps, true);
    const excluded = pairs(object?.dependentExcluded);
    const required = pairs(object?.dependentRequired);
    const mutual = required.filter(([a, b]) => required.some(([c, d]) => a === d && b === c));
    return {
      exclusive: distinct([...excluded, ...(object?.requiredXor ? [object.requiredXor] : [])]),
      requiredTogether: distinct(mutual),
    };
  }

  private find(steps: readonly string[], entered: boolean): LintSchema | undefined {
    let at: LintSchema | undefined = this.root;
    for (const step of steps) at = this.resolve(at && this.item(at).properties?.[step]);
    return at && entered ? this.item(at) : at;
  }

  private item(schema: LintSchema): LintSchema {
    const items = this.resolve(schema.items);
    return items ? this.item(items) : schema;
  }

  private resolve(schema: LintSchema | undefined): LintSchema | undefined {
    if (!schema?.$ref) return schema;
    const name = schema.$ref.replace("#/definitions/", "");
    const { $ref: _, ...own } = schema;
    return { ...this.resolve(this.root.definitions?.[name]), ...own };
  }
}

const ITEM_KEYS = ["enum", "enumCaseInsensitive", "pattern", "minLength", "maxLength", "minimum", "maximum"] as const;

function pick<K extends keyof LintSchema>(schema: LintSchema | undefined, keys: readonly K[]): Pick<LintSchema, K> {
  const found: Partial<Pick<LintSchema, K>> = {};
  for (const key of keys) if (schema?.[key] !== undefined) found[key] = schema[key];
  return { ...schema, ...found };
}

function pairs(rules: Readonly<Record<string, readonly string[]>> = {}): [string, string][] {
  return Object.entries(rules).flatMap(([name, others]) => others.map((other): [string, string] => [name, other]));
}

function distinct(groups: readonly (readonly string[])[]): string[][] {
  const sorted = groups.map((group) => [...group].sort());
  const byKey = new Map(sorted.map((group) => [group.join(" "), group]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key) ?? []);
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, "utf8"));
}
