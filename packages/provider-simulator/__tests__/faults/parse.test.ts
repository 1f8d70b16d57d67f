import { describe as text } from "../../src/faults/fault";
import { parseFaults } from "../../src/faults/parse";

describe("fault options", () => {
  it.each([
    [{ fail: ["aws_vpc.vpc"] }, { kind: "fail", address: "aws_vpc.vpc" }],
    [{ fail: ["aws_vpc.vpc=always"] }, { kind: "fail", address: "aws_vpc.vpc", always: true }],
    [{ throttle: ['aws_subnet.each["a=b"]'] }, { kind: "throttle", address: 'aws_subnet.each["a=b"]' }],
    [
      { throttle: ['aws_subnet.each["a"]=always'] },
      { kind: "throttle", address: 'aws_subnet.each["a"]', always: true },
    ],
    [{ slow: ["app/aws_vpc.vpc=0.5"] }, { kind: "slow", address: "app/aws_vpc.vpc", seconds: 0.5 }],
    [{ crash: "provider@7" }, { kind: "crash", who: "provider", at: 7, made: false }],
    [{ crash: "machine@12+" }, { kind: "crash", who: "machine", at: 12, made: true }],
  ])("%j are read", (options, fault) => {
    expect(parseFaults(options)).toEqual([fault]);
  });

  it("are said again as they were given", () => {
    const given = { fail: ["a.b", "a.c=always"], slow: ["a.d=2"], crash: "machine@3+" };
    expect(parseFaults(given).map(text)).toEqual([
      "--fail a.b",
      "--fail a.c=always",
      "--slow a.d=2",
      "--crash machine@3+",
    ]);
  });

  it("are refused all at once, each with what may stand there", () => {
    const wrong = { fail: ["a.b=twice"], slow: ["a.b", "a.c=0", "a.d=soon"], crash: "machine" };
    expect(() => parseFaults(wrong)).toThrow(
      [
        '--fail a.b=twice: after = stands "twice"; it may be "once" or "always".',
        "--slow a.b: write <address>=<seconds>, with more than 0 and up to 3600 seconds.",
        "--slow a.c=0: write <address>=<seconds>, with more than 0 and up to 3600 seconds.",
        "--slow a.d=soon: write <address>=<seconds>, with more than 0 and up to 3600 seconds.",
        "--crash machine: write provider@<n> or machine@<n>, such as provider@7 for the seventh change; a + at the end lets the change be made first.",
      ].join("\n"),
    );
  });
});
