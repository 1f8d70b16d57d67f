import { execFileSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import https from "node:https";
import os from "node:os";
import path from "node:path";
import { runSetup, type SearchServer, setupFiles, startSearchServer } from "./search-server";
import { describeWith, LOGGING } from "./tools";

jest.setTimeout(180_000);

interface Front {
  readonly env: Record<string, string>;
  /** "PUT /_ilm/policy/httpsok-logs" and so on, without requests that wait. */
  readonly requests: string[];
  /** What Kibana answers to an import. */
  imported: string;
  close(): Promise<void>;
}

/**
 * What stands before the server in the cluster: TLS by an authority of its own, a password; the lifecycle, which OpenSearch
 * has none of; and Kibana.
 */
async function startFront(server: SearchServer): Promise<Front> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tls-"));
  const certificate = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", ...certificate, ...names, "-keyout", "key.pem", "-out", "ca.pem"], {
    cwd: folder,
    stdio: "pipe",
  });
  const passwordFile = path.join(folder, "password");
  fs.writeFileSync(passwordFile, 'a "quoted" \\ password\n');
  const authorization = `Basic ${Buffer.from('elastic:a "quoted" \\ password').toString("base64")}`;

  const front: Front = { env: {}, requests: [], imported: '{"success":true,"successCount":1}', close: async () => {} };
  const pem = (name: string) => fs.readFileSync(path.join(folder, name));
  const listener = https.createServer({ key: pem("key.pem"), cert: pem("ca.pem") }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "" } = request;
    if (!/_cluster\/health|api\/status/.test(url)) front.requests.push(`${method} ${url}`);
    const answer = async (): Promise<[number, string]> => {
      if (request.headers.authorization !== authorization) return [401, '{"error":"who are you?"}'];
      if (url === "/api/status" || url.startsWith("/_ilm/")) return [200, "{}"];
      if (url.startsWith("/api/saved_objects/_import")) {
        return request.headers["kbn-xsrf"] ? [200, front.imported] : [400, "kbn-xsrf is missing"];
      }
      const headers = { "content-type": request.headers["content-type"] ?? "application/json" };
      const body = method === "GET" ? {} : { body: Buffer.concat(chunks).toString() };
      const forwarded = await fetch(server.url + url, { method, headers, ...body });
      return [forwarded.status, await forwarded.text()];
    };
    const [status, text] = await answer();
    response.writeHead(status).end(text);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const url = `https://localhost:${address !== null && typeof address === "object" ? address.port : ""}`;
  Object.assign(front.env, {
    ES_URL: url,
    KIBANA_URL: url,
    ES_CA: path.join(folder, "ca.pem"),
    ES_PASSWORD_FILE: passwordFile,
  });
  front.close = async () => {
    listener.close();
    fs.rmSync(folder, { recursive: true });
  };
  return front;
}

describeWith(["search-server", "busybox", "curl", "openssl"], "setup.sh", () => {
  let server: SearchServer;
  let front: Front;
  let files: string;
  beforeAll(async () => {
    server = await startSearchServer();
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    front = await startFront(server);
    files = setupFiles();
    fs.mkdirSync(path.join(files, "lifecycle"));
    fs.writeFileSync(path.join(files, "lifecycle/httpsok-logs.json"), '{"policy":{"phases":{}}}');
  });
  afterEach(async () => {
    await front.close();
    fs.rmSync(files, { recursive: true });
  });
  const setup = (env: Record<string, string> = {}) => runSetup({ ...front.env, FILES: files, ...env });

  it("puts everything there, each thing after what it names, and says what", async () => {
    const said = await setup();

    const kinds = front.requests.map((request) => request.replace(/\/[^/]*$/, ""));
    expect([...new Set(kinds)]).toEqual([
      "PUT /_ilm/policy",
      "PUT /_component_template",
      "PUT /_ingest/pipeline",
      "PUT /_index_template",
      "POST /api/saved_objects",
    ]);
    const ours = fs.readdirSync(path.join(LOGGING, "elasticsearch/index-templates"));
    expect(said.match(/^index-templates\//gm)).toHaveLength(ours.length);
    expect(said).toMatch(/^lifecycle\/httpsok-logs$/m);
    expect(said).toMatch(/^saved-objects.ndjson$/m);
  });

  it("can be run again", async () => {
    await setup();

    await expect(setup()).resolves.toMatch(/saved-objects/);
  });

  it("leaves Kibana alone when there is none", async () => {
    await setup({ KIBANA_URL: "" });

    expect(front.requests.join()).not.toMatch(/saved_objects/);
  });

  it("fails with the server's answer when a file is refused", async () => {
    fs.writeFileSync(path.join(files, "ingest/broken.json"), '{"processors":[{"grok":{}}]}');

    await expect(setup()).rejects.toThrow(
      /PUT https:.*\/_ingest\/pipeline\/broken: 400.*\[field\] required property is missing/s,
    );
    expect(front.requests.join()).not.toMatch(/_index_template/);
  });

  it("fails with Kibana's answer when an object is refused, which Kibana calls a success", async () => {
    front.imported = '{"success":false,"errors":[{"id":"x","error":{"type":"missing_references"}}]}';

    await expect(setup()).rejects.toThrow(/did not import all.*missing_references/s);
  });

  it("fails with the answer to a wrong password, when it has waited", async () => {
    const wrong = { ES_PASSWORD_FILE: "", ES_PASSWORD: "wrong", WAIT_SECONDS: "1" };

    await expect(setup(wrong)).rejects.toThrow(/not ready after 1 seconds.*401.*who are you/s);
  });

  it("does not talk to a server that its authority has not signed for", async () => {
    await expect(setup({ ES_CA: "/etc/ssl/certs/ca-certificates.crt", WAIT_SECONDS: "1" })).rejects.toThrow(
      /certificate/,
    );
    expect(front.requests).toEqual([]);
  });

  it("says which variable is missing", async () => {
    await expect(setup({ ES_PASSWORD_FILE: "", ES_PASSWORD: "" })).rejects.toThrow(/ES_PASSWORD_FILE nor ES_PASSWORD/);
    await expect(setup({ FILES: "" })).rejects.toThrow(/folder of files is missing/);
  });

  it("is good shell", () => {
    expect(() => execFileSync("shellcheck", [path.join(LOGGING, "setup/setup.sh")], { stdio: "pipe" })).not.toThrow();
  });
});
