import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

export const DASHBOARDS = path.join(__dirname, "../../assets/monitoring/dashboards");

const source = z.object({ type: z.string(), uid: z.string() });
const target = z.object({
  refId: z.string(),
  datasource: source,
  /** Of Prometheus and Loki. */
  expr: z.string().optional(),
  legendFormat: z.string().optional(),
  /** Of Elasticsearch. */
  query: z.string().optional(),
  metrics: z.array(z.object({ type: z.enum(["count", "logs"]) })).optional(),
  bucketAggs: z.array(z.object({ field: z.string().optional() })).optional(),
});
const panel = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  datasource: source.optional(),
  targets: z.array(target).default([]),
  fieldConfig: z
    .object({
      defaults: z.object({
        unit: z.string().optional(),
        thresholds: z.object({ steps: z.array(z.object({ value: z.number().nullable() })) }).optional(),
      }),
      overrides: z.array(z.object({ properties: z.array(z.object({ id: z.string(), value: z.unknown() })) })),
    })
    .optional(),
});
const dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  editable: z.boolean(),
  panels: z.array(panel),
  templating: z.object({
    list: z
      .array(z.object({ name: z.string(), type: z.string(), datasource: source.optional(), query: z.unknown() }))
      .default([]),
  }),
  annotations: z.object({ list: z.array(z.object({ datasource: source, target: z.object({ expr: z.string() }) })) }),
  links: z.array(z.object({ type: z.string(), tags: z.array(z.string()), placement: z.string().optional() })),
});

export type Panel = z.output<typeof panel>;

export type Dashboard = z.output<typeof dashboard>;

/** The committed dashboards, by the names of their files. */
export function committedDashboards(): readonly (readonly [name: string, dashboard: Dashboard])[] {
  return fs
    .readdirSync(DASHBOARDS)
    .map((file) => [
      file.replace(/\.json$/, ""),
      dashboard.parse(JSON.parse(fs.readFileSync(path.join(DASHBOARDS, file), "utf8"))),
    ]);
}

/** Panels that show something, and not rows. */
export const shown = ({ panels }: Dashboard) => panels.filter(({ type }) => type !== "row");
