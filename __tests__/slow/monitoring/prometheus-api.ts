import path from "node:path";
import { z } from "zod";

const answer = <T extends z.ZodType>(data: T) =>
  z.discriminatedUnion("status", [
    z.object({ status: z.literal("success"), data }),
    z.object({ status: z.literal("error"), error: z.string() }),
  ]);

const rule = z.object({
  type: z.enum(["alerting", "recording"]),
  name: z.string(),
  query: z.string(),
  health: z.string(),
  lastError: z.string().optional(),
  state: z.string().optional(),
});
export interface Rule extends z.output<typeof rule> {
  /** Name of its file. */
  readonly file: string;
}

const rules = answer(z.object({ groups: z.array(z.object({ file: z.string(), rules: z.array(rule) })) }));
const names = answer(z.array(z.string()));
const series = answer(z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }));

/** What the tests ask of a Prometheus. https://prometheus.io/docs/prometheus/latest/querying/api/ */
export class PrometheusApi {
  constructor(private readonly address: string) {}

  /** Every rule, as it went when it was last evaluated. */
  async rules(): Promise<readonly Rule[]> {
    const { groups } = dataOf(rules.parse(await this.get("rules")));
    return groups.flatMap(({ file, rules }) => rules.map((rule) => ({ ...rule, file: path.basename(file) })));
  }

  /** Of all metrics that there are. */
  async metricNames(): Promise<ReadonlySet<string>> {
    return new Set(dataOf(names.parse(await this.get("label/__name__/values"))));
  }

  /** Labels of each series that a query gives for the last half a minute. @throws with what Prometheus says against it */
  async query(query: string): Promise<readonly Readonly<Record<string, string>>[]> {
    const end = Date.now() / 1000;
    const range = { query, start: String(end - 30), end: String(end), step: "5" };
    return dataOf(series.parse(await this.get("query_range", range))).result.map(({ metric }) => metric);
  }

  private async get(resource: string, parameters: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(`${this.address}/api/v1/${resource}?${new URLSearchParams(parameters)}`);
    return response.json();
  }
}

function dataOf<T>(read: { status: "success"; data: T } | { status: "error"; error: string }): T {
  if (read.status === "error") throw new Error(read.error);
  return read.data;
}
