import { isPlanned, type PlannedChange, plannedChangesOf } from "../../src/faults/planned";
import { UNKNOWN, type Values } from "../../src/provider/value";

const planned = (after: PlannedChange["change"]["after"], before: PlannedChange["change"]["before"] = null) => ({
  address: "aws_subnet.a",
  type: "aws_subnet",
  change: { actions: ["create"], before, after },
});

describe("what a provider is asked for", () => {
  const asked: Values = {
    id: UNKNOWN,
    cidr_block: "10.0.0.0/24",
    size: 3n,
    tags: { Name: "a" },
    rules: [{ port: 80, group: "sg-1" }],
  };

  it.each<[string, PlannedChange["change"]["after"], boolean]>([
    ["everything that the plan knew", { cidr_block: "10.0.0.0/24", tags: { Name: "a" }, size: 3 }, true],
    ["another value", { cidr_block: "10.0.1.0/24" }, false],
    ["another tag", { tags: { Name: "b" } }, false],
    ["a block of which the plan did not know all", { rules: [{ port: 80 }] }, true],
    ["one block more", { rules: [{ port: 80 }, { port: 81 }] }, false],
    ["nothing, where the plan had nothing", { ipv6: null }, true],
  ])("is the planned change when it says %s", (_, after, expected) => {
    expect(isPlanned("aws_subnet", asked, false, planned(after))).toBe(expected);
  });

  it("is the planned change though a set of it was not known in part", () => {
    const change = {
      ...planned({ cidr_block: "10.0.0.0/24", rules: [] }).change,
      after_unknown: { rules: [{ port: true }] },
    };
    expect(isPlanned("aws_subnet", asked, false, { ...planned(null), change })).toBe(true);
  });

  it("is not the planned change of another type", () => {
    expect(isPlanned("aws_vpc", asked, false, planned({ cidr_block: "10.0.0.0/24" }))).toBe(false);
  });

  it("is a planned deletion when it is what was there before", () => {
    expect(isPlanned("aws_subnet", { id: "subnet-1" }, true, planned(null, { id: "subnet-1" }))).toBe(true);
    expect(isPlanned("aws_subnet", { id: "subnet-2" }, true, planned(null, { id: "subnet-1" }))).toBe(false);
  });
});

it("takes from a plan what changes a resource, and neither data sources nor what stays", () => {
  const change = (address: string, mode: string, action: string) => ({
    address,
    mode,
    type: "t",
    change: { actions: [action], before: null, after: {} },
  });
  const plan = JSON.stringify({
    resource_changes: [change("a", "managed", "create"), change("b", "managed", "no-op"), change("c", "data", "read")],
  });
  expect(plannedChangesOf(plan).map(({ address }) => address)).toEqual(["a"]);
});
