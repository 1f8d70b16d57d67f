import type { Schema } from "provider-schemas";
import type { World, WorldObject } from "../world/world";
import { cloudFacts } from "./cloud-facts";
import { fillUnknown } from "./fill";
import { hex } from "./identity";
import { policyDocument } from "./policy-document";
import { type ConfigRequest, ProviderError } from "./protocol";
import { scopeOf } from "./resources";
import { isRegional, type Session } from "./session";
import { decodeValue, encodeValue, UNKNOWN, type Value, type Values } from "./value";
import { mapBlock } from "./walk";

/** Arguments that say which object a data source is about, first things first. */
const LOOKUP = [
  "id",
  "arn",
  "name",
  "secret_id",
  "bucket",
  "function_name",
  "identifier",
  "db_instance_identifier",
  "cluster_identifier",
];

/** The data sources of a provider: what they say of an object of this world is true, the rest is made up. */
export class DataSources {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly world: World,
    private readonly session: () => Session,
  ) {}

  read({ type_name, config }: ConfigRequest) {
    const schema = this.schemas[type_name];
    if (!schema)
      throw new ProviderError("Unknown data source", `The schemas given to the simulator have no ${type_name}.`);
    const given = decodeValue(config) ?? {};
    const region = typeof given.region === "string" ? given.region : this.session().region;
    const state = { ...given, ...(isRegional(schema) ? { region } : {}) };
    return { state: encodeValue(this.answer(type_name, schema, state, region)) };
  }

  private answer(type: string, schema: Schema, given: Values, region: string): Values {
    if (type === "aws_iam_policy_document") return { ...given, ...policyDocument(given) };
    const { account } = this.session();
    const object = lookUp(this.world, type, schema, this.session(), given);
    const known: Values = { ...object?.attributes, ...cloudFacts(type, region, account) };
    const asked = mapBlock(schema.block, given, (value, name, { computed }, path) => {
      if (value !== null || !computed) return value;
      const fact = path === name ? known[name] : undefined;
      return fact !== undefined && sameShape(fact, schema, name) ? fact : UNKNOWN;
    });
    const seed = `data ${type} ${hex(
      JSON.stringify(given, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
      16,
    )}`;
    const answer = fillUnknown(schema.block, asked, { type, seed, region, account });
    if (!object) {
      const scope = scopeOf(schema, this.session(), given);
      this.world.assume({ key: seed, type, ...scope, attributes: answer, secrets: {} });
    }
    return answer;
  }
}

/** The object of the resource type of the same name that the arguments speak of. */
export function lookUp(
  world: World,
  type: string,
  schema: Schema,
  session: Session,
  given: Values,
): WorldObject | undefined {
  for (const name of LOOKUP) {
    const value = given[name];
    if (typeof value !== "string") continue;
    const object = world.find(type, scopeOf(schema, session, given), value);
    if (object) return object;
  }
  return undefined;
}

/** A resource and a data source may give attributes of one name different types. */
function sameShape(value: Value, schema: Schema, name: string): boolean {
  const type = schema.block.attributes?.[name]?.type;
  if (type === "string") return typeof value === "string";
  if (type === "number") return typeof value === "number";
  if (type === "bool") return typeof value === "boolean";
  if (!Array.isArray(type)) return false;
  if (type[0] === "map") return type[1] === "string" && typeof value === "object" && !Array.isArray(value);
  return type[1] === "string" && Array.isArray(value) && value.every((item) => typeof item === "string");
}
