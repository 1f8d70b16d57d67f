import { criticalPath, type Done, type StackWork } from "../../src/runner/critical-path";
import { typicalSeconds } from "../../src/runner/durations";

const create = (resource: string): Done => ({ resource, type: resource.split(".")[0] ?? "", action: "create" });
const seconds = (type: string, action: "create" | "delete" = "create") => typicalSeconds(type, action);

const network: StackWork = {
  id: "network",
  done: ["aws_vpc.v", "aws_subnet.a", "aws_nat_gateway.n", "aws_iam_role.r"].map(create),
  needs: new Map([
    ["aws_subnet.a", ["aws_vpc.v"]],
    ["aws_nat_gateway.n", ["aws_subnet.a", "aws_eip.not_in_this_run"]],
  ]),
};
const cluster: StackWork = {
  id: "cluster",
  done: ["aws_eks_cluster.c", "aws_eks_node_group.g"].map(create),
  needs: new Map([["aws_eks_node_group.g", ["aws_eks_cluster.c"]]]),
};
const dependencies = new Map([
  ["network", []],
  ["cluster", ["network"]],
]);

describe("the critical path", () => {
  it("is the longest chain of a stack, and goes on in the stacks that wait for it", () => {
    const { path, seconds: total } = criticalPath([network, cluster], dependencies, false);
    expect(path.map(({ resource }) => resource)).toEqual([
      "aws_vpc.v",
      "aws_subnet.a",
      "aws_nat_gateway.n",
      "aws_eks_cluster.c",
      "aws_eks_node_group.g",
    ]);
    expect(total).toBe(
      ["aws_vpc", "aws_subnet", "aws_nat_gateway", "aws_eks_cluster", "aws_eks_node_group"].reduce(
        (sum, type) => sum + seconds(type),
        0,
      ),
    );
  });

  it("of stacks that do not wait for each other is that of the longer one", () => {
    const apart = new Map([
      ["network", []],
      ["cluster", []],
    ]);
    expect(criticalPath([network, cluster], apart, false).path.map(({ stack }) => stack)).toEqual([
      "cluster",
      "cluster",
    ]);
  });

  it("goes backwards when everything is deleted", () => {
    const gone = [network, cluster].map((work) => ({
      ...work,
      done: work.done.map((done): Done => ({ ...done, action: "delete" })),
    }));
    const { path } = criticalPath(gone, dependencies, true);
    expect(path.map(({ resource }) => resource)).toEqual([
      "aws_eks_node_group.g",
      "aws_eks_cluster.c",
      "aws_nat_gateway.n",
      "aws_subnet.a",
      "aws_vpc.v",
    ]);
  });

  it("counts instances of one resource once, and both halves of a replacement", () => {
    const done: Done[] = [
      create("aws_subnet.a"),
      create("aws_subnet.a"),
      { ...create("aws_subnet.a"), action: "delete" },
    ];
    const estimate = criticalPath([{ id: "n", done, needs: new Map() }], new Map([["n", []]]), false);
    expect(estimate.seconds).toBe(seconds("aws_subnet") + seconds("aws_subnet", "delete"));
  });

  it("of nothing takes no time", () => {
    expect(criticalPath([{ id: "n", done: [], needs: new Map() }], new Map([["n", []]]), false)).toEqual({
      seconds: 0,
      path: [],
    });
  });
});
