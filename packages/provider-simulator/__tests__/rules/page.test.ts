import fs from "node:fs";
import path from "node:path";
import { committedSchemas } from "provider-schemas";
import { families } from "../../src/rules/catalogue";
import { rulesPage } from "../../src/rules/page";
import { coverage } from "../../src/rules/published";

const types = Object.values(committedSchemas().provider_schemas)
  .flatMap(({ resource_schemas = {} }) => Object.keys(resource_schemas))
  .sort();
const rules = families().flatMap((family) => family.rules);

it("the committed page of rules is what the rules make; npm run rules writes it", () => {
  const file = path.join(__dirname, "..", "..", "RULES.md");
  expect(fs.readFileSync(file, "utf8")).toBe(rulesPage(families(), types));
});

describe("every rule", () => {
  it("has a name of its own", () => {
    const names = rules.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))("has a source and a sentence: %s", (_, rule) => {
    expect(rule.source).toMatch(/^https:\/\/\S+$/);
    expect(rule.says).toMatch(/^\S.*\.$/);
    expect(rule.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

it("every AWS type in use has its replacement facts", () => {
  const known = coverage().map(({ type }) => type);
  expect(types.filter((type) => type.startsWith("aws_") && !known.includes(type))).toEqual([]);
});
