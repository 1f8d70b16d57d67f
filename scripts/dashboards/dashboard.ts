import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkType,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  TextBoxVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { ELASTICSEARCH, LOKI, literally, PROMETHEUS } from "./sources";

interface DashboardProps {
  /** Of the file; the uid, which links and bookmarks hold, is `httpsok-<name>`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whose alerts are marked on the time axis. @default everybody's */
  readonly team?: "platform" | "application" | "database" | "security";
  /** How far it looks back. @default 6h */
  readonly range?: string;
  /** What a reader chooses; `$name` in queries. */
  readonly variables?: readonly Builder<VariableModel>[];
  /** Panels by the title of their row. */
  readonly rows: Readonly<Record<string, readonly Builder<Panel>[]>>;
}

/** A dashboard in the look of the platform, by the name of its file. */
export type NamedDashboard = readonly [name: string, dashboard: Dashboard];

const TAG = "httpsok";

export function dashboard({
  name,
  title,
  description,
  team,
  range = "6h",
  variables = [],
  rows,
}: DashboardProps): NamedDashboard {
  const builder = new DashboardBuilder(title)
    .uid(`httpsok-${name}`)
    .description(description)
    .tags([TAG, ...(team === undefined ? [] : [team])])
    .readonly()
    .timezone("browser")
    .time({ from: `now-${range}`, to: "now" })
    .refresh("1m")
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([...variables])
    .annotation(alerts(team))
    .link(
      // In the bar, and not behind the button that the SDK's own builder puts links behind.
      literally({
        title: "Dashboards",
        type: DashboardLinkType.Dashboards,
        icon: "external link",
        tooltip: "",
        tags: [TAG],
        asDropdown: true,
        targetBlank: false,
        includeVars: false,
        keepTime: true,
      }),
    );
  for (const [row, panels] of Object.entries(rows)) {
    builder.withRow(new RowBuilder(row));
    for (const panel of panels) builder.withPanel(panel);
  }
  const built = builder.build();
  return [name, { ...built, panels: (built.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 })) }];
}

/** When alerts fired. */
function alerts(team: DashboardProps["team"]): AnnotationQueryBuilder {
  const ofTeam = team === undefined ? "" : `, team="${team}"`;
  return new AnnotationQueryBuilder()
    .name("Alerts")
    .datasource(PROMETHEUS)
    .enable(true)
    .iconColor("red")
    .target(
      new DataqueryBuilder().refId("Alerts").expr(`ALERTS{alertstate="firing", severity=~"critical|warning"${ofTeam}}`),
    )
    .titleFormat("{{alertname}}")
    .textFormat("{{instance}}")
    .tagKeys("severity,team")
    .step("60s");
}

/** Values of a label that a reader chooses among; all at first. */
export function choice(name: string, query: string, label: string = name): Builder<VariableModel> {
  return chosen(name, label).datasource(PROMETHEUS).query(query).definition(query).allValue(".*");
}

/** The same with values of a label of Loki's streams. */
export function streamChoice(label: string, all = ".*"): Builder<VariableModel> {
  return chosen(label, label).datasource(LOKI).query({ label, stream: "", type: 1, refId: label }).allValue(all);
}

/** The same with values of a field in Elasticsearch. */
export function fieldChoice(name: string, field: string): Builder<VariableModel> {
  const query = JSON.stringify({ find: "terms", field });
  return chosen(name, field).datasource(ELASTICSEARCH).query(query).definition(query).allValue("*");
}

/** Text that a reader types. */
export function typed(name: string, label: string, before = ""): Builder<VariableModel> {
  return new TextBoxVariableBuilder(name).label(label).defaultValue(before);
}

const chosen = (name: string, label: string) =>
  new QueryVariableBuilder(name)
    .label(label)
    .multi(true)
    .includeAll(true)
    .current({ text: "All", value: "$__all" })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
