import { App } from "cdktf";
import { FROZEN_REPOSITORIES } from "../../constructs/helm/catalogue";
import { loadEnvironments } from "../../environments";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { stacksOfProduction } from "../helpers/addons";
import { type Leaf, leaves, valuesOf } from "../helpers/releases";
import { temporaryFolder } from "../helpers/stack";
import { resourcesOf } from "../helpers/template";

const secret = "httpsok/production/example";
const url = "https://login.httpsok.example";

/** With what production has not chosen. */
const otherwise = stacksOfProduction(
  { kind: "kubernetes", scaling: "karpenter", ingress: "traefik", publicZoneId: "Z0123456789ABCDEFGHIJ" },
  {
    logging: { engine: "loki" },
    monitoring: {
      ...production.monitoring,
      channels: {
        ...production.monitoring?.channels,
        teams: { secret },
        wecom: { secret, app: { corpId: "ww1", agentId: "1000002", toParty: "1|2" } },
        dingtalk: { secret },
      },
      grafana: {
        host: "grafana.httpsok.example",
        sso: {
          ...{ name: "Example", clientId: "grafana", secret, authUrl: url, tokenUrl: url, userInfoUrl: url },
          ...{ administrators: "admins", editors: "editors" },
        },
      },
    },
  },
);
const app = new App({ outdir: temporaryFolder(), stackTraces: false });
const stacks = [
  ...loadEnvironments(["staging", "production"]).flatMap((environment) => buildEnvironment(app, environment)),
  ...otherwise,
];
const given = valuesOf(stacks);

const isText = (leaf: Leaf): leaf is Leaf & { readonly value: string } => typeof leaf.value === "string";

/** Images that nobody fixes any more, or whose version is left open. */
function imageProblems(values: readonly Leaf[]): readonly string[] {
  return values.filter(isText).flatMap(({ path, key, value }) => {
    if (FROZEN_REPOSITORIES.some((frozen) => frozen.test(value))) return [`${path}: ${value} is frozen`];
    const isOpen = key === "tag" ? value === "latest" : key === "image" && !/:(?!latest$)[^/]+$/.test(value);
    return isOpen ? [`${path}: ${value} is open`] : [];
  });
}

describe("the images that releases are given", () => {
  it("are fixed by somebody, and each of a version", () => {
    expect(given.filter(({ key }) => key === "tag").length).toBeGreaterThan(10);
    expect(imageProblems(given)).toEqual([]);
  });

  it("would be told of", () => {
    const values = {
      a: { image: { registry: "docker.io", repository: "bitnami/kubectl", tag: "1.36.0" } },
      b: { image: "quay.io/example/tool:latest" },
      c: { image: "quay.io:443/example/tool" },
      d: { image: { repository: "example/tool", tag: "latest" } },
      e: { image: "quay.io/example/tool:v1.2.3" },
    };
    expect(imageProblems(leaves(values, "release"))).toEqual([
      "release.a.image.repository: bitnami/kubectl is frozen",
      "release.b.image: quay.io/example/tool:latest is open",
      "release.c.image: quay.io:443/example/tool is open",
      "release.d.image.tag: latest is open",
    ]);
  });
});

/** Names of what is secret. */
const SECRET = /pass(word|wd|phrase)|secret|token|credential|(api|access|private|routing|encryption|license)_?key/i;

/** Names that only sound like it, and what they hold. */
const HARMLESS: Readonly<Record<string, string>> = {
  api_secret_file: "a file",
  auth_password_file: "a file",
  routing_key_file: "a file",
  credentialsSecret: "the name of a Secret",
  existingSecret: "the name of a Secret",
  secretName: "the name of a Secret",
  secrets: "names of Secrets",
  credentialsSecretPasswordKey: "a key of a Secret",
  credentialsSecretUsernameKey: "a key of a Secret",
  secretKey: "a key of a Secret",
  httpTokens: "how a node is asked for its identity",
  token_url: "an address",
};

/** What a controller fills in inside the cluster. */
const FILLED_IN_LATER = /^(\{\{ \.\w+ \}\}|\$__file\{[^}]+\})$/;

/** What is secret whatever it is called: a key, a login in an address or in a file, the address of a channel. */
const TELLTALE =
  /-----BEGIN [A-Z ]*PRIVATE KEY|:\/\/[^\s/:@]+:[^\s/@]+@|hooks\.slack\.com\/services\/|^\s*(password|secret|token)\s*[=:]\s*(?!\{\{)\S/im;

/** Secrets in plain sight, or taken from terraform's state: neither is hidden from who reads the state or the release. */
function secretProblems(values: readonly Leaf[]): readonly string[] {
  return values
    .filter(isText)
    .filter(({ key, value }) => {
      if (TELLTALE.test(value)) return true;
      return SECRET.test(key) && !(key in HARMLESS) && value !== "" && !FILLED_IN_LATER.test(value);
    })
    .map(({ path }) => path);
}

describe("the values of releases, and the configuration beside them,", () => {
  it("hold no secret", () => {
    const configuration = stacks.flatMap((stack) =>
      leaves(resourcesOf(stack, "kubernetes_config_map_v1"), stack.node.id),
    );
    expect(configuration.length).toBeGreaterThan(10);
    expect(secretProblems([...given, ...configuration])).toEqual([]);
    expect(stacks.map((stack) => resourcesOf(stack, "kubernetes_secret_v1"))).toEqual(stacks.map(() => ({})));
  });

  it("name nothing harmless that is not there", () => {
    const keys = new Set(given.map(({ key }) => key));
    expect(Object.keys(HARMLESS).filter((key) => !keys.has(key))).toEqual([]);
  });

  it.each([
    [{ adminPassword: "hunter2" }],
    [{ auth: { token: "abc" } }],
    [{ apiKey: "abc" }],
    [{ slack: { url: "https://hooks.slack.com/services/T0/B0/abc" } }],
    [{ env: [{ name: "DSN", value: "mysql://app:hunter2@db:3306" }] }],
    [{ "my.cnf": "[client]\nuser=app\npassword=hunter2\n" }],
    [{ "tls.key": "-----BEGIN EC PRIVATE KEY-----\nabc" }],
    // From the state, where it would be, too.
    [{ adminPassword: "${random_password.admin.result}" }],
  ])("would not hold %j", (values) => {
    expect(secretProblems(leaves(values, "release"))).toHaveLength(1);
  });
});
