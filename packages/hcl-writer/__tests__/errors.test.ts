import { TerraformJsonError } from "../src";
import { write } from "./helpers/write";

function problems(json: unknown): string[] {
  try {
    write(json);
  } catch (error) {
    if (error instanceof TerraformJsonError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("input that is not Terraform JSON", () => {
  it.each([
    ["a list", [], "(root): expected an object, found a list."],
    [
      "a resource that is text",
      { resource: { test_thing: { it: "x" } } },
      "resource.test_thing.it: expected an object of arguments, found a string.",
    ],
    [
      "a type that is a number",
      { resource: { test_thing: 1 } },
      "resource.test_thing: expected an object of test_thing blocks by name, found a number.",
    ],
    ["resources that are null", { resource: null }, "resource: expected an object of resource types, found null."],
    [
      "a block that is text",
      { resource: { test_thing: { it: { setting: "x" } } } },
      'resource.test_thing.it.setting: expected an object for the block "setting", found a string.',
    ],
    [
      "a backend without a label",
      { terraform: { backend: "s3" } },
      'terraform.backend: expected an object of labelled "backend" blocks, found a string.',
    ],
  ])("%s", (_what, json, message) => {
    expect(problems(json)).toEqual([message]);
  });

  it.each([
    ["an interpolation that does not end", { locals: { a: ["x ${b"] } }, "locals.a[0]: holds a "],
    ["such a key", { locals: { a: { "${b": 1 } } }, "locals.a.${b: its key holds a "],
    ["a reference that is none", { moved: { from: "a b)", to: "c" } }, "moved.from: expected a reference, a type "],
    ["what JSON cannot hold", { locals: { a: Number.NaN } }, "locals.a: expected a JSON value, found NaN."],
    ["a function", { locals: { a: () => 1 } }, "locals.a: expected a JSON value, found a function."],
  ])("%s", (_what, json, message) => {
    expect(problems(json)).toEqual([expect.stringContaining(message)]);
  });

  it("that is undefined counts as absent, as JSON.stringify has it", () => {
    const json = { locals: { a: undefined, b: { c: undefined }, d: [undefined] }, output: undefined };
    expect(write(json)).toEqual(write(JSON.parse(JSON.stringify(json))));
  });

  it("names the sections that there are", () => {
    expect(problems({ resources: {} })).toEqual([
      "resources: is not a section of a Terraform configuration; known are terraform, provider, variable, locals, data, ephemeral, resource, module, moved, import, removed, check, output.",
    ]);
  });

  it("is told all at once", () => {
    expect(problems({ output: { a: 1, b: "2" }, data: "x" })).toEqual([
      "output.a: expected an object of arguments, found a number.",
      "output.b: expected an object of arguments, found a string.",
      "data: expected an object of data types, found a string.",
    ]);
  });
});

describe("what a schema does not say", () => {
  it("is guessed for a type without one, with one warning", () => {
    const { files, warnings } = write({ resource: { other_thing: { it: { block: [{ a: 1 }], map: { a: 1 } } } } });
    expect(files["main.tf"]).toContain("  block {\n    a = 1\n  }\n");
    expect(warnings).toEqual(["resource.other_thing: has no schema; what is a block and what an argument is guessed."]);
  });

  it("is guessed for an attribute it does not have, with a warning", () => {
    expect(write({ resource: { test_thing: { it: { nmae: "a" } } } }).warnings).toEqual([
      'resource.test_thing.it.nmae: "nmae" is not in the schema; written as an argument.',
    ]);
  });
});
