import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

/** A metric that a query reads. */
export interface Selector {
  /** Empty when only labels choose. */
  readonly metric: string;
  /** Values by label, of `=` and `=~`. */
  readonly matchers: Readonly<Record<string, string>>;
}

/** What Grafana puts in place of its own variables. */
const GRAFANA: Readonly<Record<string, string>> = { $__rate_interval: "5m", $__range: "1h", $__interval: "1m" };

/** The query that Grafana sends, with `values` in place of what a reader chooses. */
export function substitute(query: string, values: Readonly<Record<string, string>> = {}): string {
  return query.replaceAll(/\$(\w+)/g, (variable, name) => GRAFANA[variable] ?? values[name] ?? variable);
}

/** Reads a query by the grammar of Prometheus' own editor. @throws where it cannot be read */
export function selectorsOf(query: string): readonly Selector[] {
  const selectors: Selector[] = [];
  const text = ({ from, to }: SyntaxNode) => query.slice(from, to);
  parser.parse(query).iterate({
    enter: ({ type, node }) => {
      if (type.isError)
        throw new Error(`not PromQL at ${node.from}: ${query.slice(0, node.from)}<here>${query.slice(node.from)}`);
      if (type.name !== "VectorSelector") return;
      const name = node.getChild("Identifier");
      const matchers = node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? [];
      selectors.push({
        metric: name === null ? "" : text(name),
        matchers: Object.fromEntries(
          matchers.flatMap((matcher): [string, string][] => {
            const [label, operator, value] = ["LabelName", "MatchOp", "StringLiteral"].map((kind) =>
              matcher.getChild(kind),
            );
            if (!label || !operator || !value || text(operator).startsWith("!")) return [];
            return [[text(label), text(value).slice(1, -1)]];
          }),
        ),
      });
    },
  });
  return selectors;
}
