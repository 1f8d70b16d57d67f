import type { MetricsQuery } from "@grafana/grafana-foundation-sdk/cloudwatch";
import {
  MetricEditorMode,
  MetricQueryType,
  MetricsQueryBuilder,
  QueryMode,
} from "@grafana/grafana-foundation-sdk/cloudwatch";
import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import {
  DateHistogramBuilder,
  DataqueryBuilder as ElasticsearchBuilder,
  TermsBuilder,
  TermsOrder,
} from "@grafana/grafana-foundation-sdk/elasticsearch";
import { DataqueryBuilder as LokiBuilder } from "@grafana/grafana-foundation-sdk/loki";
import { DataqueryBuilder as PrometheusBuilder, PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";

/** Data sources have the same uid in every Grafana of the platform. */
const source = (type: string) => ({ type, uid: type });
export const PROMETHEUS = source("prometheus");
export const LOKI = source("loki");
export const ELASTICSEARCH = source("elasticsearch");
const CLOUDWATCH = source("cloudwatch");

/** What a panel asks. */
export interface Queries {
  readonly source: DataSourceRef;
  readonly targets: readonly Builder<Dataquery>[];
}

/** A query's expression by its legend, where `{{label}}` stands for a label's value. */
type ByLegend = Readonly<Record<string, string>>;

/** For what the SDK's own builders do not say. */
export const literally = <T>(value: T): Builder<T> => ({ build: () => value });

/** A, B, C, ... */
const refId = (index: number) => String.fromCharCode(65 + index);

export function promql(queries: ByLegend): Queries {
  return {
    source: PROMETHEUS,
    targets: Object.entries(queries).map(([legend, expr], index) =>
      new PrometheusBuilder().datasource(PROMETHEUS).refId(refId(index)).range().expr(expr).legendFormat(legend),
    ),
  };
}

/** What is so now, for a table: a row for each set of labels, a column for each expression. */
export function promqlNow(...exprs: readonly string[]): Queries {
  return {
    source: PROMETHEUS,
    targets: exprs.map((expr, index) =>
      new PrometheusBuilder()
        .datasource(PROMETHEUS)
        .refId(refId(index))
        .instant()
        .format(PromQueryFormat.Table)
        .expr(expr),
    ),
  };
}

export function logql(queries: ByLegend): Queries {
  return {
    source: LOKI,
    targets: Object.entries(queries).map(([legend, expr], index) =>
      new LokiBuilder().datasource(LOKI).refId(refId(index)).queryType("range").expr(expr).legendFormat(legend),
    ),
  };
}

interface Count {
  /** In Lucene's syntax. */
  readonly query: string;
  /** Counts for each of the commonest values of a field. */
  readonly by?: string;
}

const elastic = (query: string) =>
  new ElasticsearchBuilder().datasource(ELASTICSEARCH).query(query).timeField("@timestamp");

/** How many log lines there were over time. */
export function logCounts({ query, by }: Count): Queries {
  const terms = by === undefined ? [] : [termsOf(by, "2")];
  const target = elastic(query)
    .refId("A")
    .alias(by === undefined ? "lines" : `{{term ${by}}}`)
    .metrics([metric("count")])
    .bucketAggs([...terms, new DateHistogramBuilder().id("3").field("@timestamp").settings({ interval: "auto" })]);
  return { source: ELASTICSEARCH, targets: [target] };
}

/** How many log lines there were for each of the commonest values of a field. */
export function logTable({ query, by }: Required<Count>): Queries {
  const target = elastic(query)
    .refId("A")
    .metrics([metric("count")])
    .bucketAggs([termsOf(by, "2")]);
  return { source: ELASTICSEARCH, targets: [target] };
}

/** The newest log lines. */
export function logLines(query: string): Queries {
  return {
    source: ELASTICSEARCH,
    targets: [
      elastic(query)
        .refId("A")
        .metrics([metric("logs")]),
    ],
  };
}

// The SDK's own builders leave out the type.
const metric = (type: "count" | "logs") => literally({ type, id: "1" });

const termsOf = (field: string, id: string) =>
  new TermsBuilder()
    .id(id)
    .field(field)
    .settings({ size: "10", order: TermsOrder.Desc, orderBy: "_count", min_doc_count: "1" });

export interface CloudwatchQuery {
  /** Such as `AWS/RDS`. */
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum" | "p95";
  /** A line for each value of this dimension. */
  readonly dimension: string;
  readonly values: string;
}

export function cloudwatch(...queries: readonly CloudwatchQuery[]): Queries {
  return {
    source: CLOUDWATCH,
    targets: queries.map(
      ({ namespace, metric, statistic, dimension, values }, index): Builder<MetricsQuery> =>
        new MetricsQueryBuilder()
          .datasource(CLOUDWATCH)
          .refId(refId(index))
          .queryMode(QueryMode.Metrics)
          .metricQueryType(MetricQueryType.Search)
          .metricEditorMode(MetricEditorMode.Builder)
          .region("default")
          .namespace(namespace)
          .metricName(metric)
          .statistic(statistic)
          .dimensions({ [dimension]: [values] })
          .matchExact(false)
          .label(`${metric} \${PROP('Dim.${dimension}')}`),
    ),
  };
}
