import fs from "node:fs";
import path from "node:path";
import { type SearchServer, startPreparedServer } from "./search-server";
import { DATASETS, describeWith, LOGGING, sampleEvents } from "./tools";

jest.setTimeout(180_000);

interface Query {
  readonly of: string;
  readonly query: string;
}
interface Found {
  hits: { total: { value: number } };
}

/** Queries of saved searches and of panels, in Kibana's language. */
function queries(): Query[] {
  const lines = fs.readFileSync(path.join(LOGGING, "kibana/saved-objects.ndjson"), "utf8").trim().split("\n");
  return lines.flatMap((line) => {
    const { type, attributes } = JSON.parse(line);
    if (type === "search") {
      const { query } = JSON.parse(attributes.kibanaSavedObjectMeta.searchSourceJSON);
      return [{ of: attributes.title, query: query.query }];
    }
    if (type !== "dashboard") return [];
    const panels: { type: string; title: string; embeddableConfig: { attributes: { state: { query: Query } } } }[] =
      JSON.parse(attributes.panelsJSON);
    return panels
      .filter((panel) => panel.type === "lens")
      .map((panel) => ({
        of: `${attributes.title}, ${panel.title}`,
        query: panel.embeddableConfig.attributes.state.query.query,
      }));
  });
}

/** What both languages mean in the same way, written in the server's. */
function lucene(kuery: string): string {
  return kuery
    .replace(/ (and|or|not) /g, (word) => word.toUpperCase())
    .replaceAll(" >= ", ":>=")
    .replaceAll(" : ", ":");
}

describeWith(["search-server", "busybox", "curl"], "Saved searches and dashboards", () => {
  let server: SearchServer;
  beforeAll(async () => {
    server = await startPreparedServer();
    for (const dataset of DATASETS) {
      const messages = [...sampleEvents(dataset), "not a line of this kind"];
      const kubernetes = { namespace: "application", container: { name: "x" } };
      await server.store(
        dataset,
        messages.map((message) => ({ "@timestamp": "2026-08-20T08:00:00Z", message, kubernetes })),
      );
    }
  });
  afterAll(() => server?.close());

  it.each(queries().filter(({ query }) => query !== ""))("find lines of the samples: $of", async ({ query }) => {
    const found = await server.request<Found>("POST", "/logs-*/_search", {
      size: 0,
      query: { query_string: { query: lucene(query) } },
    });

    expect(found.hits.total.value).toBeGreaterThan(0);
  });
});
