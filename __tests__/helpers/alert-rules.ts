import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const ASSETS = path.join(__dirname, "../../assets/monitoring");

const labels = z.record(z.string(), z.string());

const recordingRule = z.strictObject({ record: z.string(), expr: z.string() });

const alertingRule = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels,
  annotations: labels,
});
export type Alert = z.output<typeof alertingRule>;

const rulesFile = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(z.union([recordingRule, alertingRule])) })),
});

/** What the tests of promtool say of one alert at one moment. */
const expectation = z.strictObject({
  eval_time: z.string(),
  alertname: z.string(),
  exp_alerts: z.array(z.strictObject({ exp_labels: labels, exp_annotations: labels })).default([]),
});

const testsFile = z.object({
  rule_files: z.array(z.string()),
  tests: z.array(z.object({ name: z.string(), alert_rule_test: z.array(expectation).default([]) })),
});

/** File name without its extension, and what the file holds. */
type Read<T> = readonly (readonly [string, T])[];

/** Files of `assets/monitoring/rules`. @throws where one of them is not what Prometheus reads */
export const ruleFiles = (): Read<z.output<typeof rulesFile>> => read("rules", rulesFile);

/** Files of `assets/monitoring/tests`. @throws where one of them is not what promtool reads */
export const ruleTests = (): Read<z.output<typeof testsFile>> => read("tests", testsFile);

function read<Schema extends z.ZodType>(folder: string, schema: Schema): Read<z.output<Schema>> {
  const names = fs.readdirSync(path.join(ASSETS, folder));
  return names.map((name) => {
    const text = fs.readFileSync(path.join(ASSETS, folder, name), "utf8");
    return [path.basename(name, ".yaml"), schema.parse(parse(text))];
  });
}
