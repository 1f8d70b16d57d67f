import type { Schema } from "provider-schemas";
import type { Scope, World, WorldObject } from "../world/world";
import { conformState } from "./conform";
import { fillUnknown } from "./fill";
import { planChange, replacing } from "./plan";
import {
  type ApplyRequest,
  type ImportRequest,
  type MoveRequest,
  type PlanRequest,
  ProviderError,
  type ReadRequest,
  type UpgradeRequest,
} from "./protocol";
import { isRegional, type Session } from "./session";
import { decodeValue, encodeValue, type Value, type Values } from "./value";
import { mapBlock } from "./walk";

/** The managed resources of a provider, as one connection of terraform sees them. */
export class Resources {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly world: World,
    /** Arguments, by type, that cannot be changed in place. */
    private readonly replacement: Readonly<Record<string, readonly string[]>>,
    private readonly session: () => Session,
  ) {}

  upgrade({ type_name, raw_state }: UpgradeRequest) {
    return { upgraded_state: { json: conformState(this.schema(type_name), raw_state?.json) } };
  }

  move({ target_type_name, source_state, source_private }: MoveRequest) {
    return {
      target_state: { json: conformState(this.schema(target_type_name), source_state?.json) },
      target_private: source_private,
    };
  }

  read({ type_name, current_state, private: key }: ReadRequest) {
    const object = this.existing(type_name, key, decodeValue(current_state));
    // What was created with other schemas has other attributes than terraform asks for now.
    const attributes = object && mapBlock(this.schema(type_name).block, object.attributes, (value) => value);
    return { new_state: encodeValue(attributes ?? null), private: object ? Buffer.from(object.key) : key };
  }

  plan({ type_name, prior_state, proposed_new_state, config, prior_private }: PlanRequest) {
    const proposed = decodeValue(proposed_new_state);
    if (!proposed) return { planned_state: proposed_new_state, planned_private: prior_private };
    const schema = this.schema(type_name);
    const prior = decodeValue(prior_state);
    const { region, defaultTags } = this.session();
    const planned = planChange({
      type: type_name,
      schema,
      prior,
      proposed,
      config: decodeValue(config) ?? {},
      region,
      defaultTags,
    });
    const fixed = [...(isRegional(schema) ? ["region"] : []), ...(this.replacement[type_name] ?? [])];
    return {
      planned_state: encodeValue(planned),
      requires_replace: replacing(fixed, prior, planned).map((name) => ({ steps: [{ attribute_name: name }] })),
      planned_private: prior_private,
    };
  }

  apply({ type_name, prior_state, planned_state, config, planned_private }: ApplyRequest) {
    const prior = decodeValue(prior_state);
    const planned = decodeValue(planned_state);
    const existing = prior ? this.existing(type_name, planned_private, prior) : undefined;
    if (!planned) {
      if (existing) this.world.remove(existing.key);
      return { new_state: encodeValue(null) };
    }
    const { block } = this.schema(type_name);
    const scope = this.scope(type_name, planned);
    const key = existing?.key ?? this.world.nextKey(type_name);
    const attributes = fillUnknown(block, planned, {
      type: type_name,
      seed: key,
      ...scope,
      region: scope.region || this.session().region,
    });
    const secrets = { ...existing?.secrets, ...this.secrets(type_name, decodeValue(config)) };
    this.world.put({ key, type: type_name, ...scope, attributes, secrets });
    return { new_state: encodeValue(attributes), private: Buffer.from(key) };
  }

  import({ type_name, id }: ImportRequest) {
    const { block } = this.schema(type_name);
    const object = this.world.find(type_name, this.scope(type_name, {}), id);
    if (!object) {
      throw new ProviderError(
        "Cannot import non-existent remote object",
        `The simulated platform has no ${type_name} with the id, ARN or name "${id}". An import finds what was created in the same world, account and region before.`,
      );
    }
    const state = mapBlock(block, object.attributes, (value) => value);
    return { imported_resources: [{ type_name, state: encodeValue(state), private: Buffer.from(object.key) }] };
  }

  private schema(type: string): Schema {
    const schema = this.schemas[type];
    if (!schema)
      throw new ProviderError("Unknown resource type", `The schemas given to the simulator have no ${type}.`);
    return schema;
  }

  /** The key is in the private data; a state that was written by hand or by another provider has none. */
  private existing(type: string, key: Uint8Array, state: Values | null): WorldObject | undefined {
    if (key.length > 0) return this.world.get(Buffer.from(key).toString());
    const id = state?.id;
    return state && typeof id === "string" ? this.world.find(type, this.scope(type, state), id) : undefined;
  }

  private scope(type: string, attributes: Values): Scope {
    return scopeOf(this.schema(type), this.session(), attributes);
  }

  private secrets(type: string, config: Values | null): Values {
    const secrets: Record<string, Value> = {};
    mapBlock(this.schema(type).block, config ?? {}, (value, _name, { write_only }, path) => {
      if (write_only && value !== null) secrets[path] = value;
      return value;
    });
    return secrets;
  }
}

/** A type without an argument for the region is global in its account. */
export function scopeOf(schema: Schema, { account, region }: Session, attributes: Values): Scope {
  if (!isRegional(schema)) return { account, region: "" };
  return { account, region: typeof attributes.region === "string" ? attributes.region : region };
}
