import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  type DataSourceRef,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  LogsSortOrder,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TableCellDisplayMode,
  TableSortByFieldStateBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  FieldColorBuilder,
  FieldColorModeId,
  type Panel,
  type Threshold,
  type ThresholdsConfig,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as LogsBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TableBuilder } from "@grafana/grafana-foundation-sdk/table";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { Queries } from "./sources";

/** Grafana's grid is so wide. */
const GRID = 24;

interface Limits {
  /** Values from here on are bad: the first is orange, the second red. */
  readonly above?: readonly [warning: number, critical: number];
  /** Values below are bad: the first is orange, the second red. */
  readonly below?: readonly [warning: number, critical: number];
}

interface PanelProps {
  readonly title: string;
  /** What the title does not say. */
  readonly description?: string;
  readonly queries: Queries;
  /** Of 24. */
  readonly width?: number;
}

interface ValueProps extends PanelProps, Limits {
  /** One of `@grafana/grafana-foundation-sdk/units`. */
  readonly unit: string;
  readonly max?: number;
}

interface StatProps extends ValueProps {
  /** Adds up what was in the chosen range. @default the newest value */
  readonly sum?: boolean;
}

/** One number, with what led to it behind it. */
export function stat({ width = 4, sum = false, ...props }: StatProps): Builder<Panel> {
  const limited = props.above !== undefined || props.below !== undefined;
  return describe(new StatBuilder(), props, width)
    .unit(props.unit)
    .height(4)
    .colorMode(limited ? BigValueColorMode.Value : BigValueColorMode.None)
    .graphMode(BigValueGraphMode.Area)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs([sum ? "sum" : "lastNotNull"]))
    .thresholds(thresholds(props));
}

interface TimeseriesProps extends ValueProps {
  /** Lines are parts of a whole. */
  readonly stacked?: boolean;
}

/** Lines over time. */
export function timeseries({ width = GRID / 2, stacked = false, ...props }: TimeseriesProps): Builder<Panel> {
  const limited = props.above !== undefined || props.below !== undefined;
  const panel = describe(new TimeseriesBuilder(), props, width)
    .unit(props.unit)
    .height(8)
    .axisSoftMin(0)
    .lineWidth(1)
    .fillOpacity(stacked ? 30 : 8)
    .showPoints(VisibilityMode.Never)
    .stacking(new StackingConfigBuilder().mode(stacked ? StackingMode.Normal : StackingMode.None))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .calcs(["mean", "max", "lastNotNull"]),
    )
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .thresholds(thresholds(props))
    .thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(
        limited ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.Off,
      ),
    );
  return props.max === undefined ? panel : panel.max(props.max);
}

interface TableProps extends ValueProps {
  /** What the columns of values are called, in the order of the queries. */
  readonly columns: readonly string[];
  /** Labels that say nothing here. */
  readonly hidden?: readonly string[];
}

/** A row for each set of labels, the worst first. */
export function table({ width = GRID / 2, columns, hidden = [], ...props }: TableProps): Builder<Panel> {
  const names =
    columns.length === 1 ? ["Value"] : columns.map((_, index) => `Value #${String.fromCharCode(65 + index)}`);
  const [worst = ""] = columns;
  return describe(new TableBuilder(), props, width)
    .height(8)
    .thresholds(thresholds(props))
    .overrideByName(worst, [
      { id: "unit", value: props.unit },
      { id: "custom.cellOptions", value: { type: TableCellDisplayMode.ColorText } },
    ])
    .sortBy([new TableSortByFieldStateBuilder().displayName(worst).desc(props.below === undefined)])
    .withTransformation({ id: "merge", options: {} })
    .withTransformation({
      id: "organize",
      options: {
        excludeByName: Object.fromEntries(["Time", "__name__", "job", ...hidden].map((name) => [name, true])),
        renameByName: Object.fromEntries(names.map((name, index) => [name, columns[index]])),
      },
    });
}

/** Log lines, the newest first. */
export function logs(props: PanelProps): Builder<Panel> {
  return describe(new LogsBuilder(), props, GRID)
    .height(14)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending);
}

/** What the SDK's builders of all kinds of panels have in common. */
interface AnyPanelBuilder extends Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: DataSourceRef): this;
  span(width: number): this;
  withTarget(target: Builder<Dataquery>): this;
}

function describe<P extends AnyPanelBuilder>(panel: P, { title, description, queries }: PanelProps, width: number): P {
  panel.title(title).datasource(queries.source).span(width);
  if (description !== undefined) panel.description(description);
  for (const target of queries.targets) panel.withTarget(target);
  return panel;
}

function thresholds({ above, below }: Limits): Builder<ThresholdsConfig> {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps(above, below));
}

function steps(above: Limits["above"], below: Limits["below"]): Threshold[] {
  if (above !== undefined) {
    return [
      { value: null, color: "green" },
      { value: above[0], color: "orange" },
      { value: above[1], color: "red" },
    ];
  }
  if (below === undefined) return [{ value: null, color: "green" }];
  return [
    { value: null, color: "red" },
    { value: below[1], color: "orange" },
    { value: below[0], color: "green" },
  ];
}
