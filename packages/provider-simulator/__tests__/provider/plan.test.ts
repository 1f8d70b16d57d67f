import type { Schema } from "provider-schemas";
import { planChange } from "../../src/provider/plan";
import { UNKNOWN, type Values } from "../../src/provider/value";

const schema: Schema = {
  block: {
    attributes: {
      id: { type: "string", computed: true },
      name: { type: "string", required: true },
      region: { type: "string", optional: true, computed: true },
      size: { type: "number", optional: true, computed: true },
      note: { type: "string", optional: true },
      password_wo: { type: "string", optional: true, write_only: true },
      tags: { type: ["map", "string"], optional: true },
      tags_all: { type: ["map", "string"], optional: true, computed: true },
      options: {
        nested_type: {
          nesting_mode: "list",
          attributes: { key: { type: "string", required: true }, value: { type: "string", computed: true } },
        },
        optional: true,
      },
    },
    block_types: {
      disk: {
        nesting_mode: "set",
        block: {
          attributes: { size: { type: "number", required: true }, disk_id: { type: "string", computed: true } },
        },
      },
    },
  },
};
const config: Values = {
  id: null,
  name: "a",
  region: null,
  size: null,
  note: null,
  password_wo: null,
  tags: { Team: "x" },
  tags_all: null,
  options: null,
  disk: [],
};
const plan = (proposed: Values, prior: Values | null = null, type = "cloud_thing") =>
  planChange({
    type,
    schema,
    prior,
    proposed,
    config: proposed,
    region: "eu-central-1",
    defaultTags: { Owner: "me", Team: "default" },
  });

describe("a new object", () => {
  it("is unknown where the platform decides, known where the provider does, and null where nobody does", () => {
    expect(plan(config)).toEqual({
      ...config,
      id: UNKNOWN,
      region: "eu-central-1",
      size: UNKNOWN,
      tags_all: { Owner: "me", Team: "x" },
    });
  });

  it("is unknown inside nested blocks and nested attributes, too", () => {
    const planned = plan({ ...config, disk: [{ size: 1, disk_id: null }], options: [{ key: "k", value: null }] });
    expect(planned.disk).toEqual([{ size: 1, disk_id: UNKNOWN }]);
    expect(planned.options).toEqual([{ key: "k", value: UNKNOWN }]);
  });

  it("plans no write-only value", () => {
    expect(plan({ ...config, password_wo: "s3cret" }).password_wo).toBeNull();
  });

  it.each<[string, Values, unknown]>([
    ["unknown with unknown tags", { tags: UNKNOWN }, UNKNOWN],
    ["what a configuration says", { tags_all: { A: "1" } }, { A: "1" }],
    ["the default tags without tags", { tags: null }, { Owner: "me", Team: "default" }],
  ])("has as tags_all %s", (_, over, expected) => {
    expect(plan({ ...config, ...over }).tags_all).toEqual(expected);
  });

  it("knows the names for which a certificate will be validated", () => {
    const text = { type: "string", optional: true } as const;
    const attributes = {
      domain_name: text,
      subject_alternative_names: { type: ["set", "string"], optional: true },
      domain_validation_options: { type: ["set", ["object", { domain_name: "string" }]], computed: true },
    } as const;
    const proposed = { domain_name: "a.example", subject_alternative_names: ["b.example"] };
    const input = { schema: { block: { attributes } }, prior: null, proposed, config: proposed, defaultTags: {} };
    const { domain_validation_options } = planChange({ type: "aws_acm_certificate", region: "eu-central-1", ...input });
    expect(domain_validation_options).toMatchObject([{ domain_name: "a.example" }, { domain_name: "b.example" }]);
  });
});

describe("an existing object", () => {
  const prior = { ...config, id: "i", region: "eu-central-1", size: 3, tags_all: { Owner: "me", Team: "x" } };

  it("is planned as it is when nothing changes", () => {
    expect(plan({ ...prior, password_wo: "again" }, prior)).toBe(prior);
  });

  it("keeps what the platform decided when something else changes", () => {
    expect(plan({ ...prior, note: "new" }, prior)).toEqual({ ...prior, note: "new" });
  });

  it("gets new tags_all with other default tags", () => {
    expect(plan(prior, { ...prior, tags_all: { Team: "x" } }).tags_all).toEqual({ Owner: "me", Team: "x" });
  });
});
