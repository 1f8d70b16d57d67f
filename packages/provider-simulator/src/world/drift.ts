import { nearest } from "aws-facts";
import type { AttributeType, Block, Schema } from "provider-schemas";
import { isValues, type Value, type Values } from "../provider/value";
import { typeOf } from "../provider/walk";

/** A change behind terraform's back that cannot be made; the message says what can. */
export class DriftError extends Error {
  override readonly name = "DriftError";
}

/**
 * The attributes of an object with another value at a path, such as `tags.Team` or `versioning_configuration.0.status`.
 * A tag changes in `tags_all` too, as it would on AWS.
 * @param text the value: as it is where the attribute is a string, JSON elsewhere; `null` takes it away
 * @throws DriftError for a path that the schema does not have, or a value of another type
 */
export function drifted(schema: Schema, attributes: Values, path: string, text: string): Values {
  const steps = path.split(".");
  const { optional, required, computed } = schema.block.attributes?.[steps[0] ?? ""] ?? {};
  if (computed && !optional && !required) {
    throw new DriftError(
      `${path}: the platform alone decides it, and it stays. Change an argument of the configuration.`,
    );
  }
  const value = parse(path, typeAt(schema.block, path, steps), text);
  const changed = set(attributes, steps, value);
  return steps[0] === "tags" && attributes.tags_all ? set(changed, ["tags_all", ...steps.slice(1)], value) : changed;
}

/** The value at a path; null when there is none. */
export function valueAt(attributes: Values, path: string): Value {
  return path.split(".").reduce<Value>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)] ?? null;
    return isValues(value) ? (value[step] ?? null) : null;
  }, attributes);
}

function typeAt(block: Block, path: string, [name = "", ...rest]: readonly string[]): AttributeType {
  const attribute = block.attributes?.[name];
  if (attribute) return inside(typeOf(attribute), path, rest);
  const nested = block.block_types?.[name];
  if (!nested) {
    const names = [...Object.keys(block.attributes ?? {}), ...Object.keys(block.block_types ?? {})];
    const close = nearest(name, names);
    throw new DriftError(
      `${path}: there is no ${name}. ${close.length > 0 ? `Did you mean ${close.join(" or ")}?` : `There are ${names.join(", ")}.`}`,
    );
  }
  const below = /^(single|group)$/.test(nested.nesting_mode) ? rest : rest.slice(1);
  if (below.length === 0)
    throw new DriftError(
      `${path}: is a block. Name an attribute of it, such as ${path}.0.${Object.keys(nested.block.attributes ?? {})[0] ?? "..."}.`,
    );
  return typeAt(nested.block, path, below);
}

function inside(type: AttributeType, path: string, steps: readonly string[]): AttributeType {
  const [step, ...rest] = steps;
  if (step === undefined) return type;
  if (typeof type === "string") throw new DriftError(`${path}: is a ${type}, and has no ${step}.`);
  if (type[0] === "object") {
    const field = type[1][step];
    if (!field) throw new DriftError(`${path}: there is no ${step}. There are ${Object.keys(type[1]).join(", ")}.`);
    return inside(field, path, rest);
  }
  return type[0] === "tuple" ? inside(type[1][Number(step)] ?? "dynamic", path, rest) : inside(type[1], path, rest);
}

function parse(path: string, type: AttributeType, text: string): Value {
  if (text === "null") return null;
  if (type === "string") return text;
  let value: Value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DriftError(`${path}: "${text}" is no JSON. Of ${described(type)}, write the value as JSON, or null.`);
  }
  if (!fits(value, type)) throw new DriftError(`${path}: ${text} is not ${described(type)}.`);
  return value;
}

function described(type: AttributeType): string {
  return typeof type === "string" ? `a ${type}` : `a ${type[0]}`;
}

function fits(value: Value, type: AttributeType): boolean {
  if (value === null || type === "dynamic") return true;
  if (typeof type === "string") return typeof value === (type === "bool" ? "boolean" : type);
  if (type[0] === "list" || type[0] === "set")
    return Array.isArray(value) && value.every((item: Value) => fits(item, type[1]));
  if (type[0] === "map") return isValues(value) && Object.values(value).every((item) => fits(item, type[1]));
  return typeof value === "object";
}

function set(target: Value, [step, ...rest]: readonly string[], value: Value): Values {
  if (step === undefined || !isValues(target)) throw new DriftError("There is nothing there to change.");
  const before = target[step] ?? null;
  if (rest.length === 0) {
    if (value !== null) return { ...target, [step]: value };
    // An attribute is null when it is not there; an entry of a map is gone.
    return { ...target, [step]: null };
  }
  if (Array.isArray(before)) {
    const [index = "", ...inner] = rest;
    const item: Value = before[Number(index)] ?? null;
    if (item === null) throw new DriftError(`${step} has ${before.length} entries, and none with the number ${index}.`);
    return {
      ...target,
      [step]: before.map((other: Value, at) => (at === Number(index) ? changedItem(item, inner, value) : other)),
    };
  }
  return { ...target, [step]: withoutGone(set(before ?? {}, rest, value), rest) };
}

function changedItem(item: Value, steps: readonly string[], value: Value): Value {
  return steps.length === 0 ? value : set(item, steps, value);
}

/** An entry of a map that was set to null is gone. */
function withoutGone(values: Values, steps: readonly string[]): Values {
  return steps.length === 1 ? Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) : values;
}
