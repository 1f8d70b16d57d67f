import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";

/** A value that is known after apply. */
class Unknown {}
export const UNKNOWN = new Unknown();

/** A value as it travels between terraform and a provider: sets are lists, objects are maps. */
export type Value = null | boolean | number | string | bigint | Uint8Array | Unknown | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value;
}

export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

/** Unknown values are extension 0; 12 is an unknown value of which something is known, which nothing here needs. */
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });

/** Null stands for an object that does not exist (any more). */
export function decodeValue(value: DynamicValue | null): Values | null {
  if (!value || value.msgpack.length === 0) return null;
  const decoded: unknown = decode(value.msgpack, { extensionCodec, useBigInt64: true });
  return isValues(decoded) ? decoded : null;
}

export function encodeValue(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec, useBigInt64: true }) };
}

export function isValues(value: unknown): value is Values {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Uint8Array)
  );
}

/** Whether two values say the same; an unknown value equals nothing. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === UNKNOWN || b === UNKNOWN) return false;
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (isValues(a) && isValues(b)) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => equal(a[name], b[name]));
  }
  return a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0;
}
