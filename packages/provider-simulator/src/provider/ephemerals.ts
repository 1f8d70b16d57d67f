import { randomUUID } from "node:crypto";
import type { Schema } from "provider-schemas";
import type { World } from "../world/world";
import { lookUp } from "./data-sources";
import { fillUnknown } from "./fill";
import { type ConfigRequest, ProviderError } from "./protocol";
import { isRegional, type Session } from "./session";
import { decodeValue, encodeValue, UNKNOWN, type Values } from "./value";
import { mapBlock } from "./walk";

/** The ephemeral resources of a provider. What they hold is in no state and other at each opening. */
export class Ephemerals {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly world: World,
    private readonly session: () => Session,
  ) {}

  open({ type_name, config }: ConfigRequest) {
    const schema = this.schemas[type_name];
    if (!schema) {
      throw new ProviderError("Unknown ephemeral resource", `The schemas given to the simulator have no ${type_name}.`);
    }
    const given = decodeValue(config) ?? {};
    const known = this.known(type_name, schema, given);
    const asked = mapBlock(schema.block, given, (value, name, { computed }) =>
      value === null && computed ? (known[name] ?? UNKNOWN) : value,
    );
    const { region, account } = this.session();
    const at = typeof given.region === "string" ? given.region : region;
    return {
      result: encodeValue(
        fillUnknown(schema.block, asked, { type: type_name, seed: randomUUID(), region: at, account }),
      ),
    };
  }

  /** What the object of the same type in the world holds, with the write-only arguments it was given. */
  private known(type: string, schema: Schema, given: Values): Values {
    const region = isRegional(schema) ? { region: given.region ?? this.session().region } : {};
    const secret = lookUp(this.world, "aws_secretsmanager_secret", schema, this.session(), {
      id: given.secret_id ?? null,
    });
    const secretId =
      type === "aws_secretsmanager_secret_version" ? (secret?.attributes.arn ?? given.secret_id ?? null) : null;
    const object = lookUp(
      this.world,
      type,
      schema,
      this.session(),
      secretId === null ? given : { secret_id: secretId },
    );
    if (type === "aws_secretsmanager_secret_version" && !object) {
      throw new ProviderError(
        "Couldn't find resource",
        `The simulated Secrets Manager holds no value for ${String(given.secret_id)}. Create an aws_secretsmanager_secret_version first.`,
      );
    }
    const secrets = Object.entries(object?.secrets ?? {}).map(([name, value]) => [name.replace(/_wo$/, ""), value]);
    const filled = Object.entries(object?.attributes ?? {}).filter(([, value]) => value !== null && value !== "");
    return { ...Object.fromEntries([...filled, ...secrets]), ...region };
  }
}
