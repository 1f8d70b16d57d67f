import fs from "node:fs";
import path from "node:path";
import { type SearchServer, startPreparedServer } from "./search-server";
import { DATASETS, describeWith, LOGGING, sampleEvents } from "./tools";

jest.setTimeout(180_000);

/** What becomes of events, in `samples/<data set>.expected.json`. YYYY is the year of lines that do not say theirs. */
function expected(dataset: string): unknown[] {
  const text = fs.readFileSync(path.join(LOGGING, `samples/${dataset}.expected.json`), "utf8");
  return JSON.parse(text.replaceAll("YYYY", String(new Date().getUTCFullYear())));
}

interface Simulated {
  docs: { doc: { _source: Record<string, unknown> } }[];
}
interface Found {
  hits: { total: { value: number }; hits: { _source: Record<string, unknown> }[] };
}

describeWith(["search-server", "busybox", "curl"], "The ingest pipelines", () => {
  let server: SearchServer;
  beforeAll(async () => {
    server = await startPreparedServer();
  });
  afterAll(() => server?.close());

  const parse = async (dataset: string, events: readonly object[]) => {
    const docs = events.map((_source) => ({ _source }));
    const answer = await server.request<Simulated>("POST", `/_ingest/pipeline/${dataset}/_simulate`, { docs });
    return answer.docs.map(({ doc }) => doc._source);
  };

  it.each(DATASETS)("make of the sample of %s what is expected", async (dataset) => {
    const events = sampleEvents(dataset).map((message) => ({ message }));

    expect(await parse(dataset, events)).toEqual(expected(dataset));
  });

  it.each(DATASETS.filter((dataset) => dataset !== "kubernetes.container"))(
    "keep a line that is not of %s, and say why",
    async (dataset) => {
      const [event] = await parse(dataset, [{ message: "not\na line of this kind" }]);

      expect(event).toMatchObject({
        message: "not\na line of this kind",
        event: { kind: "pipeline_error" },
        error: { message: expect.stringMatching(/not/) },
        tags: ["parse_failure"],
      });
    },
  );

  it("keep the original of a line that could be parsed in part", async () => {
    const message = '{"time":"yesterday","level":"INFO","msg":"odd"}';

    expect(await parse("httpsok.api", [{ message }])).toMatchObject([{ message, tags: ["parse_failure"] }]);
  });

  it("count the end of a crashed application among its errors", async () => {
    const message = "panic: runtime error: invalid memory address or nil pointer dereference";

    expect(await parse("httpsok.api", [{ message }])).toMatchObject([{ message, log: { level: "error" } }]);
  });

  it("take entries of the journal, which have no header but fields", async () => {
    const journal = (name: string, message: string) => ({ input: { type: "journald" }, process: { name }, message });
    const failed = journal("sshd", "Failed password for root from 198.51.100.7 port 41522 ssh2");

    expect(await parse("system.auth", [failed])).toMatchObject([
      { event: { action: "ssh_login", outcome: "failure" }, user: { name: "root" }, source: { ip: "198.51.100.7" } },
    ]);
    expect(await parse("system.syslog", [journal("systemd", "Started x: y.")])).toMatchObject([
      { message: "Started x: y.", process: { name: "systemd" } },
    ]);
  });

  it.each(DATASETS)("are used by the data streams of %s, whose mapping takes every field", async (dataset) => {
    const messages = [...sampleEvents(dataset), "not a line of this kind"];
    await server.store(
      dataset,
      messages.map((message) => ({ "@timestamp": "2026-08-20T08:00:00Z", message })),
    );

    const search = (query: string) =>
      server.request<Found>(
        "GET",
        `/logs-${dataset}-test/_search?track_total_hits=true&q=${encodeURIComponent(query)}`,
      );
    expect((await search("*")).hits.total.value).toBe(messages.length);
    expect((await search("_exists_:_ignored")).hits.hits).toEqual([]);
    const parsed = messages.length - (dataset === "kubernetes.container" ? 0 : 1);
    expect((await search("NOT tags:parse_failure")).hits.total.value).toBe(parsed);
  });

  it("store a value that does not fit its field's type, without that field", async () => {
    const line = '{"time":"2026-08-20T08:15:30Z","level":"INFO","msg":"odd","remote_ip":"unix socket","bytes":"many"}';
    await server.store("httpsok.api", [{ "@timestamp": "2026-08-20T08:00:00Z", message: line }]);

    const found = await server.request<Found>("GET", "/logs-httpsok.api-test/_search?q=message:odd");
    expect(found.hits.hits).toMatchObject([{ _source: { message: "odd", source: { ip: "unix socket" } } }]);
  });

  it("leave dead letters as they are, whatever is in them", async () => {
    await server.store("deadletter", [
      {
        "@timestamp": "2026-08-20T08:00:00Z",
        message: '{"a":{"b":1}}',
        error: { message: "mapper_parsing_exception" },
      },
    ]);

    const found = await server.request<Found>("GET", "/logs-deadletter-test/_search?q=error.message:mapper_parsing*");
    expect(found.hits.total.value).toBe(1);
  });
});
