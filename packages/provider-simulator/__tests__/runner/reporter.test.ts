import { PassThrough } from "node:stream";
import { consoleReporter } from "../../src/runner/reporter";
import type { ProgressEvent, StackResult } from "../../src/runner/types";

const changes = { add: 3, change: 0, remove: 0, import: 1 };

function report(...events: readonly ProgressEvent[]): string {
  const stream = new PassThrough();
  const reporter = consoleReporter(stream);
  for (const event of events) reporter(event);
  return String(stream.read());
}

const stack = (values: Partial<StackResult>): StackResult => ({
  id: "dev-network",
  changes,
  resources: 12,
  seconds: 1.25,
  outputs: {},
  secondPlanEmpty: true,
  work: { done: [], needs: new Map() },
  pending: [],
  ...values,
});

const finished = (action: "apply" | "destroy", stacks: readonly StackResult[], more: object = {}): ProgressEvent => ({
  kind: "finished",
  result: {
    action,
    stacks,
    objects: { aws_vpc: 1, aws_subnet: 6 },
    fallbacks: [],
    others: [],
    adopted: [],
    abandoned: [],
    notes: [],
    estimate: { seconds: 0, path: [] },
    seconds: 5,
    logs: "",
    ...more,
  },
});

describe("the console reporter, where there is no terminal", () => {
  it("prints a line per stack and phase", () => {
    const text = report(
      { kind: "started", action: "apply", stacks: ["dev-network", "dev-app"] },
      { kind: "phase", stack: "dev-app", phase: "init" },
      { kind: "planned", stack: "dev-app", changes },
      { kind: "resource", stack: "dev-app", done: 1, total: 4 },
      { kind: "done", stack: "dev-app", phase: "apply", seconds: 1.25 },
      { kind: "failed", stack: "dev-app", phase: "verify" },
    );
    expect(text.split("\n")).toEqual([
      "Applying 2 stacks with terraform on the simulated platform.",
      "",
      "dev-app      init",
      "dev-app      plan: 1 to import, 3 to add",
      "dev-app      applied (1.3 s)",
      "dev-app      second plan is not empty",
      "",
    ]);
  });

  it("ends with a row per stack, the objects by type, and what all this is not", () => {
    const unstable = stack({ id: "dev-app", resources: 3, secondPlanEmpty: false, pending: ["aws_vpc.v: update"] });
    const text = report(finished("apply", [stack({}), unstable]));
    expect(text).toMatch(/^dev-network +12 +1\.3 +empty$/m);
    expect(text).toMatch(/^dev-app +3 +1\.3 +1 change$/m);
    expect(text).toMatch(/^total +15 +5\.0$/m);
    expect(text).toContain("7 objects of 2 types");
    expect(text).toContain("6 aws_subnet");
    expect(text).toContain("Nothing real was created");
  });

  it("says how long the real platform would take, and for what", () => {
    const estimate = {
      seconds: 700,
      path: [
        { stack: "dev-network", resource: "aws_vpc.v", seconds: 13 },
        { stack: "dev-network", resource: "aws_nat_gateway.n", seconds: 110 },
        { stack: "dev-app", resource: "aws_eks_cluster.main", seconds: 560 },
      ],
    };
    const text = report(finished("apply", [stack({})], { estimate }));
    expect(text).toContain("applying this would take about 12 min, by typical times.");
    expect(text).toMatch(
      /^ {2}dev-network {2}aws_nat_gateway\.n +2 min\n {2}dev-app {2}aws_eks_cluster\.main +9 min$/m,
    );
    expect(text).not.toContain("aws_vpc.v");
    expect(report(finished("apply", [stack({})]))).not.toContain("real platform, applying");
  });

  it("names what a killed run has left, and what is to be said of faults", () => {
    const more = { adopted: ["aws_vpc vpc-1"], abandoned: ["aws_eip eipalloc-1"], notes: ["--fail x did not happen."] };
    const text = report(finished("apply", [stack({})], more));
    expect(text).toMatch(/1 object had been created by a run that was killed.*\n {2}aws_vpc vpc-1/);
    expect(text).toMatch(/1 object in no state.*\n {2}aws_eip eipalloc-1/);
    expect(text).toContain("--fail x did not happen.");
  });

  it("names the types that the given schemas do not hold", () => {
    const text = report(finished("apply", [stack({})], { fallbacks: ["data aws_region"] }));
    expect(text).toMatch(/Not in the given schemas.*: 1 type\.\n +data aws_region/);
  });

  it("says after a destroy what was verified", () => {
    expect(report(finished("destroy", [stack({})]))).toContain("every state and the world are empty");
    expect(report(finished("destroy", [stack({})], { others: ["dev-app"] }))).toContain("others need: dev-app");
  });
});
