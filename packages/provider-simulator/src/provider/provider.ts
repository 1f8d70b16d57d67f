import { randomUUID } from "node:crypto";
import type { ProviderSchema, Schema } from "provider-schemas";
import type { World, WorldObject } from "../world/world";
import { readDataSource } from "./data-source";
import { openEphemeral, password } from "./ephemeral";
import { fillUnknown } from "./fill";
import type { Identity } from "./identity";
import { planChange, replacing } from "./plan";
import { isValues, UNKNOWN, type Value, type Values } from "./value";
import { mapBlock } from "./walk";

export interface ProviderOptions {
  readonly schema: ProviderSchema;
  readonly world: World;
  /** Attributes whose change needs another object, by type. */
  readonly replacement: Readonly<Record<string, readonly string[]>>;
}

export interface Planned {
  readonly state: Values | null;
  readonly replace: readonly string[];
}

export interface Applied {
  readonly state: Values | null;
  /** The object's key in the world, which terraform keeps for the provider. */
  readonly key: string;
}

const SECTION = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
} as const;

/** One configured provider of the simulated platform, driven by its schemas. */
export class Provider {
  private region = "us-east-1";
  private account = "000000000000";
  private defaultTags: Values = {};

  constructor(private readonly options: ProviderOptions) {}

  configure(config: Values): void {
    if (typeof config.region === "string") this.region = config.region;
    const [account] = Array.isArray(config.allowed_account_ids) ? config.allowed_account_ids : [];
    if (typeof account === "string") this.account = account;
    const [defaults] = Array.isArray(config.default_tags) ? config.default_tags : [];
    this.defaultTags = isValues(defaults) && isValues(defaults.tags) ? defaults.tags : {};
  }

  plan(type: string, prior: Values | null, proposed: Values | null): Planned {
    if (!proposed) return { state: null, replace: [] };
    const { region, defaultTags } = this;
    const state = planChange({ schema: this.schema("resource", type), prior, proposed, region, defaultTags });
    return { state, replace: replacing(this.options.replacement[type] ?? [], prior, state) };
  }

  /** @param key what an earlier apply returned; empty for a new object */
  apply(type: string, planned: Values | null, config: Values | null, key: string): Applied {
    const { world } = this.options;
    if (!planned) {
      world.remove(key);
      return { state: null, key };
    }
    const { block } = this.schema("resource", type);
    const known = world.get(key);
    const newKey = known?.key ?? world.nextKey(type);
    const identity = this.identity(type, newKey, planned.region);
    const state = fillUnknown(block, withRandom(type, planned, identity), identity);
    world.put(this.object(newKey, identity, state, { ...known?.secrets, ...secretsOf(block, config) }));
    return { state, key: newKey };
  }

  /** Null when the object is gone from the world. */
  read(state: Values | null, key: string): Values | null {
    return state && (this.options.world.get(key)?.attributes ?? null);
  }

  /** An object that exists is taken as it is; any other is said to exist with this id, as an account would have it. */
  import(type: string, id: string): Applied {
    const { world } = this.options;
    const known = world.find(type, id);
    if (known) return { state: known.attributes, key: known.key };
    const { block } = this.schema("resource", type);
    const key = world.nextKey(type);
    const identity = this.identity(type, key, undefined);
    const empty = mapBlock(block, emptyBlocks(block), (_value, name, { computed, write_only }) =>
      name === "id" ? id : computed && !write_only ? UNKNOWN : null,
    );
    const state = fillUnknown(block, empty, identity);
    world.put(this.object(key, identity, state, {}));
    return { state, key };
  }

  readData(type: string, config: Values): Values {
    const identity = this.identity(type, `data ${type} ${JSON.stringify(config)}`, config.region);
    return readDataSource(this.schema("data", type), config, identity);
  }

  /** @throws EphemeralError */
  open(type: string, config: Values): Values {
    const identity = this.identity(type, randomUUID(), undefined);
    return openEphemeral(this.schema("ephemeral", type), config, identity, this.options.world);
  }

  private schema(kind: keyof typeof SECTION, type: string): Schema {
    const schema = this.options.schema[SECTION[kind]]?.[type];
    if (!schema) throw new Error(`no schema for ${kind} ${type}`);
    return schema;
  }

  private identity(type: string, seed: string, region: Value | undefined): Identity {
    return {
      type,
      seed,
      account: this.account,
      region: typeof region === "string" && region !== "" ? region : this.region,
    };
  }

  private object(
    key: string,
    { type, region, account }: Identity,
    attributes: Values,
    secrets: WorldObject["secrets"],
  ) {
    return {
      key,
      type,
      id: typeof attributes.id === "string" ? attributes.id : key,
      region,
      account,
      attributes,
      secrets,
    };
  }
}

/** Values that are random on purpose have the form that was asked for. */
function withRandom(type: string, planned: Values, { seed }: Identity): Values {
  if (type !== "random_password" && type !== "random_string") return planned;
  return planned.result === UNKNOWN
    ? { ...planned, result: password(seed, Number(planned.length)), id: "none" }
    : planned;
}

/** Write-only arguments stand in the configuration alone. */
function secretsOf(block: Schema["block"], config: Values | null): Record<string, string> {
  const secrets: Record<string, string> = {};
  if (!config) return secrets;
  mapBlock(block, config, (value, name, { write_only }) => {
    if (write_only && typeof value === "string") secrets[name] = value;
    return value;
  });
  return secrets;
}

/** No attributes and no nested blocks: what an import begins with. */
function emptyBlocks(block: Schema["block"]): Values {
  return Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, { nesting_mode }]) => [
      name,
      nesting_mode === "list" || nesting_mode === "set" ? [] : nesting_mode === "map" ? {} : null,
    ]),
  );
}
