import { Fn } from "cdktf";
import { Asset } from "../../../constructs/core/asset";
import { CHARTS, type Chart, FROZEN_REPOSITORIES, RETIRED } from "../../../constructs/helm/catalogue";
import { escapeTemplates } from "../../../constructs/helm/escape-templates";
import { HelmRelease, type Values } from "../../../constructs/helm/helm-release";
import { exampleStack } from "../../helpers/stack";
import { resourcesOf } from "../../helpers/template";

const chart: Chart = CHARTS.certManager;

describe("the catalogue of charts", () => {
  it.each(Object.entries<Chart>(CHARTS))("%s is alive, pinned and comes from where fixes are made", (_id, entry) => {
    expect(entry.status).toBe("active");
    expect(entry.version).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(entry.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(RETIRED[`${entry.repository} ${entry.chart}`]).toBeUndefined();
    expect(FROZEN_REPOSITORIES.some((frozen) => frozen.test(entry.repository))).toBe(false);
  });

  it("has every chart once", () => {
    const charts = Object.values<Chart>(CHARTS).map(({ repository, chart: name }) => `${repository} ${name}`);
    expect(new Set(charts).size).toBe(charts.length);
  });
});

describe("a release", () => {
  it("is whole or not at all, waited for, and of an exact version", () => {
    const stack = exampleStack();
    new HelmRelease(stack, "certificates", { chart, name: "cert-manager", namespace: "certificates", values: {} });
    expect(resourcesOf(stack, "helm_release").certificates).toMatchObject({
      atomic: true,
      wait: true,
      wait_for_jobs: true,
      timeout: 900,
      max_history: 10,
      create_namespace: false,
      version: chart.version,
    });
  });

  it("is refused with a name that Helm would refuse", () => {
    const name = "a".repeat(54);
    const release = () => new HelmRelease(exampleStack(), "long", { chart, name, namespace: "default", values: {} });
    expect(release).toThrow(`a release is called "${name}", which has 54 characters; 53 are allowed.`);
  });

  it.each(["Cert", "cert_manager", "-cert"])("is refused with the name %s", (name) => {
    const release = () => new HelmRelease(exampleStack(), "odd", { chart, name, namespace: "default", values: {} });
    expect(release).toThrow(`a release is called "${name}"; lowercase letters, digits and hyphens are allowed.`);
  });

  it.each<[string, Partial<Chart>, string]>([
    [
      "that nobody keeps any more",
      { repository: "https://helm.elastic.co", chart: "kibana" },
      "the chart kibana is retired; take eck-operator: the chart ended with 8.5.1 in 2022.",
    ],
    [
      "that is not in the catalogue",
      { repository: "https://charts.bitnami.com/bitnami", chart: "redis", version: "20.0.0" },
      "the chart redis 20.0.0 of https://charts.bitnami.com/bitnami is not in constructs/helm/catalogue.ts; add it there.",
    ],
    [
      "of another version than the catalogue's",
      { version: "~> 1" },
      "the chart cert-manager ~> 1 of https://charts.jetstack.io is not in constructs/helm/catalogue.ts; add it there.",
    ],
  ])("is refused for a chart %s", (_what, changes, message) => {
    const other: Chart = { ...chart, ...changes };
    const release = () =>
      new HelmRelease(exampleStack(), "other", { chart: other, name: "other", namespace: "default", values: {} });
    expect(release).toThrow(message);
  });
});

describe("values with templates of the chart's own", () => {
  const written = (values: Values) => {
    const stack = exampleStack();
    // Of ours any key may be given.
    const ours = new Asset(stack, "chart", { source: "charts/objects" });
    new HelmRelease(stack, "release", { chart: ours, name: "release", namespace: "default", values });
    return resourcesOf(stack, "helm_release").release?.values;
  };

  it("reach the chart as they are written, whatever terraform would read in them", () => {
    expect(written({ query: '${job} %{if} say "hi" \\. $${already}', lines: "one\ntwo", port: 80 })).toEqual([
      '${jsonencode({"query" = "$${job} %%{if} say \\"hi\\" \\\\. $$${already}", "lines" = "one\\ntwo", "port" = 80})}',
    ]);
  });

  it("keep their references, and escape what stands around them", () => {
    const reference = Fn.join("-", ["a", "b"]);
    expect(escapeTemplates({ reference })).toEqual({ reference });
    expect(written({ mixed: `"${reference}"` })).toEqual([
      '${jsonencode({"mixed" = "\\"${join("-", ["a", "b"])}\\""})}',
    ]);
  });
});
