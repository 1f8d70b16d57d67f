import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { normalise } from "./helpers/normalise";
import { write } from "./helpers/write";

/** Parses the text back. @throws where it is not HCL */
async function parsed(json: unknown): Promise<unknown> {
  const merged: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(write(json).files)) Object.assign(merged, await parse(name, text));
  return merged;
}

/** Pieces of text that are hard to write, in any order. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "\\",
        "\n",
        "\t",
        "$",
        "%",
        "{",
        "}",
        "$${",
        "%%{",
        "${a.b}",
        '${f("x", 1)}',
        "证",
        "é",
        "EOT\n",
        " ",
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""))
  // A sign that happens to stand before a brace would begin a template.
  .filter((value) => !/[$%]\{/.test(value.replace(/\$\$\{|%%\{|\$\{(?:a\.b|f\("x", 1\))\}/g, "·")));

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/), tie("any"), { maxKeys: 3 }),
  ),
})).any;

const setting = fc.record(
  { key: text, value: text, inner: fc.option(fc.record({ on: fc.boolean() }), { nil: undefined }) },
  { requiredKeys: [] },
);

const thing = fc.record(
  {
    name: text,
    text,
    any: value,
    size: fc.integer(),
    enabled: fc.boolean(),
    list: fc.array(text, { maxLength: 4 }),
    tags: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9/ ._-]{0,8}$/), text, { maxKeys: 4 }),
    nested: fc.array(fc.record({ key: text }), { maxLength: 3 }),
    setting: fc.array(setting, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe("what is parsed back", () => {
  it("is what was written, for every nesting of lists, maps and blocks and every text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), thing, { minKeys: 1, maxKeys: 3 }),
        async (things) => {
          const json = { resource: { test_thing: things } };
          expect(normalise(await parsed(json))).toEqual(normalise(json));
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it("is what was written, for locals and outputs of any value", async () => {
    await fc.assert(
      fc.asyncProperty(value, async (any) => {
        const json = { locals: { any }, output: { any: { value: any } } };
        expect(normalise(await parsed(json))).toEqual(normalise(json));
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
