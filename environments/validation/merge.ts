/** Part of a value: any key of any depth may be left out; lists are given whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

export type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** Values with the place they come from, which `npm run explain` shows. */
export interface Layer<T> {
  readonly origin: string;
  readonly values: DeepPartial<T>;
}

export interface Merged {
  readonly value: unknown;
  /** Path of each leaf (`network.cidr`) to the origin of the layer that set it. */
  readonly origins: ReadonlyMap<string, string>;
}

/** Lays later layers over earlier ones, key by key. Lists are replaced whole; an undefined value sets nothing. */
export function mergeLayers(layers: readonly { readonly origin: string; readonly values: unknown }[]): Merged {
  const origins = new Map<string, string>();
  let value: unknown;
  for (const layer of layers) value = lay(value, layer.values, "", layer.origin, origins);
  return { value, origins };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isRecord(inner) ? inner[String(key)] : undefined;
  }, value);
}

/** A copy without the value at a path, or without the list or scalar that holds it. */
export function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined || !isRecord(value)) return undefined;
  const { [String(key)]: inner, ...others } = value;
  const left = without(inner, rest);
  return left === undefined ? others : { ...others, [String(key)]: left };
}

function lay(below: unknown, above: unknown, path: string, origin: string, origins: Map<string, string>): unknown {
  if (above === undefined) return below;
  if (!isRecord(above)) {
    for (const known of origins.keys()) if (known.startsWith(`${path}.`)) origins.delete(known);
    origins.set(path, origin);
    return above;
  }
  const result: Record<string, unknown> = isRecord(below) ? { ...below } : {};
  for (const [key, value] of Object.entries(above)) {
    const laid = lay(result[key], value, path === "" ? key : `${path}.${key}`, origin, origins);
    if (laid !== undefined) result[key] = laid;
  }
  return result;
}

/** Freezes a value and all that it holds. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
