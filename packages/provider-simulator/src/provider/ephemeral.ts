import type { Schema } from "provider-schemas";
import type { World } from "../world/world";
import { fillUnknown } from "./fill";
import { hex, type Identity } from "./identity";
import { UNKNOWN, type Value, type Values } from "./value";
import { mapBlock } from "./walk";

/** An ephemeral resource that cannot be opened; the message is for terraform's user. */
export class EphemeralError extends Error {}

type Open = (config: Values, identity: Identity, world: World) => Values;

const OPEN: Readonly<Record<string, Open>> = {
  random_password: ({ length }, { seed }) => ({
    result: password(seed, Number(length)),
    bcrypt_hash: `$2a$10$${hex(seed, 53)}`,
  }),
  /** Reads back what was written through a write-only argument. */
  aws_secretsmanager_secret_version: ({ secret_id }, _identity, world) => {
    const version = world
      .ofType("aws_secretsmanager_secret_version")
      .filter(({ attributes }) => attributes.secret_id === secret_id)
      .at(-1);
    if (!version)
      throw new EphemeralError(`Secret ${secret_id} has no version: it does not exist, or nothing was written yet.`);
    const { attributes, secrets, id } = version;
    const value = secrets.secret_string_wo ?? attributes.secret_string ?? null;
    return { secret_string: value, version_id: attributes.version_id ?? id, arn: attributes.arn ?? null };
  },
};

/** The result of an ephemeral resource: never kept, and another one at each run where the real one would be. */
export function openEphemeral(schema: Schema, config: Values, identity: Identity, world: World): Values {
  const attributes = schema.block.attributes ?? {};
  const opened: Record<string, Value> = {};
  for (const [name, value] of Object.entries(OPEN[identity.type]?.(config, identity, world) ?? {})) {
    if (name in attributes) opened[name] = value;
  }
  const asked = mapBlock(schema.block, { ...config, ...opened }, (value, name, { computed }) =>
    value === null && computed && !(name in opened) ? UNKNOWN : value,
  );
  return fillUnknown(schema.block, asked, identity);
}

const CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

/** Not secret at all: simulated passwords follow from their seed. */
export function password(seed: string, length: number): string {
  let result = "";
  for (let index = 0; index < length; index++) {
    result += CHARACTERS[Number.parseInt(hex(`${seed}${index}`, 4), 16) % CHARACTERS.length];
  }
  return result;
}
