import fc from "fast-check";
import { MAXIMUM_PREFIX, MINIMUM_PREFIX, overlap, SLOTS, TIERS, tierCidr, tierPrefix, within, zoneSlot } from "../src";

describe("the plan of a VPC", () => {
  it("puts public slots first, data slots next and private slots into the upper half", () => {
    expect([0, 1, 7].map((slot) => tierCidr("10.40.0.0/16", "public", slot))).toEqual([
      "10.40.0.0/22",
      "10.40.4.0/22",
      "10.40.28.0/22",
    ]);
    expect([0, 1, 7].map((slot) => tierCidr("10.40.0.0/16", "data", slot))).toEqual([
      "10.40.32.0/22",
      "10.40.36.0/22",
      "10.40.60.0/22",
    ]);
    expect([0, 1, 7].map((slot) => tierCidr("10.40.0.0/16", "private", slot))).toEqual([
      "10.40.128.0/20",
      "10.40.144.0/20",
      "10.40.240.0/20",
    ]);
  });

  it("keeps every subnet inside the VPC, apart from every other, and within what AWS takes", () => {
    const vpc = fc
      .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: MINIMUM_PREFIX, max: MAXIMUM_PREFIX }))
      .map(([address, prefix]) => {
        const first = Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
        return `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join(".")}/${prefix}`;
      });
    fc.assert(
      fc.property(vpc, (cidr) => {
        const subnets = TIERS.flatMap((tier) => Array.from({ length: SLOTS }, (_, slot) => tierCidr(cidr, tier, slot)));
        for (const [index, subnet] of subnets.entries()) {
          expect(within(subnet, cidr)).toBe(true);
          expect(subnets.slice(index + 1).filter((other) => overlap(subnet, other))).toEqual([]);
          expect(Number(subnet.split("/")[1])).toBeLessThanOrEqual(28);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("tells the prefix of a tier's subnets", () => {
    expect(TIERS.map((tier) => tierPrefix(16, tier))).toEqual([22, 22, 20]);
    expect(tierCidr("10.0.0.0/18", "private", 0)).toMatch(new RegExp(`/${tierPrefix(18, "private")}$`));
  });

  it("gives each zone letter its slot", () => {
    expect(["a", "c", "h"].map(zoneSlot)).toEqual([0, 2, 7]);
    for (const wrong of ["i", "A", "", "aa", "1"]) expect(() => zoneSlot(wrong)).toThrow(RangeError);
  });

  it("refuses ranges and slots out of bounds", () => {
    expect(() => tierCidr("10.0.0.0/15", "public", 0)).toThrow("10.0.0.0/15 cannot be planned: a VPC is /16 to /22");
    expect(() => tierCidr("10.0.0.0/23", "public", 0)).toThrow("10.0.0.0/23 cannot be planned: a VPC is /16 to /22");
    for (const slot of [-1, 8, 1.5]) expect(() => tierCidr("10.0.0.0/16", "data", slot)).toThrow(RangeError);
  });
});
