import { UNKNOWN } from "../../src/provider/value";
import { parameterRules } from "../../src/rules/aws/parameters";
import { secretReferences, secretRules } from "../../src/rules/aws/secrets";
import { referenceRules } from "../../src/rules/references";
import { ruleWorld } from "./world";

const ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:taken-abc123";
const VERSION = "aws_secretsmanager_secret_version";
const ROTATION = "aws_secretsmanager_secret_rotation";

function cloud() {
  const world = ruleWorld([...secretRules, ...parameterRules, ...secretReferences.flatMap(referenceRules)]);
  world.has("aws_secretsmanager_secret", { id: ARN, arn: ARN, name: "taken" });
  return world;
}

function expectSaid(found: string[], said: string) {
  if (said === "") expect(found).toEqual([]);
  else expect(found.join()).toContain(said);
}

it.each([
  [{ name: "org/app_1+=.@-x", recovery_window_in_days: 30 }, ""],
  [{ recovery_window_in_days: 0 }, ""],
  [{ name: UNKNOWN }, ""],
  [{ name: "taken" }, "ResourceExistsException"],
  [{ name: "a b" }, "letters, digits and /_+=.@-"],
  [{ recovery_window_in_days: 5 }, "7 to 30, or 0"],
  [{ replica: [{ region: "eu-west-1" }] }, ""],
  [{ replica: [{ region: "eu-central-1" }] }, "the secret itself is there"],
  [{ replica: [{ region: "eu-west-1" }, { region: "eu-west-1" }] }, "given twice"],
])("a secret with %p", (values, said) => {
  expectSaid(cloud().create("aws_secretsmanager_secret", values), said);
});

it.each([
  ["a text", { secret_string: "x".repeat(65_536) }, ""],
  ["a write-only text", { secret_string_wo_version: 1 }, ""],
  ["a text that is too long", { secret_string: "ä".repeat(40_000) }, "has 80000 bytes; up to 65536"],
  ["bytes that are too many", { secret_binary: Buffer.alloc(65_537).toString("base64") }, "has 65537 bytes"],
  ["two texts", { secret_string: "x", secret_string_wo_version: 1 }, "conflict with each other"],
  ["a text and bytes", { secret_string: "x", secret_binary: "eA==" }, "conflict with each other"],
])("a version with %s", (_, values, said) => {
  expectSaid(cloud().create(VERSION, { secret_id: ARN, ...values }), said);
});

it("a version is of a secret that exists", () => {
  expect(cloud().create(VERSION, { secret_id: "none" })).toHaveLength(1);
});

it.each([
  [{ automatically_after_days: 30, duration: "3h" }, ""],
  [{ schedule_expression: "rate(4 hours)" }, ""],
  [{ schedule_expression: "cron(0 8/8 * * ? *)" }, ""],
  [{ schedule_expression: UNKNOWN }, ""],
  [{ automatically_after_days: 1001 }, "1 to 1000"],
  [{ automatically_after_days: 30, duration: "30m" }, "1h to 24h"],
  [{ automatically_after_days: 30, schedule_expression: "rate(4 hours)" }, "2 are given"],
  [{}, "0 are given"],
  [{ schedule_expression: "rate(3 hours)" }, "from every 4 hours"],
  [{ schedule_expression: "rate(1000 days)" }, "999 days"],
  [{ schedule_expression: "cron(30 8 * * ? *)" }, "minutes must be 0"],
  [{ schedule_expression: "cron(0 8 * * ? 2030)" }, "the year must be *"],
  [{ schedule_expression: "cron(0 8 * * * *)" }, "one of them must be ?"],
])("a rotation by %p", (rules, said) => {
  expectSaid(cloud().create(ROTATION, { secret_id: ARN, rotation_rules: [rules] }), said);
});

it.each([
  ["a name", { name: "one" }, ""],
  ["a path", { name: "/org/app/url" }, ""],
  ["a path without its first slash", { name: "org/app" }, "must begin with a slash"],
  ["a blank", { name: "a b" }, "only letters, digits"],
  ["AWS's own name", { name: "/aws/x" }, 'must not begin with "aws"'],
  ["SSM's own name", { name: "SSM-x" }, 'must not begin with "aws" or "ssm"'],
  ["levels that are too many", { name: "/a".repeat(16) }, "more than 15 levels"],
  ["a name that is too long", { name: "x".repeat(1012) }, "1011 are allowed"],
  ["5 KB in Standard", { tier: "Standard", value: "x".repeat(5000) }, "Set tier to Advanced"],
  ["5 KB in Advanced", { tier: "Advanced", value: "x".repeat(5000) }, ""],
  ["5 KB in a tier not known", { tier: UNKNOWN, value: "x".repeat(5000) }, ""],
  ["9 KB", { tier: "Advanced", value: "x".repeat(9000) }, "8192 are allowed"],
  ["a value of its pattern", { allowed_pattern: "^\\d+$", value: "12" }, ""],
  ["a pattern that only Java reads", { allowed_pattern: "(?i)a", value: "12" }, ""],
  ["another value", { allowed_pattern: "^\\d+$", value: "x" }, "ParameterPatternMismatchException"],
])("a parameter with %s", (_, values, said) => {
  expectSaid(cloud().plan("aws_ssm_parameter", values), said);
});
