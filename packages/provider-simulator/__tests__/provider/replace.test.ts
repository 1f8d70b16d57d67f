import { replacedSteps } from "../../src/provider/replace";
import { UNKNOWN } from "../../src/provider/value";

const prior = {
  name: "a",
  note: "x",
  network: [{ family: "ipv4", cidr: "10.0.0.0/16" }],
  disks: [{ size: 1 }, { size: 2 }],
};

const pathsOf = (paths: readonly string[], change: object) =>
  replacedSteps(paths, prior, { ...prior, ...change }).map(({ steps }) =>
    steps.map((step) => ("attribute_name" in step ? step.attribute_name : step.element_key_int)).join("."),
  );

describe("a change", () => {
  it.each([
    ["a listed argument", ["name"], { name: "b" }, ["name"]],
    ["a listed argument to something unknown yet", ["name"], { name: UNKNOWN }, ["name"]],
    ["an argument that is not listed", ["name"], { note: "y" }, []],
    ["nothing that is listed", ["name", "note"], {}, []],
    [
      "a listed argument of a block",
      ["network.family"],
      { network: [{ family: "ipv6", cidr: "10.0.0.0/16" }] },
      ["network.0.family"],
    ],
    ["another argument of that block", ["network.family"], { network: [{ family: "ipv4", cidr: "10.1.0.0/16" }] }, []],
    ["a listed argument of one of several blocks", ["disks.size"], { disks: [{ size: 1 }, { size: 3 }] }, ["disks"]],
    ["a block that goes", ["network.family"], { network: [] }, ["network"]],
  ])("of %s", (_, listed, change, expected) => {
    expect(pathsOf(listed, change)).toEqual(expected);
  });

  it("never replaces what does not exist yet", () => {
    expect(replacedSteps(["name"], null, prior)).toEqual([]);
  });
});
