import type { Attribute, Block, NestedBlock } from "provider-schemas";

/**
 * What one name inside a block is:
 * - `expression`: a value; strings in it are templates
 * - `literal`: a value that Terraform reads without evaluating
 * - `reference`: strings are references or keywords and stand bare
 * - a block, with the grammar of its body
 */
export type Slot = "expression" | "literal" | "reference" | BlockSlot;

/**
 * - `block`: blocks without a label
 * - `map`: blocks with one label
 * - `typed`: blocks with a type and a name, whose body follows from the type
 * - `attribute`: blocks, unless the value is empty (lists of objects may be given either way)
 */
export type BlockSlot =
  | { readonly kind: "block" | "map" | "attribute"; readonly body: Grammar }
  | { readonly kind: "typed"; readonly bodyOf: (type: string) => Grammar };

export interface Grammar {
  /** Undefined for a name that the grammar does not know. */
  slot(name: string): Slot | undefined;
  readonly required?: (name: string) => boolean;
  /** What an unknown name is; without it, it is guessed from its value, with a warning. */
  readonly fallback?: Slot;
}

/** A fixed table of names. */
export function table(slots: Readonly<Record<string, Slot>>, fallback?: Slot): Grammar {
  return { slot: (name) => (Object.hasOwn(slots, name) ? slots[name] : undefined), fallback };
}

const block = (body: Grammar): BlockSlot => ({ kind: "block", body });

/** Whose content is for another program to decide: every name is an expression. */
export const FREE = table({}, "expression");
export const LITERALS = table({}, "literal");

const CONDITION = block(table({ condition: "expression", error_message: "expression" }));

const LIFECYCLE = block(
  table({
    create_before_destroy: "literal",
    prevent_destroy: "literal",
    ignore_changes: "reference",
    replace_triggered_by: "reference",
    precondition: CONDITION,
    postcondition: CONDITION,
    action_trigger: block(FREE),
  }),
);

const CONNECTION = block(FREE);
const PROVISIONER: BlockSlot = {
  kind: "map",
  body: table({ when: "reference", on_failure: "reference", connection: CONNECTION }, "expression"),
};

const META: Readonly<Record<string, Slot>> = {
  count: "expression",
  for_each: "expression",
  provider: "reference",
  depends_on: "reference",
  lifecycle: LIFECYCLE,
  connection: CONNECTION,
  provisioner: PROVISIONER,
};

/** Names that stand first in a block, and those that stand last, as HashiCorp's style guide has it. */
export const FIRST: readonly string[] = ["count", "for_each", "provider"];
export const LAST: readonly string[] = ["connection", "provisioner", "lifecycle", "depends_on"];

/** A resource, data source or ephemeral resource: its schema's names and Terraform's own. */
export function resourceGrammar(schema: Block): Grammar {
  const body = schemaGrammar(schema);
  return { slot: (name) => body.slot(name) ?? META[name], required: body.required };
}

/** A type without a schema: meta-arguments are known, the rest is guessed. */
export const UNKNOWN_RESOURCE = table(META);

const grammars = new WeakMap<Block, Grammar>();

export function schemaGrammar(schema: Block): Grammar {
  const known = grammars.get(schema);
  if (known) return known;
  const slots = new Map<string, Slot | undefined>();
  const grammar: Grammar = {
    slot(name) {
      if (!slots.has(name)) slots.set(name, slotOf(schema, name));
      return slots.get(name);
    },
    required: (name) => schema.attributes?.[name]?.required === true,
  };
  grammars.set(schema, grammar);
  return grammar;
}

function slotOf(schema: Block, name: string): Slot | undefined {
  const attribute = own(schema.attributes, name);
  if (attribute) return attributeSlot(attribute);
  const nested = own(schema.block_types, name);
  if (nested) return nestedSlot(nested);
  return undefined;
}

function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

function nestedSlot({ nesting_mode, block: body }: NestedBlock): BlockSlot {
  return { kind: nesting_mode === "map" ? "map" : "block", body: schemaGrammar(body) };
}

/**
 * A list or set of objects may be written as blocks, which need not name every field:
 * https://developer.hashicorp.com/terraform/language/attr-as-blocks
 */
function attributeSlot({ type }: Attribute): Slot {
  if (!Array.isArray(type) || (type[0] !== "list" && type[0] !== "set")) return "expression";
  const element: unknown = type[1];
  if (!Array.isArray(element) || element[0] !== "object") return "expression";
  const fields: Readonly<Record<string, Attribute["type"]>> = element[1];
  const slots = Object.entries(fields).map(([name, field]): [string, Slot] => [name, attributeSlot({ type: field })]);
  return { kind: "attribute", body: table(Object.fromEntries(slots)) };
}

export const REMOTE_STATE = table({
  ...META,
  backend: "expression",
  config: "expression",
  defaults: "expression",
  workspace: "expression",
});

export const TERRAFORM_DATA = table({ ...META, input: "expression", triggers_replace: "expression" });

export const MODULE = table(
  { ...META, provider: "expression", source: "literal", version: "literal", providers: "reference" },
  "expression",
);

export const VARIABLE = table({
  type: "reference",
  default: "literal",
  description: "literal",
  sensitive: "literal",
  ephemeral: "literal",
  nullable: "literal",
  deprecated: "literal",
  validation: CONDITION,
});

export const OUTPUT = table({
  value: "expression",
  description: "literal",
  sensitive: "literal",
  ephemeral: "literal",
  deprecated: "literal",
  depends_on: "reference",
  precondition: CONDITION,
});

export const MOVED = table({ from: "reference", to: "reference" });
export const IMPORT = table({
  for_each: "expression",
  to: "reference",
  id: "expression",
  identity: "expression",
  provider: "reference",
});
export const REMOVED = table({
  from: "reference",
  lifecycle: block(table({ destroy: "literal" })),
  connection: CONNECTION,
  provisioner: PROVISIONER,
});

export const TERRAFORM = table({
  required_version: "literal",
  experiments: "reference",
  required_providers: block(LITERALS),
  backend: { kind: "map", body: LITERALS },
  cloud: block(table({ workspaces: block(LITERALS) }, "literal")),
  provider_meta: { kind: "map", body: FREE },
});

const PROVIDER_META: Readonly<Record<string, Slot>> = { alias: "literal", version: "literal" };

export function providerGrammar(schema: Block | undefined): Grammar {
  if (!schema) return table(PROVIDER_META);
  const body = schemaGrammar(schema);
  return { slot: (name) => body.slot(name) ?? PROVIDER_META[name], required: body.required };
}

/** A check holds conditions and at most one data source, whose grammar the caller knows. */
export function checkGrammar(dataOf: (type: string) => Grammar): Grammar {
  return table({ assert: CONDITION, data: { kind: "typed", bodyOf: dataOf } });
}
