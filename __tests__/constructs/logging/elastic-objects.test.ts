import { ELASTIC_USERS, elasticUsers, ROLES_SECRET } from "../../../constructs/logging/elastic-users";
import { elasticsearch } from "../../../constructs/logging/elasticsearch";
import { filebeat } from "../../../constructs/logging/filebeat";
import { kibana } from "../../../constructs/logging/kibana";
import { logCertificate } from "../../../constructs/logging/log-certificates";
import { logstash } from "../../../constructs/logging/logstash";

const version = "9.5.2";
const nodesOf = (nodes: number) =>
  elasticsearch({
    version,
    nodes,
    volumeGb: 500,
    memoryGb: 8,
    storageClass: "gp3-retain",
    userSecrets: ["log-reader"],
    rolesSecret: ROLES_SECRET,
  });

describe("Elasticsearch", () => {
  it("is spread over zones where there are several nodes, and changed one node at a time", () => {
    expect(nodesOf(3).spec).toMatchObject({
      nodeSets: [{ count: 3, zoneAwareness: {} }],
      updateStrategy: { changeBudget: { maxSurge: 0, maxUnavailable: 1 } },
    });
    expect(JSON.stringify(nodesOf(1))).not.toContain("zoneAwareness");
  });

  it("keeps its volumes when it is deleted", () => {
    expect(nodesOf(3).spec).toMatchObject({
      volumeClaimDeletePolicy: "DeleteOnScaledownOnly",
      nodeSets: [
        {
          volumeClaimTemplates: [
            { spec: { storageClassName: "gp3-retain", resources: { requests: { storage: "500Gi" } } } },
          ],
        },
      ],
    });
  });

  it("has the memory that it was given, and not a byte more or less", () => {
    expect(nodesOf(3).spec).toMatchObject({
      nodeSets: [{ resources: { requests: { memory: "8Gi" }, limits: { memory: "8Gi" } } }],
    });
  });

  it("needs no privileged container: nodes allow enough memory maps", () => {
    expect(JSON.stringify(nodesOf(3))).not.toMatch(/privileged|max_map_count|allow_mmap/);
  });
});

describe("who enters Elasticsearch", () => {
  const objects = elasticUsers();

  it("has a password that is made in the cluster, once", () => {
    const users = objects.filter(({ kind }) => kind === "ExternalSecret");
    expect(users.map(({ metadata }) => metadata.name)).toEqual(Object.values(ELASTIC_USERS).map(({ name }) => name));
    for (const user of users) {
      expect(user.spec).toMatchObject({
        refreshPolicy: "CreatedOnce",
        target: { template: { data: { password: "{{ .password }}" } } },
        dataFrom: [{ sourceRef: { generatorRef: { kind: "Password" } } }],
      });
    }
  });

  it("may do what it is there for, and is no superuser", () => {
    const given = Object.values(ELASTIC_USERS).flatMap(({ roles }): readonly string[] => roles);
    expect(given).toEqual(["log_setup", "kibana_admin", "log_alerts", "log_reader"]);
    const roles = JSON.stringify(objects.find(({ kind }) => kind === "Secret"));
    expect(roles).not.toMatch(/"(superuser|manage_security|\*)"/);
  });
});

describe("Kibana", () => {
  it("tells nobody outside, and looks for nothing there", () => {
    expect(kibana({ version, replicas: 2 })).toMatchObject([
      {
        kind: "Kibana",
        spec: {
          version,
          count: 2,
          config: { "telemetry.optIn": false, "newsfeed.enabled": false, "xpack.fleet.isAirGapped": true },
        },
      },
    ]);
  });

  it("says nothing of whether its users may change that, since it would not start", () => {
    expect(JSON.stringify(kibana({ version, replicas: 2 }))).not.toContain("allowChangingOptInStatus");
  });

  it("is reached by browsers under a host, by HTTPS from inside the network, or not at all", () => {
    const [server, ingress] = kibana({ version, replicas: 2, host: "logs.httpsok.example" });
    expect(server?.spec).toMatchObject({ config: { "server.publicBaseUrl": "https://logs.httpsok.example" } });
    expect(ingress).toMatchObject({
      kind: "Ingress",
      metadata: {
        annotations: {
          "alb.ingress.kubernetes.io/scheme": "internal",
          "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS":443}]',
          "alb.ingress.kubernetes.io/backend-protocol": "HTTPS",
        },
      },
      spec: { rules: [{ host: "logs.httpsok.example" }] },
    });
  });
});

