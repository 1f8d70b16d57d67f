import { lifecyclePolicies, settingsTemplates } from "../../../constructs/logging/index-lifecycle";

const sizes = { retentionDays: 90, auditRetentionDays: 365, warmAfterDays: 7, nodes: 3 };
const of = (retentionDays: number) => lifecyclePolicies({ ...sizes, retentionDays })["httpsok-logs"].policy.phases;

describe("the life of an index", () => {
  it("ends when its logs are as old as the environment says", () => {
    const policies = lifecyclePolicies(sizes);
    expect(policies["httpsok-logs"].policy.phases.delete).toEqual({ min_age: "90d", actions: { delete: {} } });
    expect(policies["httpsok-audit"].policy.phases.delete).toEqual({ min_age: "365d", actions: { delete: {} } });
  });

  it("begins anew after a tenth of that, a week at most, since an index is deleted as a whole", () => {
    expect([1, 7, 30, 90, 365].map((days) => of(days).hot.actions.rollover.max_age)).toEqual([
      ...["1d", "1d", "3d", "7d", "7d"],
    ]);
  });

  it("begins anew before it is too large to move", () => {
    expect(of(90).hot.actions.rollover.max_primary_shard_size).toBe("50gb");
  });

  it("is spent without writing from the day on that the environment says", () => {
    expect(of(90).warm).toMatchObject({
      min_age: "7d",
      actions: { readonly: {}, forcemerge: { max_num_segments: 1 } },
    });
  });
});

describe("the settings of an index", () => {
  const settingsOf = (nodes: number) =>
    Object.values(settingsTemplates({ ...sizes, nodes })).map(({ template }) => template);

  it("ask for a copy wherever there is a second node for it", () => {
    for (const [nodes, copies] of [
      [1, 0],
      [3, 1],
      [5, 1],
    ] as const) {
      for (const { settings } of settingsOf(nodes)) expect(settings["index.number_of_replicas"]).toBe(copies);
    }
  });

  it("name a life that there is", () => {
    const names = settingsOf(3).map(({ settings }) => settings["index.lifecycle.name"]);
    expect(names).toEqual(Object.keys(lifecyclePolicies(sizes)));
  });
});
