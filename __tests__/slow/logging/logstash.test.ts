import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DATASETS, describeWith, LOGGING, SECRET, SECRETS, sampleEvents } from "./tools";

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

type Event = Record<string, unknown>;

describeWith(["logging-syntax", "ruby"], "The pipeline of Logstash", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "logstash-"));
  const pipeline = path.join(folder, "pipeline.json");
  const read = (name: string) => execFileSync("logging-syntax", ["logstash", path.join(LOGGING, "logstash", name)]);
  beforeAll(() => fs.writeFileSync(pipeline, read("main.conf")));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  /** What leaves the filter section; nothing for an event that is dropped. */
  const filter = (events: readonly Event[], env: Record<string, string> = {}): (Event | null)[] =>
    JSON.parse(
      execFileSync("ruby", [path.join(__dirname, "filter.rb"), pipeline], {
        input: JSON.stringify(events),
        env: { PATH: process.env.PATH, LANG: "C.UTF-8", ENVIRONMENT: "test", ...env },
        encoding: "utf8",
      }),
    );
  const pod = (name: string, message = "x", more: Event = {}) => ({
    kubernetes: { labels: { "app_kubernetes_io/name": name }, pod: { name: "p" } },
    message,
    ...more,
  });
  const file = (name: string) => ({ log: { file: { path: name } }, message: "x" });
  const cloudwatch = (group: string) => ({ aws: { cloudwatch: { log_group: group } }, message: "x" });

  it.each<[string, Event, string]>([
    ["the API", pod("httpsok-api"), "httpsok.api"],
    ["nginx in a pod", pod("httpsok-web", "x", { stream: "stdout" }), "nginx.access"],
    ["errors of nginx in a pod", pod("httpsok-web", "x", { stream: "stderr" }), "nginx.error"],
    ["requests at Traefik", pod("traefik", '{"ClientAddr":"x"}'), "ingress.access"],
    ["what else Traefik writes", pod("traefik", "time=x level=info"), "kubernetes.container"],
    ["any other pod", pod("cert-manager"), "kubernetes.container"],
    ["a pod without labels", { kubernetes: { pod: { name: "p" } }, message: "x" }, "kubernetes.container"],
    ["slow statements on RDS", cloudwatch("/aws/rds/instance/httpsok-production/slowquery"), "mysql.slow"],
    ["errors on RDS", cloudwatch("/aws/rds/instance/httpsok-production/error"), "mysql.error"],
    ["the audit on RDS", cloudwatch("/aws/rds/instance/httpsok-production/audit"), "mysql.audit"],
    ["nginx on a machine", file("/var/log/nginx/access.log"), "nginx.access"],
    ["errors of nginx on a machine", file("/var/log/nginx/error.log"), "nginx.error"],
    ["auditd", file("/var/log/audit/audit.log"), "linux.audit"],
    ["logins on Amazon Linux", file("/var/log/secure"), "system.auth"],
    ["logins on Debian", file("/var/log/auth.log"), "system.auth"],
    ["the system's log", file("/var/log/messages"), "system.syslog"],
    ["logins in the journal", { log: { syslog: { facility: { code: 10 } } }, message: "x" }, "system.auth"],
    ["the journal", { log: { syslog: { facility: { code: 3 } } }, message: "x" }, "system.syslog"],
    ["what its input has named", { ...pod("httpsok-api"), event: { dataset: "ingress.access" } }, "ingress.access"],
  ])("sends %s to its data set", (_, event, dataset) => {
    expect(DATASETS).toContain(dataset);
    expect(filter([event])).toMatchObject([{ data_stream: { type: "logs", dataset, namespace: "test" } }]);
  });

  it("leaves out labels, which would be thousands of fields", () => {
    expect(filter([pod("httpsok-api")])).toMatchObject([{ kubernetes: { pod: { name: "p" } } }]);
    expect(JSON.stringify(filter([pod("httpsok-api")]))).not.toMatch(/app_kubernetes_io/);
  });

  it("drops health checks that went well, and no other requests", () => {
    const request = (where: string, status: number) => pod("httpsok-api", `{"path":"${where}","status":${status}}`);

    expect(filter([request("/healthz", 200), request("/healthz", 503), request("/", 200)])).toMatchObject([
      null,
      { message: expect.stringContaining("503") },
      { message: expect.any(String) },
    ]);
    expect(filter([pod("httpsok-web", '{"path":"/","status":200,"user_agent":"kube-probe/1.36"}')])).toEqual([null]);
  });

  it("drops what is for debugging, unless it is wanted", () => {
    const events = [pod("httpsok-api", '{"level":"DEBUG","msg":"x"}'), pod("other", "ts=1 level=debug msg=x")];

    expect(filter(events)).toEqual([null, null]);
    expect(filter(events, { KEEP_DEBUG: "true" })).not.toContain(null);
  });

  it.each<readonly [string, string]>([
    ...SECRETS,
    ["a statement", `CREATE USER 'a'@'%' IDENTIFIED BY '${SECRET}'`],
    ["a statement inside of quotes", `QUERY,db,'ALTER USER \\'a\\'@\\'%\\' IDENTIFIED BY \\'${SECRET}\\'',0`],
    ["a statement of root", `SET PASSWORD FOR 'a'@'%' = '${SECRET}'`],
  ])("takes the secret out of %s", (_, message) => {
    const [event] = filter([pod("other", message)]);

    expect(event?.message).not.toContain(SECRET);
    expect(event?.message).toMatch(/\[redacted\]|\*{5}/);
    if (message.startsWith("{")) expect(() => JSON.parse(String(event?.message))).not.toThrow();
  });

  it("takes out what looks like a token wherever it is", () => {
    const [token, key] = filter([pod("other", `saw ${JWT} here`), pod("other", "saw AKIAIOSFODNN7EXAMPLE here")]);

    expect(token?.message).toBe("saw [redacted] here");
    expect(key?.message).toBe("saw [redacted] here");
  });

  it.each(DATASETS)("changes nothing in the sample of %s, which has no secrets but those of its queries", (dataset) => {
    const messages = sampleEvents(dataset).map((message) => message.replace(/\?token=abc/g, ""));
    const events = messages.map((message) => ({ message, event: { dataset } }));

    expect(filter(events).map((event) => event?.message)).toEqual(messages);
  });

  it("hands what was refused to a pipeline whose data set fits anything", () => {
    const letters = JSON.parse(read("dead-letters.conf").toString());

    expect(letters.input).toMatchObject([{ plugin: "dead_letter_queue", settings: { pipeline_id: "main" } }]);
    expect(letters.filter.at(-1).settings.add_field).toMatchObject({ "[data_stream][dataset]": "deadletter" });
  });

  it("talks by TLS only, and takes lines only from those who have a certificate", () => {
    const { input, output } = JSON.parse(fs.readFileSync(pipeline, "utf8"));

    expect(input).toMatchObject([
      { plugin: "beats", settings: { ssl_enabled: "true", ssl_client_authentication: "required" } },
    ]);
    expect(output).toMatchObject([{ plugin: "elasticsearch", settings: { ssl_enabled: "true", data_stream: "true" } }]);
  });

  it("does not take a file with a mistake for a pipeline", () => {
    const wrong = path.join(folder, "wrong.conf");
    fs.writeFileSync(wrong, fs.readFileSync(path.join(LOGGING, "logstash/main.conf"), "utf8").replace("=>", "="));

    expect(() => execFileSync("logging-syntax", ["logstash", wrong], { stdio: "pipe" })).toThrow(/wrong.conf:9:5/);
  });
});