describe("Logstash", () => {
  const [object, budget] = logstash({
    version,
    replicas: 2,
    pipelines: { main: "input {}", "dead-letters": "input {}" },
    environment: "blue-green",
    storageClass: "gp3",
    tlsSecret: "logstash-tls",
  });

  it("has on disk what it has acknowledged, and keeps what Elasticsearch refuses", () => {
    expect(object?.spec).toMatchObject({
      config: { "queue.type": "persisted", "dead_letter_queue.enable": true },
      volumeClaimTemplates: [{ metadata: { name: "logstash-data" } }],
    });
  });

  it("has a volume with room for both", () => {
    const text = JSON.stringify(object);
    const [queue, letters, volume] = [
      /queue\.max_bytes":"(\d+)gb/,
      /dead_letter_queue\.max_bytes":"(\d+)gb/,
      /"(\d+)Gi"}}}}\]/,
    ].map((size) => Number(size.exec(text)?.[1]));
    expect(queue).toBeGreaterThan(0);
    expect((queue ?? 0) + (letters ?? 0)).toBeLessThan(volume ?? 0);
  });

  it("does not keep what is refused twice", () => {
    expect(object?.spec).toMatchObject({
      pipelines: [
        { "pipeline.id": "main" },
        // Nor a queue of its own on the disk, which has no room for a second.
        { "pipeline.id": "dead-letters", "dead_letter_queue.enable": false, "queue.type": "memory" },
      ],
    });
    expect(JSON.stringify(object)).toMatch(/"pipeline.id":"main","config.string":"input {}"}/);
  });

  it("knows its environment by a name that a data stream may have", () => {
    expect(JSON.stringify(object)).toContain('{"name":"ENVIRONMENT","value":"blue_green"}');
  });

  it("is what a namespace of class restricted asks for, in every container", () => {
    const container = { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } };
    expect(object?.spec).toMatchObject({
      podTemplate: {
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
          initContainers: [container],
          containers: [container],
        },
      },
    });
  });

  it("is not taken away twice at once", () => {
    expect(budget).toMatchObject({ kind: "PodDisruptionBudget", spec: { maxUnavailable: 1 } });
  });
});

describe("Filebeat", () => {
  const object = filebeat({
    name: "filebeat",
    version,
    logstashNamespace: "logging",
    tlsSecret: "filebeat-tls",
    inputs: {},
    runs: { as: "daemonSet", with: {} },
    pod: {},
    container: {},
    volumes: [],
    mounts: [],
  });

  it("sends to Logstash alone, and each proves to the other who it is", () => {
    expect(object.spec).toMatchObject({
      config: {
        "output.logstash": {
          hosts: ["logstash-ls-beats.logging.svc:5044"],
          ssl: {
            certificate_authorities: ["/etc/filebeat/certs/ca.crt"],
            certificate: "/etc/filebeat/certs/tls.crt",
            key: "/etc/filebeat/certs/tls.key",
          },
        },
      },
    });
    expect(object.spec).not.toHaveProperty("elasticsearchRef");
  });
});

describe("a certificate", () => {
  it("is for taking logs where hosts are given, and for sending them where none are", () => {
    const hosts = ["logstash-ls-beats.logging.svc"];
    expect(logCertificate({ name: "taker", issuer: "internal", hosts }).spec).toMatchObject({
      dnsNames: hosts,
      usages: expect.arrayContaining(["server auth"]),
    });
    const sender = logCertificate({ name: "sender", issuer: "internal" }).spec;
    expect(sender).toMatchObject({ usages: expect.arrayContaining(["client auth"]) });
    expect(sender).not.toHaveProperty("dnsNames");
  });

  it("has a key in the only form that Logstash reads", () => {
    expect(logCertificate({ name: "taker", issuer: "internal" }).spec).toMatchObject({
      privateKey: { encoding: "PKCS8" },
      issuerRef: { kind: "ClusterIssuer", name: "internal" },
    });
  });
});
