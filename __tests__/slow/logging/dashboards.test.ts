import { committedDashboards, shown } from "../../helpers/dashboards";
import { substitute } from "../../helpers/promql";
import { type SearchServer, startPreparedServer } from "./search-server";
import { DATASETS, describeWith, sampleEvents } from "./tools";

jest.setTimeout(180_000);

interface Answer {
  hits: { total: { value: number } };
  aggregations?: Record<string, { buckets: unknown[] }>;
}

const panels = committedDashboards()
  .flatMap(([, dashboard]) => shown(dashboard))
  .filter(({ datasource }) => datasource?.uid === "elasticsearch");

describeWith(["search-server", "busybox", "curl"], "The dashboard of logs in Elasticsearch", () => {
  let server: SearchServer;
  beforeAll(async () => {
    server = await startPreparedServer();
    for (const dataset of DATASETS) {
      const events = sampleEvents(dataset).map((message) => ({ "@timestamp": "2026-08-20T08:00:00Z", message }));
      await server.store(dataset, events);
    }
  });
  afterAll(() => server?.close());

  it.each(panels.map((panel) => [panel.title, panel] as const))(
    "finds lines of the samples for %s",
    async (_, panel) => {
      expect(panel.targets).toHaveLength(1);
      for (const { query = "", bucketAggs = [] } of panel.targets) {
        const fields = bucketAggs.flatMap(({ field = [] }) => field).filter((field) => field !== "@timestamp");
        // As Grafana asks, with every variable at its start.
        const answer = await server.request<Answer>("POST", "/logs-*/_search", {
          size: 0,
          track_total_hits: true,
          query: {
            bool: {
              filter: [
                { query_string: { query: substitute(query, { dataset: "*", text: "*" }), analyze_wildcard: true } },
              ],
            },
          },
          aggs: Object.fromEntries(fields.map((field) => [field, { terms: { field, min_doc_count: 1 } }])),
        });
        expect(answer.hits.total.value).toBeGreaterThan(0);
        for (const field of fields) expect(answer.aggregations?.[field]?.buckets).not.toEqual([]);
      }
    },
  );
});
