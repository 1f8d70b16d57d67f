import { CHARTS } from "../../../constructs/helm/catalogue";
import { CHART_KEYS, unknownKeys } from "../../../constructs/helm/chart-keys";
import { HelmRelease, type Values } from "../../../constructs/helm/helm-release";
import { exampleStack } from "../../helpers/stack";

const release = (values: Values) =>
  new HelmRelease(exampleStack(), "stack", {
    chart: CHARTS.kubePrometheusStack,
    name: "stack",
    namespace: "monitoring",
    values,
  });

describe("a release", () => {
  it("is refused with keys that its chart does not have, which Helm would ignore", () => {
    expect(() => release({ grafanna: { enabled: false }, alertmanager: {}, sidecars: {} })).toThrow(
      'staging-example/stack: kube-prometheus-stack is given "grafanna", which is not known of it (did you mean grafana?); if its values.yaml has it, add it to constructs/helm/chart-keys.ts. kube-prometheus-stack is given "sidecars", which is not known of it; if',
    );
  });

  it("takes those that it has", () => {
    expect(() => release({ grafana: { enabled: false }, alertmanager: {} })).not.toThrow();
  });

  it("is not judged by them where nothing is known of its chart", () => {
    expect(unknownKeys("some-chart", { anything: true })).toEqual([]);
  });
});

describe("the keys that are known", () => {
  const charts: readonly string[] = Object.values(CHARTS).map(({ chart }) => chart);

  it("are of charts of the catalogue", () => {
    expect(Object.keys(CHART_KEYS).filter((chart) => !charts.includes(chart))).toEqual([]);
  });

  it("are there for every chart of the catalogue that takes values", () => {
    expect(charts.filter((chart) => CHART_KEYS[chart] === undefined)).toEqual(["karpenter-crd"]);
  });
});
