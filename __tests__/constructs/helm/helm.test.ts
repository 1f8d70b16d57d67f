import { Fn } from "cdktf";
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

  it("is refused for a chart that nobody keeps any more", () => {
    const retired: Chart = { ...chart, status: "retired" };
    const release = () =>
      new HelmRelease(exampleStack(), "old", { chart: retired, name: "old", namespace: "default", values: {} });
    expect(release).toThrow("the chart cert-manager is retired");
  });
});

describe("values with templates of the chart's own", () => {
  const written = (values: Values) => {
    const stack = exampleStack();
    new HelmRelease(stack, "release", { chart, name: "release", namespace: "default", values });
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
