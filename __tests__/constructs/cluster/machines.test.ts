import { machinesOf } from "../../../constructs/cluster/machines";
import { exampleStack } from "../../helpers/stack";

describe("instance types of one group of nodes", () => {
  it("are as large as the largest of them", () => {
    const types = ["m7g.large", "m7g.2xlarge"];
    expect(machinesOf(exampleStack(), types)).toEqual({ architecture: "arm64", vcpus: 8, memoryGib: 32 });
  });

  it.each([[["m7g.large", "m7i.large"]], [["m7g.larg"]], [[]]])(
    "are refused when they boot no one image: %j",
    (types) => {
      expect(() => machinesOf(exampleStack(), types)).toThrow(
        `staging-example: ${types.join(", ")}: choose known instance types of one architecture.`,
      );
    },
  );
});
