import type { AttributeType, Block } from "provider-schemas";
import type { BlockSlot, Grammar, Slot } from "./grammar";

/** What a reader looks for first, required or not. */
const IDENTITY: ReadonlySet<string> = new Set(["name", "id", "sid"]);

const grammars = new WeakMap<Block, Grammar>();

/** The grammar of a block by its schema. Names are looked up once for each schema object. */
export function schemaGrammar(schema: Block): Grammar {
  const known = grammars.get(schema);
  if (known) return known;
  const slots = new Map<string, Slot | undefined>();
  const grammar: Grammar = {
    slot(name) {
      if (!slots.has(name)) slots.set(name, slotOf(schema, name, grammar));
      return slots.get(name);
    },
    rank: (name) => {
      if (IDENTITY.has(name)) return 0;
      if (own(schema.attributes, name)?.required) return 1;
      return name === "tags" ? 3 : 2;
    },
  };
  grammars.set(schema, grammar);
  return grammar;
}

/** Without a schema, a list of objects is taken for blocks and all else for arguments. */
export const GUESSED: Grammar = { slot: () => undefined, guesses: true };

function slotOf(schema: Block, name: string, grammar: Grammar): Slot | undefined {
  const attribute = own(schema.attributes, name);
  if (attribute) return attributeSlot(attribute.type);
  const nested = own(schema.block_types, name);
  if (nested) {
    const body = schemaGrammar(nested.block);
    return { kind: "block", labels: nested.nesting_mode === "map" ? 1 : 0, bodyOf: () => body };
  }
  return name === "dynamic" ? dynamicSlot(grammar) : undefined;
}

function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/**
 * A list or set of objects may be written as blocks, which need not name every field:
 * https://developer.hashicorp.com/terraform/language/attr-as-blocks
 */
function attributeSlot(type: AttributeType | undefined): Slot {
  if (!Array.isArray(type) || (type[0] !== "list" && type[0] !== "set")) return "expression";
  const [, element] = type;
  if (!Array.isArray(element) || element[0] !== "object") return "expression";
  const fields: Readonly<Record<string, AttributeType>> = element[1];
  const slots = new Map(Object.entries(fields).map(([name, field]) => [name, attributeSlot(field)]));
  const body: Grammar = { slot: (name) => slots.get(name), omitsNull: true };
  return { kind: "attribute", labels: 0, bodyOf: () => body };
}

/** `dynamic "ingress" { }`: its content is what stands in an `ingress` block. */
export function dynamicSlot(grammar: Grammar): BlockSlot {
  return {
    kind: "block",
    labels: 1,
    bodyOf: (name) => {
      const generated = grammar.slot(name);
      const body = typeof generated === "object" && generated.kind !== "fields" ? generated.bodyOf("") : GUESSED;
      const content: BlockSlot = { kind: "block", labels: 0, bodyOf: () => body };
      return {
        slot: (key) => (key === "content" ? content : key === "iterator" ? "reference" : "expression"),
        first: ["for_each", "iterator", "labels"],
      };
    },
  };
}
