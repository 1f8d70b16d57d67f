import fc from "fast-check";
import { bothForms, describeWithTerraform, outputsOf, terraform } from "../helpers/terraform";

/** Text that terraform evaluates without a resource, with everything that is hard to write. */
const text = fc
  .array(
    fc.constantFrom(
      '"',
      "\\",
      "\n",
      "\t",
      "\r",
      "$${",
      "%%{",
      "$",
      "%",
      "{",
      "}",
      "${local.one}",
      '${upper("a\\"b}")}',
      "%{ if true }yes%{ endif }",
      "证",
      "é",
      "EOT",
      "EOT\n",
      " ",
      "a",
      "${1 + 2}",
    ),
    { maxLength: 9 },
  )
  .map((parts) => parts.join(""))
  // A sign that happens to stand before a template would escape it in part, one before a brace would begin another.
  .filter((value) => !/%%\{ (?:if|endif)|\$\$\{(?:local|upper|1)/.test(value))
  .filter(
    (value) =>
      !/[$%]\{/.test(
        value.replace(/\$\$\{|%%\{|\$\{(?:local\.one|upper\("a\\"b\}"\)|1 \+ 2)\}|%\{ (?:if true|endif) \}/g, "·"),
      ),
  );

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom("for", "true", "a b", "1", "${local.key}"), fc.stringMatching(/^[a-z]{1,4}$/)),
      tie("any"),
      { maxKeys: 3 },
    ),
  ),
})).any;

describeWithTerraform("terraform evaluates what was written", () => {
  const values = fc.sample(value, { numRuns: 400, seed: 42 });
  const folders = bothForms({
    locals: { one: "1", key: "a key" },
    resource: {
      // Fewer of these: terraform itself takes long for many resources.
      terraform_data: Object.fromEntries(values.slice(0, 60).map((input, index) => [`data_${index}`, { input }])),
    },
    output: Object.fromEntries(
      values.map((one, index) => [`value_${index}`, { value: [one], description: "any ${text}" }]),
    ),
  });

  it("to what it evaluates the JSON to, for 400 values", () => {
    const fromJson = outputsOf(folders.json);
    expect(Object.keys(fromJson)).toHaveLength(400);
    expect(outputsOf(folders.hcl)).toEqual(fromJson);
  });

  it("and terraform fmt has nothing to change", () => {
    expect(terraform(folders.hcl, "fmt", "-check", "-diff")).toBe("");
  });
});
