import { helmRules } from "../../src/rules/helm";
import { kubernetesRules } from "../../src/rules/kubernetes";
import { mysqlRules } from "../../src/rules/mysql";
import { ruleWorld } from "./world";

const JETSTACK = "https://charts.jetstack.io";
const charts = [{ repository: JETSTACK, chart: "cert-manager", version: "v1.21.0" }];
const crds = { "cert-manager": ["ClusterIssuer"] };
const rules = [...kubernetesRules(crds), ...helmRules(charts, crds), ...mysqlRules];

function cluster() {
  const world = ruleWorld(rules);
  world.has("kubernetes_namespace_v1", { id: "app", metadata: [{ name: "app" }] });
  return world;
}

const meta = (name: string, more: object = {}) => ({ metadata: [{ name, namespace: "app", ...more }] });

describe("an object of a cluster", () => {
  it("in a namespace that exists is taken", () => {
    expect(cluster().create("kubernetes_config_map_v1", meta("settings", { labels: { app: "api" } }))).toEqual([]);
    expect(cluster().create("kubernetes_secret_v1", meta("x", { namespace: "kube-system" }))).toEqual([]);
  });

  it.each([
    ["a namespace that does not exist", meta("x", { namespace: "none" }), 'namespaces "none" not found'],
    ["capitals", meta("Settings"), '"Settings": up to 253 lowercase'],
    ["a label that is too long", meta("x", { labels: { app: "a".repeat(64) } }), "has 64 characters"],
    ["a label's key that is none", meta("x", { labels: { "a b": "x" } }), '"a b" is no key of a label'],
  ])("is refused for %s", (_, values, said) => {
    expect(cluster().create("kubernetes_config_map_v1", values).join()).toContain(said);
  });

  it("may be in a namespace that a release has made", () => {
    const world = cluster();
    world.has("helm_release", { id: "m", name: "m", namespace: "made", create_namespace: true });
    expect(world.create("kubernetes_secret_v1", meta("x", { namespace: "made" }))).toEqual([]);
  });

  it("is there once", () => {
    const world = cluster();
    world.has("kubernetes_config_map_v1", { id: "app/x", ...meta("x") });
    expect(world.create("kubernetes_config_map_v1", meta("x")).join()).toContain("AlreadyExists");
    expect(world.create("kubernetes_secret_v1", meta("x"))).toEqual([]);
  });

  it("holds no more than 1 MiB", () => {
    const held = (bytes: number) => ({ ...meta("board"), data: { "a.json": "a".repeat(bytes - 1), "b.json": "b" } });
    expect(cluster().create("kubernetes_config_map_v1", held(1_048_576))).toEqual([]);
    expect(cluster().create("kubernetes_config_map_v1", held(1_048_577)).join()).toContain("it has 1048577 bytes");
  });

  it("selects the pods that it makes", () => {
    const spec = (selector: object, labels: object) => ({
      ...meta("api"),
      spec: [{ selector: [{ match_labels: selector }], template: [{ metadata: [{ labels }] }] }],
    });
    expect(cluster().create("kubernetes_deployment_v1", spec({ app: "a" }, { app: "a", tier: "b" }))).toEqual([]);
    expect(
      cluster()
        .create("kubernetes_deployment_v1", spec({ app: "a" }, { app: "b" }))
        .join(),
    ).toContain("does not match");
  });
});

describe("a manifest", () => {
  const issuer = (apiVersion: string, kind: string) => ({ manifest: { apiVersion, kind, metadata: { name: "x" } } });

  it("of a custom kind needs the release that brings it", () => {
    const world = cluster();
    const wanted = issuer("cert-manager.io/v1", "ClusterIssuer");
    expect(world.create("kubernetes_manifest", wanted).join()).toContain('no matches for kind "ClusterIssuer"');
    world.has("helm_release", { id: "c", name: "c", chart: "cert-manager" });
    expect(world.create("kubernetes_manifest", wanted)).toEqual([]);
  });

  it.each([
    ["apps/v1", "Deployment"],
    ["v1", "Service"],
    ["networking.k8s.io/v1", "NetworkPolicy"],
  ])("of Kubernetes' own kinds needs none: %s %s", (apiVersion, kind) => {
    expect(cluster().create("kubernetes_manifest", issuer(apiVersion, kind))).toEqual([]);
  });
});

