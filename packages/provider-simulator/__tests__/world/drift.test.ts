import type { Schema } from "provider-schemas";
import { drifted, valueAt } from "../../src/world/drift";

const schema: Schema = {
  block: {
    attributes: {
      id: { type: "string", computed: true },
      name: { type: "string", required: true },
      size: { type: "number", optional: true },
      open: { type: "bool", optional: true },
      zones: { type: ["set", "string"], optional: true },
      tags: { type: ["map", "string"], optional: true },
      tags_all: { type: ["map", "string"], optional: true, computed: true },
    },
    block_types: {
      rule: { nesting_mode: "list", block: { attributes: { status: { type: "string", required: true } } } },
    },
  },
};

const object = {
  id: "1",
  name: "a",
  size: 1,
  open: true,
  zones: ["a"],
  tags: { Name: "a" },
  tags_all: { Name: "a", Project: "p" },
  rule: [{ status: "Enabled" }, { status: "Enabled" }],
};

describe("a change behind terraform's back", () => {
  it.each([
    ["name", "b", { name: "b" }],
    ["size", "2", { size: 2 }],
    ["open", "false", { open: false }],
    ["zones", '["a","b"]', { zones: ["a", "b"] }],
    ["size", "null", { size: null }],
    ["rule.1.status", "Disabled", { rule: [{ status: "Enabled" }, { status: "Disabled" }] }],
    ["tags.Team", "x", { tags: { Name: "a", Team: "x" }, tags_all: { Name: "a", Project: "p", Team: "x" } }],
    ["tags.Name", "null", { tags: {}, tags_all: { Project: "p" } }],
  ])("sets %s to %s, and nothing else", (path, text, changes) => {
    expect(drifted(schema, object, path, text)).toEqual({ ...object, ...changes });
  });

  it.each([
    ["nmae", "b", "there is no nmae. Did you mean name?"],
    ["colour", "b", "there is no colour. There are id, name, size, open, zones, tags, tags_all, rule."],
    ["size", "many", '"many" is no JSON'],
    ["size", '"2"', 'size: "2" is not a number.'],
    ["zones", '"a"', "is not a set"],
    ["name.first", "x", "is a string, and has no first"],
    ["rule", "x", "is a block. Name an attribute of it, such as rule.0.status."],
    ["rule.2.status", "x", "rule has 2 entries, and none with the number 2."],
    ["id", "2", "the platform alone decides it"],
  ])("of %s to %s is refused", (path, text, said) => {
    expect(() => drifted(schema, object, path, text)).toThrow(said);
  });

  it("can be read back", () => {
    expect(valueAt(object, "rule.1.status")).toBe("Enabled");
    expect(valueAt(object, "tags.Team")).toBeNull();
  });
});
