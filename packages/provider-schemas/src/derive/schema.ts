import type { Attribute, AttributeType, Block, NestedBlock, NestedType, Schema } from "../format";
import type { Binding, Flags, Member, Shape } from "./binding";
import { correctedType, isSensitive } from "./supplement";
import { wafStatement } from "./waf-statement";

/** A binding leaves out a part of the schema, and nothing supplements it. */
export class IncompleteBindingError extends Error {}

/**
 * Turns what a binding declares into a schema.
 * @throws IncompleteBindingError naming the block whose content the generator left out
 */
export function schemaOf(binding: Binding): Schema {
  return { block: new SchemaBuilder(binding).outermostBlock() };
}

class SchemaBuilder {
  /** Provider protocol 6 nests attributes in attributes; protocol 5 has object types instead. */
  private readonly nestsAttributes: boolean;
  private readonly entered = new Set<string>();

  constructor(private readonly binding: Binding) {
    this.nestsAttributes = this.findsNestedAttributes();
  }

  outermostBlock(): Block {
    const { kind, type, members } = this.binding;
    // `alias` belongs to Terraform, not to the provider: the generator adds it to every configuration.
    const own = kind === "provider" ? members.filter((member) => member.name !== "alias") : members;
    return this.block(own, kind === "resource" ? type : `${kind}.${type}`);
  }

  private block(members: readonly Member[], path: string): Block {
    const attributes: Record<string, Attribute> = {};
    const blocks: Record<string, NestedBlock> = {};
    for (const member of members) {
      const at = `${path}.${member.name}`;
      if (isBlock(member)) blocks[member.name] = this.nestedBlock(member, at);
      else attributes[member.name] = this.attribute(member, at, false);
    }
    return {
      ...(Object.keys(attributes).length > 0 && { attributes }),
      ...(Object.keys(blocks).length > 0 && { block_types: blocks }),
    };
  }

  private nestedBlock(member: Member, path: string): NestedBlock {
    const { collection, struct } = split(member.shape);
    if (!struct) return leftOutBlock(path);
    const countable = collection === "list" || collection === "set";
    return {
      nesting_mode: collection,
      block: this.within(struct, path, (members) => this.block(members, path)),
      ...(countable && member.flags.required && { min_items: 1 }),
      ...(countable && member.single && { max_items: 1 }),
    };
  }

  /** @param writeOnly whether the attribute around it is write-only: then all within are */
  private attribute(member: Member, path: string, writeOnly: boolean): Attribute {
    const { name, flags, shape } = member;
    const { collection, struct } = split(shape);
    const settable = flags.required || flags.optional;
    const isWriteOnly = writeOnly || (name.endsWith("_wo") && settable && this.binding.kind === "resource");
    return {
      ...(struct && this.nestsAttributes
        ? { nested_type: this.nestedType(collection, struct, path, isWriteOnly) }
        : { type: correctedType(path) ?? this.attributeType(shape, path) }),
      ...(flags.required && { required: true }),
      ...(flags.optional && { optional: true }),
      ...(flags.computed && { computed: true }),
      ...(holdsText(shape) && isSensitive(path) && { sensitive: true }),
      ...(isWriteOnly && { write_only: true }),
    };
  }

  private nestedType(
    nesting_mode: NestedType["nesting_mode"],
    struct: string,
    path: string,
    writeOnly: boolean,
  ): NestedType {
    const attributes = this.within(struct, path, (members) =>
      members.map((member) => [member.name, this.attribute(member, `${path}.${member.name}`, writeOnly)] as const),
    );
    return { nesting_mode, attributes: Object.fromEntries(attributes) };
  }

  private attributeType(shape: Shape, path: string): AttributeType {
    if (typeof shape === "string") return shape === "unknown" ? "dynamic" : shape;
    if (!("struct" in shape)) return [shape[0], this.attributeType(shape[1], path)];
    const fields = this.within(shape.struct, path, (members) =>
      members.map(({ name, shape }) => [name, this.attributeType(shape, `${path}.${name}`)] as const),
    );
    return ["object", Object.fromEntries(fields)];
  }

  /** Goes down into a structure. The generator lets one that repeats refer to itself, so its depth is lost. */
  private within<T>(struct: string, path: string, build: (members: readonly Member[]) => T): T {
    if (this.entered.has(struct)) throw incomplete(path);
    this.entered.add(struct);
    const built = build(this.membersOf(struct));
    this.entered.delete(struct);
    return built;
  }

  private membersOf(struct: string): readonly Member[] {
    return this.binding.structs.get(struct) ?? [];
  }

  /**
   * The generator gives the fields of an object type the object's flags and no documentation. A field that differs is
   * a nested attribute, and since a provider speaks one protocol, all other structures of this type are then too.
   */
  private findsNestedAttributes(): boolean {
    const seen = new Set<string>();
    const search = (members: readonly Member[], object?: Flags): boolean =>
      members.some((member) => {
        if (object && (member.documented || differs(member.flags, object))) return true;
        const { struct } = split(member.shape);
        if (!struct || seen.has(struct)) return false;
        seen.add(struct);
        return search(this.membersOf(struct), isBlock(member) ? undefined : member.flags);
      });
    return search(this.binding.members);
  }
}

/** An attribute has at least one flag; the only members without any are blocks in which nothing can be set. */
function isBlock({ documentedAsBlock, flags }: Member): boolean {
  return documentedAsBlock || !(flags.computed || flags.optional || flags.required);
}

function differs(field: Flags, object: Flags): boolean {
  return (
    field.optional !== object.optional || field.required !== object.required || (object.computed && !field.computed)
  );
}

function split(shape: Shape): { collection: "single" | "list" | "set" | "map"; struct?: string } {
  if (typeof shape === "string") return { collection: "single" };
  if ("struct" in shape) return { collection: "single", struct: shape.struct };
  const [collection, element] = shape;
  return { collection, struct: typeof element === "object" && "struct" in element ? element.struct : undefined };
}

function holdsText(shape: Shape): boolean {
  return shape === "string" || (Array.isArray(shape) && shape[1] === "string");
}

/** The generator replaces a few very large blocks by `any`. */
function leftOutBlock(path: string): NestedBlock {
  const block = wafStatement(path);
  if (!block) throw incomplete(path);
  return block;
}

function incomplete(path: string): IncompleteBindingError {
  return new IncompleteBindingError(
    `${path}: the bindings leave out what this block holds, so its type has no derivable schema; ` +
      'take it from "terraform providers schema -json" (see the README of provider-schemas).',
  );
}
