import { parse } from "@cdktf/hcl2json";
import { normalise } from "./helpers/normalise";
import { expression, file, thing, write } from "./helpers/write";

/**
 * What CDKTF 0.21's own HCL output gets wrong, one test for each kind of input. The text is written as given here, and
 * means what the JSON means.
 */
async function sameAs(json: unknown): Promise<void> {
  const back: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(write(json).files)) Object.assign(back, await parse(name, text));
  expect(normalise(back)).toEqual(normalise(json));
}

describe("CDKTF's HCL output fails on, and this writer does not", () => {
  it("1. JSON text that holds a reference", async () => {
    const text = JSON.stringify({ Statement: [{ Resource: "${test_thing.a.arn}/*" }] });
    expect(expression(text)).toBe('"{\\"Statement\\":[{\\"Resource\\":\\"${test_thing.a.arn}/*\\"}]}"');
    await sameAs({ resource: { test_thing: { it: { text } } } });
  });

  it("2. settings of terraform that an override adds", () => {
    expect(file("terraform.tf", { terraform: { required_version: ">= 1.11" } })).toBe(
      'terraform {\n  required_version = ">= 1.11"\n}\n',
    );
  });

  it("3. top-level blocks that an override adds", async () => {
    const json = {
      check: { up: { assert: [{ condition: "${local.up}", error_message: "down" }] } },
      removed: [{ from: "test_thing.old", lifecycle: { destroy: false } }],
    };
    expect(file("main.tf", json)).toContain('check "up" {\n  assert {\n');
    expect(file("main.tf", json)).toContain("removed {\n  from = test_thing.old\n");
  });

  it("4. conditions of a lifecycle", () => {
    const lifecycle = { precondition: [{ condition: "${var.ok}", error_message: "a" }], postcondition: [] };
    expect(thing({ lifecycle })).toContain(
      '  lifecycle {\n    precondition {\n      condition     = var.ok\n      error_message = "a"\n    }\n  }\n',
    );
  });

  it("5. a block that an override gives as an object", () => {
    expect(thing({ setting: { key: "a" } })).toContain('  setting {\n    key = "a"\n  }\n');
  });

  it.each(["C:\\dir", "^\\d+\\.$", "a\\nb"])("6. backslashes: %s", async (text) => {
    expect(expression(text)).toBe(JSON.stringify(text));
    await sameAs({ resource: { test_thing: { it: { text } } } });
  });

  it.each(["a\nb", "a\nb\n", "\na\n\n", "#!/bin/sh\nset -e\necho ${local.a}"])(
    "7. text of several lines, without another line end: %j",
    (text) => sameAs({ resource: { test_thing: { it: { text } } } }),
  );

  it("8. text of several lines in an output", () => sameAs({ output: { o: { value: "a\nb", description: "c\nd" } } }));

  it("9. text that looks like a number", () => {
    expect(file("outputs.tf", { output: { o: { value: "123" } } })).toContain('value = "123"');
    expect(file("main.tf", { module: { m: { source: "./m", size: "42" } } })).toContain('size   = "42"');
  });

  it.each(["[a]", "{a}", '"a"', "true", "null"])("10. text that looks like an expression: %s", async (value) => {
    await sameAs({ output: { o: { value } } });
    expect(file("outputs.tf", { output: { o: { value } } })).toContain(`value = ${JSON.stringify(value)}`);
  });

  it.each([false, 0, ""])("11. a local that is %j", (value) => {
    expect(file("locals.tf", { locals: { value } })).toBe(`locals {\n  value = ${JSON.stringify(value)}\n}\n`);
  });

  it("12. blocks within blocks, for which the bindings have no types", () => {
    const setting = [{ inner: [{ on: true }] }, { inner: { on: false } }];
    expect(thing({ setting }).match(/^ {2}setting \{\n {4}inner \{\n {6}on = (?:true|false)$/gm)).toHaveLength(2);
  });

  it("13. the project of a cloud workspace", () => {
    const cloud = { organization: "o", workspaces: { name: "w", project: "p" } };
    expect(file("terraform.tf", { terraform: { cloud } })).toContain('project = "p"');
  });

  it("14. the workspaces of a remote backend", () => {
    const remote = { organization: "o", workspaces: { prefix: "p-" } };
    expect(file("terraform.tf", { terraform: { backend: { remote } } })).toContain(
      '    workspaces {\n      prefix = "p-"\n    }\n',
    );
  });

  it("15. references in meta-arguments", () => {
    const text = thing({ provider: "test.b", depends_on: ["test_thing.a"], lifecycle: { ignore_changes: ["tags"] } });
    expect(text).toContain("provider = test.b\n");
    expect(text).toContain("depends_on = [test_thing.a]\n");
    expect(text).toContain("ignore_changes = [tags]\n");
    expect(thing({ lifecycle: { ignore_changes: "all" } })).toContain("ignore_changes = all\n");
  });

  it("16. the format as such: what is written is HCL", async () => {
    const text = file("main.tf", { resource: { test_thing: { it: {} } } });
    await expect(parse("main.tf", text)).resolves.toEqual({ resource: { test_thing: { it: [{}] } } });
    await expect(parse("main.tf", '{ "resource": {} }')).rejects.toThrow();
  });

  it("17. keys with quotes, or with references, in maps and expressions", async () => {
    const any = { 'say "hi"': 1, "a ${local.b}": 2, "${local.c}": 3, plain: '${f({"x y" = 1, "${local.d}" = 2})}' };
    expect(thing({ any })).toBe(`resource "test_thing" "it" {
  any = {
    "say \\"hi\\""   = 1
    "a \${local.b}" = 2
    "\${local.c}"   = 3
    plain          = f({ "x y" = 1, "\${local.d}" = 2 })
  }
}
`);
    await sameAs({ resource: { test_thing: { it: { any } } } });
  });

  it("18. stacks of thousands of resources", () => {
    const things = Array.from({ length: 5000 }, (_, index) => [`it_${index}`, { name: `${index}`, tags: { a: "b" } }]);
    const text = file("main.tf", { resource: { test_thing: Object.fromEntries(things) } });
    expect(text.match(/^resource /gm)).toHaveLength(5000);
  });

  it("19. files that are left from the other format: it writes none of JSON", () => {
    const { files } = write({ terraform: {}, locals: { a: 1 }, output: { o: { value: 1 } } });
    expect(Object.keys(files)).toEqual(["terraform.tf", "locals.tf", "outputs.tf"]);
  });
});
