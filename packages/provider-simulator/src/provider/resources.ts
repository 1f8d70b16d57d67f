import type { Schema } from "provider-schemas";
import type { Change } from "../rules/rule";
import type { Rulebook } from "../rules/rulebook";
import { platformOf } from "../world/platform";
import type { Scope, World, WorldObject } from "../world/world";
import { conformState } from "./conform";
import type { Faults } from "./faults";
import { fillUnknown } from "./fill";
import type { Pacing } from "./pacing";
import { planChange } from "./plan";
import {
  type ApplyRequest,
  type ImportRequest,
  type MoveRequest,
  type PlanRequest,
  ProviderError,
  type ReadRequest,
  type UpgradeRequest,
} from "./protocol";
import { assertAllowed } from "./refuse";
import { replacedSteps } from "./replace";
import { isRegional, type Session } from "./session";
import { decodeValue, encodeValue, type Value, type Values } from "./value";
import { mapBlock } from "./walk";

/** How the platform takes changes. */
export interface Behaviour {
  readonly rules: Rulebook;
  /** Paths of the arguments of a type that cannot be changed in place. */
  readonly replacement: (type: string, schema: Schema) => readonly string[];
  readonly faults?: Faults;
}

/** The managed resources of a provider, as one connection of terraform sees them. */
export class Resources {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly world: World,
    private readonly behaviour: Behaviour,
    private readonly pacing: Pacing,
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
    if (planned !== prior) {
      const action = prior ? "update" : "create";
      this.assertAllowed({ action, type: type_name, values: planned, prior }, ["values"]);
    }
    return {
      planned_state: encodeValue(planned),
      requires_replace: replacedSteps(this.behaviour.replacement(type_name, schema), prior, planned),
      planned_private: prior_private,
    };
  }

  async apply({ type_name, prior_state, planned_state, config, planned_private }: ApplyRequest) {
    const prior = decodeValue(prior_state);
    const planned = decodeValue(planned_state);
    const existing = prior ? this.existing(type_name, planned_private, prior) : undefined;
    const action = planned ? (prior ? "update" : "create") : "delete";
    const values = planned ?? existing?.attributes ?? prior ?? {};
    const fault = { action, type: type_name, values } as const;
    if (action === "create" && this.pacing.isHeld(type_name)) await this.pacing.quiet();
    await this.behaviour.faults?.before(fault);
    const change: Change = { action, type: type_name, values, prior };
    const answer = planned
      ? this.write(change, existing, this.secrets(type_name, decodeValue(config)))
      : this.remove(change, existing);
    await this.behaviour.faults?.after(fault);
    return answer;
  }

  private write(change: Change, existing: WorldObject | undefined, given: Values) {
    const { type, values } = change;
    const scope = this.scope(type, values);
    const key = existing?.key ?? this.world.abandoned(type, scope, values);
    this.assertAllowed({ ...change, key }, ["values", "world"]);
    const seed = key ?? this.world.newKey(type, scope, values);
    const attributes = fillUnknown(this.schema(type).block, values, {
      type,
      seed,
      ...scope,
      region: scope.region || this.session().region,
    });
    this.world.put({ key: seed, type, ...scope, attributes, secrets: { ...existing?.secrets, ...given } });
    return { new_state: encodeValue(attributes), private: Buffer.from(seed) };
  }

  private remove(change: Change, existing: WorldObject | undefined) {
    if (existing) {
      this.assertAllowed({ ...change, key: existing.key }, ["delete"]);
      this.world.remove(existing.key);
    }
    return { new_state: encodeValue(null) };
  }

  private assertAllowed(change: Change, kinds: Parameters<Rulebook["refusals"]>[1]): void {
    const { account, region } = this.scope(change.type, change.values);
    const platform = platformOf(this.world, { account, region: region || this.session().region });
    assertAllowed(change.action, change.type, this.behaviour.rules.refusals(change, kinds, platform));
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
