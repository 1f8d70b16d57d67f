import { CidrError, freeRange, overlap, parseCidr, within } from "../src";

describe("a range", () => {
  it("is read into its first and last address", () => {
    expect(parseCidr("10.40.0.0/16")).toEqual({ first: 0x0a280000, last: 0x0a28ffff, prefix: 16 });
    expect(parseCidr("255.255.255.255/32")).toEqual({ first: 2 ** 32 - 1, last: 2 ** 32 - 1, prefix: 32 });
  });

  it.each(["", "x", "10.0.0.0", "10.0/16", "10.0.0.0/33", "10.0.0.256/24", "010.0.0.0/16", "fd00::/8"])(
    "is refused when written as %j",
    (text) => {
      expect(() => parseCidr(text)).toThrow(new CidrError(`"${text}" is not an IPv4 range; write it as 10.40.0.0/16`));
    },
  );

  it("must start at its network address, which the message names", () => {
    expect(() => parseCidr("10.40.3.7/16")).toThrow(
      "10.40.3.7/16 is an address inside a range, not the range itself; the range is 10.40.0.0/16",
    );
  });
});

describe("two ranges", () => {
  it.each([
    ["10.0.0.0/16", "10.0.128.0/17", true],
    ["10.0.128.0/17", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.0.0.0/16", true],
    ["10.0.0.0/17", "10.0.128.0/17", false],
    ["128.0.0.0/1", "10.0.0.0/8", false],
  ])("%s and %s overlap: %s", (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
  });

  it.each([
    ["10.0.128.0/17", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.0.128.0/17", false],
    ["192.168.0.0/16", "192.168.0.0/16", true],
    ["172.32.0.0/16", "172.16.0.0/12", false],
  ])("%s lies within %s: %s", (inner, outer, expected) => {
    expect(within(inner, outer)).toBe(expected);
  });
});

describe("a free range", () => {
  it("is the first at or after an address that touches none of those taken", () => {
    expect(freeRange(16, [])).toBe("10.0.0.0/16");
    expect(freeRange(16, ["10.40.0.0/16", "10.41.128.0/20"], "10.40.0.0")).toBe("10.42.0.0/16");
    expect(freeRange(20, ["10.40.0.0/17"], "10.40.0.0")).toBe("10.40.128.0/20");
  });

  it("is looked for in 10.0.0.0/8 when the address lies elsewhere", () => {
    expect(freeRange(16, ["10.0.0.0/16"], "192.168.0.0")).toBe("10.1.0.0/16");
  });

  it("is undefined when nothing is left", () => {
    expect(freeRange(16, ["10.255.0.0/16"], "10.255.0.0")).toBeUndefined();
  });
});