describe("a release", () => {
  const right = {
    name: "cert-manager",
    namespace: "app",
    repository: JETSTACK,
    chart: "cert-manager",
    version: "v1.21.0",
    values: ['{"a":1}'],
  };

  it("of the catalogue is taken", () => {
    expect(cluster().create("helm_release", right)).toEqual([]);
    expect(cluster().create("helm_release", { ...right, chart: "./charts/issuers", version: null })).toEqual([]);
  });

  it.each([
    ["a chart that is not in it", { chart: "other" }, "The catalogue has no other"],
    ["another repository", { repository: "https://example.com" }, "is in https://charts.jetstack.io, and not in"],
    ["another version", { version: "v1.20.0" }, "The catalogue has v1.21.0"],
    ["no version", { version: null }, "Name it exactly"],
    ["a name that is too long", { name: "a".repeat(54) }, "has 54 characters"],
    ["a name in capitals", { name: "Cert" }, "invalid release name"],
    ["values that are no YAML", { values: ["a: [1"] }, "failed to parse values"],
    ["values that are no map", { values: ["- a"] }, "no map of names and values"],
    ["a namespace that does not exist", { namespace: "none" }, 'namespaces "none" not found'],
  ])("is refused for %s", (_, change, said) => {
    expect(
      cluster()
        .create("helm_release", { ...right, ...change })
        .join(),
    ).toContain(said);
  });

  it("of whole objects needs the release that brings their kinds", () => {
    const world = cluster();
    const objects = [
      { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name: "internal" } },
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" } },
    ];
    const values = [JSON.stringify({ objects })];
    const release = { name: "issuers", namespace: "app", chart: "./charts/objects", values };
    expect(world.create("helm_release", release)).toEqual([
      'no matches for kind "ClusterIssuer" in version "cert-manager.io/v1": Release cert-manager first: the cluster must know the kind before it is asked for one.',
    ]);
    world.has("helm_release", { id: "c", ...right });
    expect(world.create("helm_release", release)).toEqual([]);
  });

  it("of whole objects needs no release for the kinds of Auto Mode, which EKS brings where it is on", () => {
    const objects = [{ apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "general" } }];
    const release = {
      name: "nodes",
      namespace: "app",
      chart: "./charts/objects",
      values: [JSON.stringify({ objects })],
    };
    const cluster = (enabled: boolean) => {
      const world = ruleWorld(rules);
      world.has("kubernetes_namespace_v1", { id: "app", metadata: [{ name: "app" }] });
      world.has("aws_eks_cluster", { id: "production", compute_config: [{ enabled }] });
      return world.create("helm_release", release);
    };
    expect(cluster(true)).toEqual([]);
    expect(cluster(false).join()).toContain('no matches for kind "NodePool"');
  });

  it("makes its namespace when it is told to, and is there once", () => {
    const world = cluster();
    expect(world.create("helm_release", { ...right, namespace: "new", create_namespace: true })).toEqual([]);
    world.has("helm_release", { id: "cert-manager", ...right });
    expect(world.create("helm_release", right).join()).toContain("cannot re-use a name");
    expect(world.create("helm_release", { ...right, namespace: "kube-system" })).toEqual([]);
  });

  it("may be any when no catalogue is given", () => {
    expect(ruleWorld(helmRules()).plan("helm_release", { ...right, chart: "other" })).toEqual([]);
  });
});

describe("MySQL", () => {
  function server() {
    const world = ruleWorld(rules);
    world.has("mysql_user", { id: "app@%", user: "app", host: "%" });
    world.has("mysql_database", { id: "httpsok", name: "httpsok" });
    return world;
  }
  const grant = { user: "app", host: "%", database: "httpsok", privileges: ["SELECT", "insert", "UPDATE (name)"] };

  it("takes what is right", () => {
    expect(server().create("mysql_grant", grant)).toEqual([]);
    expect(
      server().create("mysql_grant", { ...grant, database: "*", privileges: ["PROCESS", "REPLICATION CLIENT"] }),
    ).toEqual([]);
    expect(server().create("mysql_user", { user: "app", host: "10.%", auth_plugin: "caching_sha2_password" })).toEqual(
      [],
    );
  });

  it.each([
    ["mysql_user", { user: "app", host: "%" }, "Operation CREATE USER failed"],
    ["mysql_user", { user: "a".repeat(33) }, "no longer than 32"],
    ["mysql_user", { user: "b", auth_plugin: "mysql_native_password" }, "is not loaded"],
    ["mysql_database", { name: "httpsok" }, "database exists"],
    ["mysql_database", { name: "x".repeat(65) }, "65 of 64"],
    [
      "mysql_database",
      { name: "n", default_character_set: "utf8mb4", default_collation: "latin1_swedish_ci" },
      "is not valid for CHARACTER SET",
    ],
    ["mysql_grant", { ...grant, privileges: ["SELCT"] }, '"SELCT" is no privilege'],
    ["mysql_grant", { ...grant, privileges: ["PROCESS"] }, "PROCESS is granted on"],
    ["mysql_grant", { ...grant, host: "localhost" }, "there is no 'app'@'localhost'"],
    ["mysql_grant", { ...grant, role: "r" }, "one of both"],
    ["mysql_grant", { role: "r", privileges: ["SELECT"] }, "There is no role 'r'"],
  ])("refuses a %s of %j", (type, values, said) => {
    expect(server().create(type, values).join()).toContain(said);
  });
});
