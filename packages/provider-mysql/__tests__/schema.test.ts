import path from "node:path";
import { type Attribute, type Block, loadSchemas, type Schema } from "provider-schemas";
import { cdktf } from "../package.json";

const mysql = loadSchemas(path.join(__dirname, "..", "schema")).provider_schemas[cdktf.provider.name];
const resources = mysql?.resource_schemas ?? {};
const dataSources = mysql?.data_source_schemas ?? {};

/** `mysql_user.password_wo` of every attribute that has a property. */
function attributesWith(types: Readonly<Record<string, Schema>>, property: keyof Attribute): string[] {
  return Object.entries(types).flatMap(([type, { block }]) =>
    Object.entries(block.attributes ?? {})
      .filter(([, attribute]) => attribute[property])
      .map(([name]) => `${type}.${name}`),
  );
}

function attributesOf({ attributes = {}, block_types = {} }: Block): Attribute[] {
  return [...Object.values(attributes), ...Object.values(block_types).flatMap(({ block }) => attributesOf(block))];
}

describe("the schema of petoju/mysql", () => {
  it("has every type of the provider", () => {
    expect(Object.keys(resources)).toEqual([
      "mysql_database",
      "mysql_default_roles",
      "mysql_global_variable",
      "mysql_grant",
      "mysql_rds_config",
      "mysql_role",
      "mysql_sql",
      "mysql_ti_config",
      "mysql_user",
      "mysql_user_password",
    ]);
    expect(Object.keys(dataSources)).toEqual(["mysql_databases", "mysql_tables"]);
  });

  it("keeps one attribute out of plan and state", () => {
    expect(attributesWith(resources, "write_only")).toEqual(["mysql_user.password_wo"]);
  });

  it("hides all secrets of resources, and none of the provider's own", () => {
    expect(attributesWith(resources, "sensitive")).toEqual([
      "mysql_user.auth_string_hashed",
      "mysql_user.auth_string_hex",
      "mysql_user.password",
      "mysql_user.password_wo",
      "mysql_user.plaintext_password",
      "mysql_user_password.plaintext_password",
    ]);
    expect(mysql?.provider?.block.attributes?.password?.sensitive).toBeUndefined();
  });

  it("computes nothing but ids and the lists of data sources", () => {
    expect(attributesWith(resources, "computed")).toEqual(Object.keys(resources).map((type) => `${type}.id`));
    expect(attributesWith(dataSources, "computed")).toEqual([
      "mysql_databases.databases",
      "mysql_databases.id",
      "mysql_tables.id",
      "mysql_tables.tables",
    ]);
  });

  it("nests the provider's blocks in lists and a user's identity in a set of one", () => {
    const modes = Object.entries(mysql?.provider?.block.block_types ?? {}).map(
      ([name, { nesting_mode, max_items }]) => [name, nesting_mode, max_items],
    );
    expect(modes).toEqual([
      ["aws_config", "list", undefined],
      ["azure_config", "list", undefined],
      ["custom_tls", "list", undefined],
    ]);
    expect(resources.mysql_user?.block.block_types?.aad_identity).toMatchObject({ nesting_mode: "set", max_items: 1 });
  });

  it("documents every attribute", () => {
    const types = [mysql?.provider, ...Object.values(resources), ...Object.values(dataSources)];
    const attributes = types.flatMap((type) => attributesOf(type?.block ?? {}));
    expect(attributes).toHaveLength(94);
    for (const attribute of attributes) expect(attribute).toHaveProperty("description", expect.stringMatching(/\.$/));
  });
});
