import { UNKNOWN } from "../../src/provider/value";
import { scheduleReferences, scheduleRules } from "../../src/rules/aws/schedule";
import { referenceRules } from "../../src/rules/references";
import { ruleWorld } from "./world";

const world = () => ruleWorld([...scheduleRules, ...scheduleReferences.flatMap(referenceRules)]);

describe.each([
  ["aws_cloudwatch_event_rule", (it: string) => ({ schedule_expression: it })],
  ["aws_scheduler_schedule", (it: string) => ({ schedule_expression: it })],
  ["aws_backup_plan", (it: string) => ({ rule: [{ schedule: it }] })],
  ["aws_backup_restore_testing_plan", (it: string) => ({ schedule_expression: it })],
])("the cron of %s", (type, at) => {
  it.each([
    "cron(0 5 * * ? *)",
    "cron(0 5 ? * * *)",
    "cron(0/15 8-17 ? * MON-FRI *)",
    "cron(*/5 * ? * 2,4,6 *)",
    "cron(0 8 L * ? *)",
    "cron(0 8 3W * ? *)",
    "cron(0 8 ? * FRI#2 2026-2030)",
    "cron(0 8 ? * 6L *)",
    "cron(0 8 1 jan ? *)",
  ])("%s is taken", (expression) => {
    expect(world().plan(type, at(expression))).toEqual([]);
  });

  it.each([
    ["cron(0 5 * * *)", "it has 5 fields, and needs 6"],
    ["cron(0 5 * * * *)", "one of them must be ?"],
    ["cron(60 5 * * ? *)", '"60" is no minutes; 0 to 59'],
    ["cron(0 24 * * ? *)", '"24" is no hours'],
    ["cron(0 5 32 * ? *)", "is no day-of-month"],
    ["cron(0 5 * 13 ? *)", "JAN to DEC"],
    ["cron(0 5 ? * 0 *)", "is no day-of-week; 1 to 7"],
    ["cron(0 5 ? * MON 1969)", "is no year"],
    ["cron(0/0 5 * * ? *)", "is no minutes"],
    ["0 5 * * ? *", "it must be written as cron(0 5 * * ? *)"],
  ])("%s is refused", (expression, said) => {
    expect(world().plan(type, at(expression)).join()).toContain(said);
  });
});

describe("a rate", () => {
  it.each(["rate(1 hour)", "rate(2 hours)", "rate(1 minute)", "rate(30 days)"])(
    "%s is taken",
    (schedule_expression) => {
      expect(world().plan("aws_cloudwatch_event_rule", { schedule_expression })).toEqual([]);
    },
  );

  it.each([
    ["rate(1 hours)", "write rate(1 hour)"],
    ["rate(2 hour)", "write rate(2 hours)"],
    ["rate(0 hours)", "is no rate"],
    ["rate(5 weeks)", "is no rate"],
    ["rate(5minutes)", "is no rate"],
  ])("%s is refused", (schedule_expression, said) => {
    expect(world().plan("aws_cloudwatch_event_rule", { schedule_expression }).join()).toContain(said);
  });

  it("is written as one likes for the scheduler, and is none of backups", () => {
    expect(world().plan("aws_scheduler_schedule", { schedule_expression: "rate(1 hours)" })).toEqual([]);
    expect(world().plan("aws_backup_plan", { rule: [{ schedule: "rate(1 hour)" }] })).toHaveLength(1);
  });
});

describe("a schedule", () => {
  it("at a time is taken by the scheduler, not by rules", () => {
    const values = { schedule_expression: "at(2030-01-31T05:00:00)" };
    expect(world().plan("aws_scheduler_schedule", values)).toEqual([]);
    expect(world().plan("aws_cloudwatch_event_rule", values)).toHaveLength(1);
    expect(world().plan("aws_scheduler_schedule", { schedule_expression: "at(2030-01-31T05:00Z)" })).toHaveLength(1);
  });

  it("that is not known yet passes", () => {
    expect(world().plan("aws_cloudwatch_event_rule", { schedule_expression: UNKNOWN })).toEqual([]);
  });

  it.each([
    ["cron(0 16 ? * TUE *)", 0],
    ["cron(0 0 2 ? 1/1 THU#3 *)", 0],
    ["rate(7 days)", 0],
    ["rate(1 hours)", 1],
    ["every tuesday", 1],
  ])("of Systems Manager, %s, has %s problems", (schedule, problems) => {
    expect(world().plan("aws_ssm_maintenance_window", { schedule })).toHaveLength(problems);
    expect(world().plan("aws_ssm_association", { schedule_expression: schedule })).toHaveLength(problems);
  });

  it.each([
    ["0 5 * * MON", 0],
    ["*/10 8-17 1,15 * *", 0],
    ["0 5 * * 7", 0],
    ["0 5 * * ? *", 1],
    ["0 25 * * *", 1],
  ])("of scaling, %s, has %s problems", (recurrence, problems) => {
    expect(world().plan("aws_autoscaling_schedule", { recurrence })).toHaveLength(problems);
  });

  it("is for the default bus", () => {
    const values = { schedule_expression: "rate(1 hour)" };
    expect(world().plan("aws_cloudwatch_event_rule", { ...values, event_bus_name: "default" })).toEqual([]);
    expect(
      world()
        .plan("aws_cloudwatch_event_rule", { ...values, event_bus_name: "orders" })
        .join(),
    ).toContain("only on the default event bus");
  });

  it.each([
    [{ mode: "OFF" }, 0],
    [{ mode: "FLEXIBLE", maximum_window_in_minutes: 15 }, 0],
    [{ mode: "FLEXIBLE", maximum_window_in_minutes: UNKNOWN }, 0],
    [{ mode: "FLEXIBLE" }, 1],
    [{ mode: "FLEXIBLE", maximum_window_in_minutes: 1441 }, 1],
    [{ mode: "OFF", maximum_window_in_minutes: 15 }, 1],
  ])("with the window %p has %s problems", (window, problems) => {
    expect(world().plan("aws_scheduler_schedule", { flexible_time_window: [window] })).toHaveLength(problems);
  });

  it("names a role and a group that exist; the default group always does", () => {
    const cloud = world();
    cloud.has("aws_iam_role", { id: "r", name: "r", arn: "arn:aws:iam::111122223333:role/r" });
    const target = [{ arn: "arn:x", role_arn: "arn:aws:iam::111122223333:role/r" }];
    expect(cloud.create("aws_scheduler_schedule", { group_name: "default", target })).toEqual([]);
    expect(cloud.create("aws_scheduler_schedule", { group_name: "none", target })).toHaveLength(1);
    const other = [{ arn: "arn:x", role_arn: "arn:aws:iam::111122223333:role/none" }];
    expect(cloud.create("aws_scheduler_schedule", { target: other })).toHaveLength(1);
  });

  it("of maintenance lasts for 1 to 24 hours, of which up to 23 start nothing", () => {
    expect(world().plan("aws_ssm_maintenance_window", { duration: 4, cutoff: 0 })).toEqual([]);
    expect(world().plan("aws_ssm_maintenance_window", { duration: 25, cutoff: 24 })).toHaveLength(2);
  });
});
