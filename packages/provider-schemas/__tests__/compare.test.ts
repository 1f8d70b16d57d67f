import { type Comparison, compareSchemas } from "../src/compare";
import type { Block, ProviderSchemas } from "../src/format";

const schemas = (block: Block): ProviderSchemas => ({
  format_version: "1.0",
  provider_schemas: { p: { resource_schemas: { r: { block } } } },
});

const compare = (truth: Block, derived: Block) => compareSchemas(schemas(truth), schemas(derived), true);

const found = ({ disagreements }: Comparison) =>
  Object.fromEntries(Object.entries(disagreements).filter(([, entries]) => entries.length > 0));

describe("the comparison of derived and true schemas", () => {
  it("finds nothing in equal ones and counts what it compared, nested attributes included", () => {
    const block: Block = {
      attributes: {
        a: { type: ["object", { x: "string", y: "bool" }], optional: true },
        n: { nested_type: { nesting_mode: "list", attributes: { in: { type: "string", required: true } } } },
      },
      block_types: { b: { nesting_mode: "set", block: { attributes: { c: { type: "bool" } } } } },
    };
    const otherOrder = {
      ...block.attributes,
      a: { type: ["object", { y: "bool", x: "string" }], optional: true },
    } as const;
    const comparison = compare(block, { ...block, attributes: otherOrder });
    expect(found(comparison)).toEqual({});
    expect(comparison).toMatchObject({ types: 1, entries: 5 });
  });

  it("tells a block from an attribute in both directions", () => {
    const attribute: Block = { attributes: { x: { type: "string" } } };
    const block: Block = { block_types: { x: { nesting_mode: "list", block: {} } } };
    expect(found(compare(block, attribute))).toEqual({ "block or attribute": ["r.x: block, derived attribute"] });
    expect(found(compare(attribute, block))).toEqual({ "block or attribute": ["r.x: attribute, derived block"] });
  });

  it("finds each kind of difference and says where", () => {
    const truth: Block = {
      attributes: {
        flags: { type: "string", required: true },
        gone: { type: "string" },
        secret: { type: "string", sensitive: true, write_only: true },
        type: { type: ["set", "string"] },
      },
      block_types: { b: { nesting_mode: "set", min_items: 2, block: {} } },
    };
    const derived: Block = {
      attributes: {
        flags: { type: "string", optional: true, computed: true },
        more: { type: "string" },
        secret: { type: "string" },
        type: { nested_type: { nesting_mode: "set", attributes: {} } },
      },
      block_types: { b: { nesting_mode: "list", block: {} } },
    };
    expect(found(compare(truth, derived))).toEqual({
      missing: ["r.gone"],
      extra: ["r.more"],
      type: ['r.type: ["set","string"], derived nested attributes'],
      "nesting mode": ["r.b: set, derived list"],
      "required, optional, computed": ["r.flags: required, derived optional+computed"],
      "write-only": ["r.secret: true, derived false"],
      sensitive: ["r.secret: true, derived false"],
      "min_items, max_items": ["r.b: 2..0, derived 0..0"],
    });
  });

  it("cuts long types to where they differ", () => {
    const object = (fields: readonly string[]): Block => ({
      attributes: { o: { type: ["object", Object.fromEntries(fields.map((name) => [name, "string"]))] } },
    });
    const names = Array.from({ length: 20 }, (_, index) => `field_${index + 10}`);
    const [difference = ""] = compare(object(names), object([...names, "last"])).disagreements.type;
    expect(difference).toContain("derived ...");
    expect(difference).toContain('"last":"string"');
  });

  it("names types that were not derived only when all should have been", () => {
    const none: ProviderSchemas = { format_version: "1.0", provider_schemas: { p: {} } };
    expect(found(compareSchemas(schemas({}), none, true))).toEqual({ "missing type": ["r"] });
    expect(found(compareSchemas(schemas({}), none, false))).toEqual({});
  });
});
