import type { Attribute, Block, ProviderSchema, ProviderSchemas, Schema } from "./format";
import { sortKeys } from "./sort-keys";

/** What two schemas can disagree about. */
export const ASPECTS = [
  "missing type",
  "missing",
  "extra",
  "block or attribute",
  "type",
  "nesting mode",
  "required, optional, computed",
  "write-only",
  "sensitive",
  "min_items, max_items",
] as const;

type Aspect = (typeof ASPECTS)[number];

export interface Comparison {
  /** Types that both sides have. */
  readonly types: number;
  /** Attributes, nested attributes and blocks of those types, by the truth. */
  readonly entries: number;
  /** Each names the entry, what is true and what was derived. */
  readonly disagreements: Readonly<Record<Aspect, readonly string[]>>;
}

const SECTIONS = [
  ["resource_schemas", ""],
  ["data_source_schemas", "data."],
  ["ephemeral_resource_schemas", "ephemeral."],
] as const;

/**
 * Compares every provider and type that `derived` holds with the same one in `truth`.
 * @param complete also reports types that only the truth has
 */
export function compareSchemas(truth: ProviderSchemas, derived: ProviderSchemas, complete: boolean): Comparison {
  const comparison = new Counter();
  for (const [source, provider] of Object.entries(derived.provider_schemas)) {
    const trueProvider = truth.provider_schemas[source];
    if (trueProvider) compareProvider(comparison, source, trueProvider, provider, complete);
  }
  return comparison;
}

function compareProvider(
  counter: Counter,
  source: string,
  truth: ProviderSchema,
  derived: ProviderSchema,
  complete: boolean,
): void {
  if (truth.provider && derived.provider) counter.compareType(`provider ${source}`, truth.provider, derived.provider);
  for (const [section, prefix] of SECTIONS) {
    const trueTypes = truth[section] ?? {};
    const derivedTypes = derived[section] ?? {};
    for (const [type, schema] of Object.entries(derivedTypes)) {
      const trueSchema = trueTypes[type];
      if (trueSchema) counter.compareType(prefix + type, trueSchema, schema);
    }
    if (!complete) continue;
    for (const type of Object.keys(trueTypes)) {
      if (!derivedTypes[type]) counter.disagree("missing type", prefix + type);
    }
  }
}

class Counter implements Comparison {
  types = 0;
  entries = 0;
  readonly disagreements: Record<Aspect, string[]> = {
    "missing type": [],
    missing: [],
    extra: [],
    "block or attribute": [],
    type: [],
    "nesting mode": [],
    "required, optional, computed": [],
    "write-only": [],
    sensitive: [],
    "min_items, max_items": [],
  };

  disagree(aspect: Aspect, entry: string, truth?: unknown, derived?: unknown): void {
    const detail = truth === undefined && derived === undefined ? "" : `: ${difference(truth, derived)}`;
    this.disagreements[aspect].push(entry + detail);
  }

  compareType(name: string, truth: Schema, derived: Schema): void {
    this.types++;
    this.compareBlock(name, truth.block, derived.block);
  }

  private compareBlock(path: string, truth: Block, derived: Block): void {
    const derivedBlocks = derived.block_types ?? {};
    for (const [name, block] of Object.entries(truth.block_types ?? {})) {
      const at = `${path}.${name}`;
      const other = derivedBlocks[name];
      this.entries++;
      if (!other) {
        if (derived.attributes?.[name]) this.disagree("block or attribute", at, "block", "attribute");
        else this.disagree("missing", at);
        continue;
      }
      if (block.nesting_mode !== other.nesting_mode) {
        this.disagree("nesting mode", at, block.nesting_mode, other.nesting_mode);
      }
      const limits = [block.min_items ?? 0, block.max_items ?? 0].join("..");
      const otherLimits = [other.min_items ?? 0, other.max_items ?? 0].join("..");
      if (limits !== otherLimits) this.disagree("min_items, max_items", at, limits, otherLimits);
      this.compareBlock(at, block.block, other.block);
    }
    for (const name of Object.keys(derivedBlocks)) {
      if (!truth.block_types?.[name] && !truth.attributes?.[name]) this.disagree("extra", `${path}.${name}`);
    }
    this.compareAttributes(path, truth.attributes ?? {}, derived.attributes ?? {}, derivedBlocks, truth.block_types);
  }

  private compareAttributes(
    path: string,
    truth: Readonly<Record<string, Attribute>>,
    derived: Readonly<Record<string, Attribute>>,
    derivedBlocks: Block["block_types"] = {},
    trueBlocks: Block["block_types"] = {},
  ): void {
    for (const [name, attribute] of Object.entries(truth)) {
      const at = `${path}.${name}`;
      const other = derived[name];
      this.entries++;
      if (other) this.compareAttribute(at, attribute, other);
      else if (derivedBlocks[name]) this.disagree("block or attribute", at, "attribute", "block");
      else this.disagree("missing", at);
    }
    for (const name of Object.keys(derived)) {
      if (!truth[name] && !trueBlocks[name]) this.disagree("extra", `${path}.${name}`);
    }
  }

  private compareAttribute(at: string, truth: Attribute, derived: Attribute): void {
    if (flagsOf(truth) !== flagsOf(derived)) {
      this.disagree("required, optional, computed", at, flagsOf(truth), flagsOf(derived));
    }
    if (!truth.write_only !== !derived.write_only)
      this.disagree("write-only", at, !!truth.write_only, !!derived.write_only);
    if (!truth.sensitive !== !derived.sensitive) this.disagree("sensitive", at, !!truth.sensitive, !!derived.sensitive);
    if (truth.nested_type && derived.nested_type) {
      const [mode, otherMode] = [truth.nested_type.nesting_mode, derived.nested_type.nesting_mode];
      if (mode !== otherMode) this.disagree("nesting mode", at, mode, otherMode);
      this.compareAttributes(at, truth.nested_type.attributes, derived.nested_type.attributes);
    } else if (typeOf(truth) !== typeOf(derived)) {
      this.disagree("type", at, typeOf(truth), typeOf(derived));
    }
  }
}

function flagsOf(attribute: Attribute): string {
  const flags = (["required", "optional", "computed"] as const).filter((flag) => attribute[flag]);
  return flags.join("+");
}

function typeOf(attribute: Attribute): string {
  return attribute.nested_type ? "nested attributes" : JSON.stringify(sortKeys(attribute.type));
}

/** Long texts that differ somewhere are cut to where they do. */
function difference(truth: unknown, derived: unknown): string {
  const [a, b] = [String(truth), String(derived)];
  const length = 60;
  let start = 0;
  if (a.length > length || b.length > length) {
    while (start < a.length && a[start] === b[start]) start++;
    start = Math.max(0, start - 20);
  }
  const excerpt = (text: string) =>
    `${start > 0 ? "..." : ""}${text.slice(start, start + length)}${text.length > start + length ? "..." : ""}`;
  return `${excerpt(a)}, derived ${excerpt(b)}`;
}
