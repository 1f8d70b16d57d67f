import fs from "node:fs";
import { committedSchemas } from "provider-schemas";
import { generatedTable } from "../../facts/generate";
import { schemasOfMappedTypes } from "../../facts/schemas";
import { ServiceSpec } from "../../facts/service-spec";
import { publishedTable as makeTable } from "../../facts/table";
import { argumentsOf, type Fields } from "../../facts/terraform-type";
import { coverage, isPublished, publishedReplacement } from "../../src/rules/published";
import { ACCEPTED, REPLACEMENT } from "../../src/rules/published/corrections";
import { publishedTable, TABLE_FILE } from "../../src/rules/published/table";

const schemas = schemasOfMappedTypes(__dirname, []);
const table = publishedTable();

function has(fields: Fields, path: string): boolean {
  const [name = "", ...rest] = path.split(".");
  const argument = fields[name];
  return argument !== undefined && (rest.length === 0 || has(argument.fields, rest.join(".")));
}

const cfnLint = process.env.CFN_LINT_DIR;

if (cfnLint) {
  test("the committed table is what the generator makes of both sources", () => {
    expect(generatedTable(cfnLint, [])).toBe(fs.readFileSync(TABLE_FILE, "utf8"));
  });
}

describe("what comes from @aws-cdk/aws-service-spec alone is as the generator makes it (with CFN_LINT_DIR: all is)", () => {
  const made = makeTable(schemas, new ServiceSpec(), []);

  test("the types, their attributes and what has none", () => {
    const shape = ({ types }: typeof made) =>
      Object.entries(types).map(([type, { cloudFormation, configurable, attributes }]) => ({
        type,
        cloudFormation,
        configurable,
        paths: Object.keys(attributes).sort(),
      }));
    expect(shape(table)).toEqual(shape(made));
    for (const [type, { unmapped }] of Object.entries(made.types))
      expect(table.types[type]?.unmapped).toMatchObject(unmapped);
  });

  test("replacement, references and defaults", () => {
    const facts = ({ types }: typeof made) =>
      Object.entries(types).flatMap(([type, { attributes }]) =>
        Object.entries(attributes).map(([path, { replaces, references, default: value, same }]) => ({
          path: `${type}.${path}`,
          replaces,
          references,
          value,
          same,
        })),
      );
    const byPath = (all: ReturnType<typeof facts>) => [...all].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(byPath(facts(table))).toEqual(byPath(facts(made)));
  });

  test("every allowed value", () => {
    for (const [type, { attributes }] of Object.entries(made.types)) {
      for (const [path, { enum: values }] of Object.entries(attributes)) {
        if (values) expect(table.types[type]?.attributes[path]?.enum).toEqual(expect.arrayContaining([...values]));
      }
    }
  });
});

describe("the table", () => {
  const types = Object.keys(
    committedSchemas().provider_schemas["registry.terraform.io/hashicorp/aws"]?.resource_schemas ?? {},
  );

  test.each(types)("knows %s, which is in use", (type) => {
    expect(table.types[type]).toBeDefined();
  });

  test("names the attributes that the provider has", () => {
    const wrong = Object.entries(table.types).flatMap(([type, { attributes }]) => {
      const schema = schemas[type];
      const paths = [...Object.keys(attributes), ...publishedReplacement(type), ...Object.keys(ACCEPTED[type] ?? {})];
      return paths.filter((path) => !schema || !has(argumentsOf(schema), path)).map((path) => `${type}.${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test("is corrected only in types that it has", () => {
    expect(Object.keys(REPLACEMENT).filter((type) => !table.types[type])).toEqual([]);
  });

  test("says where it is from, and under which licence", () => {
    expect(table.sources).toEqual([
      { name: "@aws-cdk/aws-service-spec", version: new ServiceSpec().version(), licence: "Apache-2.0" },
      { name: "cfn-lint", version: expect.stringMatching(/^\d/), licence: "MIT-0" },
    ]);
  });

  test("is small enough to be read", () => {
    expect(fs.statSync(TABLE_FILE).size).toBeLessThan(600 * 1024);
  });

  test("tells how much of each type it covers", () => {
    const subnet = coverage().find(({ type }) => type === "aws_subnet");
    expect(subnet).toMatchObject({ cloudFormation: "AWS::EC2::Subnet" });
    for (const { configurable, described, checked } of coverage()) {
      expect(checked).toBeLessThanOrEqual(described);
      expect(configurable).toBeGreaterThan(0);
    }
    expect(isPublished("aws_subnet", "map_public_ip_on_launch")).toBe(true);
    expect(isPublished("aws_subnet", "map_customer_owned_ip_on_launch")).toBe(false);
  });
});
