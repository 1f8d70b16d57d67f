import { CHART_KNOWLEDGE, CHARTS, type Chart, staleCharts } from "../../../constructs/helm/catalogue";

const charts = Object.entries<Chart>(CHARTS);

describe("what is known of a chart", () => {
  it.each(charts)("%s was looked up on a day that there was", (_id, { checked }) => {
    expect(new Date(checked).toISOString()).toBe(`${checked}T00:00:00.000Z`);
    expect(Date.parse(checked)).toBeLessThanOrEqual(Date.now());
  });

  it("is good for 180 days, which a schedule is told and a commit is not", () => {
    const chart: Chart = { ...CHARTS.certManager, checked: "2026-08-21" };
    expect(staleCharts(new Date("2027-02-17"), [chart])).toEqual([]);
    expect(staleCharts(new Date("2027-02-18"), [chart])).toEqual([
      `constructs/helm/catalogue.ts: cert-manager ${chart.version} was last looked at on 2026-08-21, 181 days ago; look for a newer version and say the day`,
    ]);
  });
});

describe("what a simulated cluster is told of charts", () => {
  it("is each of them, and the kinds that come with it", () => {
    expect(CHART_KNOWLEDGE.charts).toHaveLength(charts.length);
    expect(CHART_KNOWLEDGE.crds).toMatchObject({
      "karpenter-crd": ["EC2NodeClass", "NodeClaim", "NodePool"],
      karpenter: [],
    });
  });

  it("says of no kind that two charts bring it: each would overwrite the other's", () => {
    const kinds = Object.values(CHART_KNOWLEDGE.crds).flat();
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
  });
});

it("brings Karpenter and its kinds in one version: another could not read them", () => {
  expect(CHARTS.karpenter.version).toBe(CHARTS.karpenterCrd.version);
});
