import type { Block } from "provider-schemas";
import { takeOver } from "../../src/provider/correlate";

const rule: Block = {
  attributes: {
    port: { type: "number", required: true },
    groups: { type: ["set", "string"], optional: true, computed: true },
  },
};
const blockOf = (nesting_mode: "set" | "list"): Block => ({ block_types: { rule: { nesting_mode, block: rule } } });

describe("what the platform decided inside nested blocks", () => {
  it("follows an element of a set wherever it moves", () => {
    const prior = {
      rule: [
        { port: 1, groups: ["a"] },
        { port: 2, groups: [] },
      ],
    };
    const value = {
      rule: [
        { port: 2, groups: null },
        { port: 1, groups: null },
      ],
    };
    expect(takeOver(blockOf("set"), value, prior)).toEqual({ rule: [...prior.rule].reverse() });
  });

  it("goes to no element of a set that was changed, and to one only", () => {
    const prior = { rule: [{ port: 1, groups: ["a"] }] };
    const value = {
      rule: [
        { port: 1, groups: ["b"] },
        { port: 1, groups: null },
        { port: 3, groups: null },
      ],
    };
    expect(takeOver(blockOf("set"), value, prior)).toEqual({
      rule: [
        { port: 1, groups: ["b"] },
        { port: 1, groups: ["a"] },
        { port: 3, groups: null },
      ],
    });
  });

  it("stays at its place in a list", () => {
    const prior = { rule: [{ port: 1, groups: ["a"] }] };
    const value = {
      rule: [
        { port: 9, groups: null },
        { port: 2, groups: null },
      ],
    };
    expect(takeOver(blockOf("list"), value, prior)).toEqual({
      rule: [
        { port: 9, groups: ["a"] },
        { port: 2, groups: null },
      ],
    });
  });
});
