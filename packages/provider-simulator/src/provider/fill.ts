import type { Attribute, AttributeType, Block } from "provider-schemas";
import { type Identity, objectId } from "./identity";
import { makeBool, makeNumber, makeString } from "./names";
import { specialValues } from "./special";
import { isValues, UNKNOWN, type Value, type Values } from "./value";
import { mapBlock, typeOf } from "./walk";

/** An object whose values are being made up. */
export interface Known extends Identity {
  readonly id: string;
  /** What is known of its attributes. */
  readonly attributes: Values;
}

/**
 * Puts a realistic value wherever one is unknown. The same object gets the same values at each call, since they follow
 * from its seed; none looks at the clock.
 */
export function fillUnknown(block: Block, value: Values, identity: Identity): Values {
  const attributes = Object.fromEntries(Object.entries(value).filter(([, given]) => given !== UNKNOWN));
  const id = typeof attributes.id === "string" ? attributes.id : objectId(identity, attributes);
  const known = { ...identity, id, attributes };
  const special = specialValues(known);
  return mapBlock(block, value, (given, name, attribute, path) => {
    const made = special[path];
    if (given === UNKNOWN && made !== undefined) return made;
    // What is known in part is entered later, attribute by attribute.
    if (attribute.nested_type && given !== UNKNOWN) return given;
    return fill(given, typeOf(attribute), { name, path, known, optional: isOptional(attribute) });
  });
}

interface Place {
  readonly name: string;
  readonly path: string;
  readonly known: Known;
  /** The argument could have been given: then nothing is the likeliest value of a collection. */
  readonly optional: boolean;
}

function isOptional({ optional }: Attribute): boolean {
  return optional === true;
}

function fill(value: Value, type: AttributeType, place: Place): Value {
  if (value === UNKNOWN) return make(type, place);
  if (typeof type === "string" || value === null) return value;
  const inside = (item: Value, key: string | number, inner: AttributeType, name = place.name) =>
    fill(item, inner, { ...place, name, path: `${place.path}.${key}` });
  switch (type[0]) {
    case "object": {
      if (!isValues(value)) return value;
      const fields = Object.entries(type[1]);
      return Object.fromEntries(fields.map(([name, inner]) => [name, inside(value[name] ?? null, name, inner, name)]));
    }
    case "tuple":
      return Array.isArray(value)
        ? value.map((item, index) => inside(item, index, type[1][index] ?? "dynamic"))
        : value;
    default: {
      const [, inner] = type;
      if (Array.isArray(value)) return value.map((item, index) => inside(item, index, inner));
      if (!isValues(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inside(item, key, inner)]));
    }
  }
}

function make(type: AttributeType, place: Place): Value {
  const { name, path, known, optional } = place;
  if (type === "string") return makeString(name, path, optional, known);
  if (type === "number") return makeNumber(name, path, known);
  if (type === "bool") return makeBool(name);
  if (type === "dynamic") return [Buffer.from('"string"'), makeString(name, path, optional, known)];
  switch (type[0]) {
    case "object":
      return Object.fromEntries(
        Object.entries(type[1]).map(([field, inner]) => [
          field,
          make(inner, { ...place, name: field, path: `${path}.${field}` }),
        ]),
      );
    case "tuple":
      return type[1].map((inner, index) => make(inner, { ...place, path: `${path}.${index}` }));
    case "map":
      return {};
    default:
      return optional ? [] : [make(type[1], { ...place, name: singular(name), path: `${path}.0` })];
  }
}

/** Elements of `subnet_ids` are named like `subnet_id`. */
function singular(name: string): string {
  return /(id|arn|name|server|endpoint|url|address|ip|zone|block|bucket|dns|domain)s$/.test(name)
    ? name.slice(0, -1)
    : name;
}
