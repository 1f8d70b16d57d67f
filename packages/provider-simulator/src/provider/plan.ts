import type { Schema } from "provider-schemas";
import { takeOver } from "./correlate";
import { isRegional } from "./session";
import { plannedFacts } from "./special";
import { equal, isValues, UNKNOWN, type Value, type Values } from "./value";
import { mapBlock } from "./walk";

export interface PlanInput {
  readonly type: string;
  readonly schema: Schema;
  /** Null for a new object. */
  readonly prior: Values | null;
  /** What terraform proposes: the configuration, and prior values for what the platform decides. */
  readonly proposed: Values;
  readonly config: Values;
  /** What the provider's configuration adds. */
  readonly region: string;
  readonly defaultTags: Values;
}

/**
 * What the object will be: what is configured, prior values for what the platform decides, and unknown where it has not
 * decided yet. Write-only values are never planned. An object that nothing changes stays as it is.
 */
export function planChange({ type, schema, prior, proposed, config, region, defaultTags }: PlanInput): Values {
  const attributes = schema.block.attributes ?? {};
  const withoutSecrets = mapBlock(schema.block, proposed, (value, _name, attribute) =>
    attribute.write_only ? null : value,
  );
  const known: Record<string, Value> = prior
    ? { ...takeOver(schema.block, withoutSecrets, prior) }
    : { ...withoutSecrets };
  if (isRegional(schema) && known.region === null) known.region = region;
  if (attributes.tags && attributes.tags_all?.computed && (config.tags_all ?? null) === null) {
    known.tags_all = mergedTags(known.tags ?? null, defaultTags);
  }
  if (prior && equal(prior, known)) return prior;
  const planned = { ...(prior ? {} : plannedFacts(type, known)), ...withoutNulls(known) };
  return mapBlock(schema.block, planned, (value, _name, { computed, write_only }) =>
    value === null && computed && !write_only ? UNKNOWN : value,
  );
}

function withoutNulls(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function mergedTags(tags: Value, defaults: Values): Value {
  return tags === UNKNOWN ? UNKNOWN : { ...defaults, ...(isValues(tags) ? tags : {}) };
}
