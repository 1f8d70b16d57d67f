import { decodeValue, encodeValue, equal, UNKNOWN, type Values } from "../../src/provider/value";

const roundTrip = (value: Values) => decodeValue(encodeValue(value));

describe("values on the wire", () => {
  it("come back as they were sent, unknown ones too, at any depth", () => {
    const value = { text: "é", list: [1, 2.5, null], map: { a: true, b: UNKNOWN }, set: [UNKNOWN], none: null };
    expect(roundTrip(value)).toEqual(value);
    expect(roundTrip({ a: UNKNOWN })?.a).toBe(UNKNOWN);
  });

  it("keep integers that a JavaScript number cannot hold", () => {
    expect(roundTrip({ big: 9007199254740993n })).toEqual({ big: 9007199254740993n });
  });

  it("are unknown when terraform sends an unknown value of which it knows something", () => {
    // {"a": ext 12 of one byte}: a refined unknown value.
    expect(decodeValue({ msgpack: Uint8Array.from([0x81, 0xa1, 0x61, 0xd4, 12, 0x80]) })).toEqual({ a: UNKNOWN });
  });

  it("are null for an object that does not exist", () => {
    expect(decodeValue(encodeValue(null))).toBeNull();
    expect(decodeValue(null)).toBeNull();
  });
});

describe("equality", () => {
  it.each<[string, Values, Values, boolean]>([
    ["the same lists", { a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
    ["another order", { a: [1, 2] }, { a: [2, 1] }, false],
    ["one key more", { a: 1 }, { a: 1, b: null }, false],
    ["unknown values", { a: UNKNOWN }, { a: UNKNOWN }, false],
    ["bytes", { a: Buffer.from("x") }, { a: Buffer.from("x") }, true],
  ])("of %s", (_, a, b, expected) => {
    expect(equal(a, b)).toBe(expected);
  });
});
