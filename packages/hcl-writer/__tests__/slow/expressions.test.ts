import fc from "fast-check";
import { bothForms, describeWithTerraform, outputsOf, terraform } from "../helpers/terraform";

const LONG = "a".repeat(50);

/** Every kind of expression, short and long, on one line and on several. */
const EXPRESSIONS = [
  `jsonencode({"Version" = "2012", "Statement" = [{"Action" = ["a"], "Condition" = {"x" = {"a:b" = [local.one]}}}]})`,
  `jsonencode({"a" : 1, "b c" : {}, "for" : [], "\${local.key}" : {"d" : null}})`,
  `{(local.key) : 2, "\${local.key}x" = [{}], "null" = 1, plain = "x"}`,
  `merge({"a" = "${LONG}"}, {"b" = "${LONG}", "c" = 1})`,
  `concat(["${LONG}"], ["${LONG}"], [for x in [1, 2] : "\${x * -1}" if x != 2])`,
  `{for k, v in {"a" = [1], "b" = [2]} : upper(k) => {"x" = v, "y" = [v, "${LONG}", "${LONG}"]}}`,
  `{for x in ["a", "b", "a"] : x => {"n" = x}...}`,
  `[{"a" = {"b" = 1}}, {"c" = []}][0]["a"].b`,
  `[{"id" = 1}, {"id" = 2}][*].id`,
  `[{"id" = 1}, {"id" = 2}].*.id`,
  `local.one == "1" ? {"a" = {"b" = "${LONG}"}} : {"a" = {"b" = "x"}}`,
  `max([1, 2, 3]...) + -1 - -2 % 2`,
  `!(true && false) || 1 >= 2`,
  `"a\\"b\\n\${join("}", ["{"])}$\${c}"`,
  "1 /* } */ + 2",
  `{\n  a = 1\n  "b" = [\n    2,\n    3,\n  ]\n}`,
  "1 +\n2",
  `format("%s %s", "${LONG}", join(",", ["${LONG}", local.one]))`,
  "null",
];

/** With lines of their own that must stay as they are, so that terraform fmt may want them indented. */
const UNTOUCHED = [
  "[1, # one }\n 2 /* two */]",
  "upper(<<EOT\na } ${local.one}\nEOT\n)",
  "trimspace(<<-X\n  a\n    b\n  X\n)",
];

/** Where an expression can stand in a text. */
const FORMS = ["x-@", "@\n", "a\n  b @\nc\n", "  a\n    @\n", "@\n@\n\n  \n", "\t@\n\u00e9\n\u0301\n"];

/** Pieces in which `~` trims, in any order: by lines in JSON and heredocs, but not between quotes. */
const trimming = fc
  .array(
    fc.constantFrom(
      "${~ local.one ~}",
      "${local.one ~}",
      "%{~ if true ~}yes%{~ endif ~}",
      "%{ for x in [1, 2] ~}\n  ${x}\n%{ endfor ~}\n",
      "\n",
      "  ",
      "a",
      "\t",
      "\r",
      "\r\n",
      "\n\n  b",
      "$ ",
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

/** Text that a heredoc must not change. */
const lines = fc
  .array(
    fc.constantFrom("", " ", "  ", "\t", "a", "  a", "\t a", "EOT", "${local.one}", "  ${local.one}b", "é", "\u0301"),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((all) => all.map((line) => `${line}\n`).join(""));

/** Text where Terraform evaluates nothing. */
const LITERALS = [
  "${a}",
  "%{if}",
  "$${a}",
  "$$${a}",
  "%%{",
  "$",
  'a"\\b\n',
  "a\nb\n",
  "\u0000\u007f\u2028",
  "${",
  "~}",
];

const alone = (one: string) => `\${${one}}`;
const inTexts = (one: string) => FORMS.map((form) => form.replaceAll("@", () => `\${jsonencode(${one})}`));

function configuration(texts: readonly string[]) {
  return {
    locals: { one: "1", key: "a key", in_a_map: Object.fromEntries(texts.map((text, index) => [`k${index}`, text])) },
    variable: Object.fromEntries(
      LITERALS.map((text, index) => [
        `literal_${index}`,
        { type: "map(string)", default: { [text]: text, long_name: text }, description: text },
      ]),
    ),
    output: {
      ...Object.fromEntries(texts.map((value, index) => [`text_${index}`, { value }])),
      ...Object.fromEntries(LITERALS.map((_, index) => [`literal_${index}`, { value: `\${var.literal_${index}}` }])),
      in_a_map: { value: "${local.in_a_map}" },
    },
  };
}

describeWithTerraform("terraform evaluates what was written", () => {
  const texts = [
    ...EXPRESSIONS.flatMap((one) => [alone(one), ...inTexts(one)]),
    ...fc.sample(trimming, { numRuns: 900, seed: 7 }),
    ...fc.sample(lines, { numRuns: 300, seed: 8 }),
  ];
  const folders = bothForms(configuration(texts));
  const untouched = bothForms(configuration(UNTOUCHED.flatMap((one) => [alone(one), ...inTexts(one)])));

  it.each([
    ["expressions, trimmed templates, heredocs and literals", folders],
    ["expressions with lines of their own", untouched],
  ])("to what it evaluates the JSON to: %s", (_what, { json, hcl }) => {
    const fromJson = outputsOf(json);
    expect(Object.keys(fromJson)).toContain("in_a_map");
    expect(outputsOf(hcl)).toEqual(fromJson);
  });

  it("and terraform fmt has nothing to change", () => {
    expect(terraform(folders.hcl, "fmt", "-check", "-diff")).toBe("");
  });
});
