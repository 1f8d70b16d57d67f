import { changesOf, errorText, plannedChanges, readMessage, splitProtected } from "../../src/runner/messages";

const transcript = (...lines: readonly object[]) => ({
  messages: lines.flatMap((line) => readMessage(JSON.stringify(line)) ?? []),
  other: [],
});

const protectedBy = (address: string) => ({
  type: "diagnostic",
  diagnostic: {
    severity: "error",
    summary: "Instance cannot be destroyed",
    detail: `Resource ${address} has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.`,
  },
});

const failure = {
  type: "diagnostic",
  diagnostic: {
    severity: "error",
    summary: "creating VPC",
    detail: "InvalidParameterValue: 10.0.0.0/8 is too large",
    address: "aws_vpc.main",
    range: { filename: "main.tf", start: { line: 3 } },
    snippet: { context: 'resource "aws_vpc" "main"', code: '  cidr_block = "10.0.0.0/8"', start_line: 3 },
  },
};

describe("what terraform says", () => {
  it("takes only JSON for a message", () => {
    expect(readMessage("Initializing the backend...")).toBeUndefined();
    expect(readMessage("{ not JSON")).toBeUndefined();
  });

  it("gives the counts of the last summary, or zeros", () => {
    const counts = { add: 3, change: 1, remove: 2, import: 1 };
    expect(changesOf(transcript({ type: "change_summary", changes: { ...counts, operation: "plan" } }))).toEqual(
      counts,
    );
    expect(changesOf(transcript())).toEqual({ add: 0, change: 0, remove: 0, import: 0 });
  });

  it("names what a plan changes, outputs too", () => {
    const plan = transcript(
      { type: "planned_change", change: { resource: { addr: "aws_vpc.main" }, action: "update" } },
      { type: "outputs", outputs: { vpc_id: { action: "update" }, cidr: { action: "noop" } } },
    );
    expect(plannedChanges(plan)).toEqual(["aws_vpc.main: update", "output.vpc_id: update"]);
  });

  it("prints an error in terraform's words, with its place and without a box", () => {
    expect(errorText(transcript(failure))).toBe(
      [
        "Error: creating VPC",
        "  with aws_vpc.main,",
        '  on main.tf line 3, in resource "aws_vpc" "main":',
        '    3:   cidr_block = "10.0.0.0/8"',
        "",
        "InvalidParameterValue: 10.0.0.0/8 is too large",
      ].join("\n"),
    );
  });

  it("falls back to what terraform wrote outside JSON, without colours and box", () => {
    const other = ["\u001b[31m╷\u001b[0m", "│ Error: Too early", "╵"];
    expect(errorText({ messages: [], other })).toBe("Error: Too early");
  });

  it("tells protected resources from other errors of a destroy plan", () => {
    const run = transcript(protectedBy('aws_s3_bucket.b["two words"]'), failure, protectedBy("aws_s3_bucket.a"));
    const { protectedAddresses, errors } = splitProtected(run);
    expect(protectedAddresses).toEqual(["aws_s3_bucket.a", 'aws_s3_bucket.b["two words"]']);
    expect(errors).toMatch(/^Error: creating VPC/);
    expect(errors).not.toContain("prevent_destroy");
  });
});
