import type { Schema } from "provider-schemas";
import { fillUnknown } from "./fill";
import { dnsSuffix, hex, type Identity, partition } from "./identity";
import { renderPolicy } from "./policy-document";
import { UNKNOWN, type Value, type Values } from "./value";
import { mapBlock } from "./walk";

/** What some data sources answer, beyond made-up values. */
const ANSWERS: Readonly<Record<string, (config: Values, identity: Identity) => Values>> = {
  aws_iam_policy_document: (config) => {
    const { json, minified } = renderPolicy(config);
    return { json, minified_json: minified, id: String(Number.parseInt(hex(json, 8), 16)) };
  },
  aws_caller_identity: (_config, { account, region }) => ({
    account_id: account,
    id: account,
    user_id: "AIDASIMULATED",
    arn: `arn:${partition(region)}:iam::${account}:user/simulated`,
  }),
  aws_region: (_config, { region }) => ({ id: region, name: region, region }),
  aws_partition: (_config, { region }) => ({
    id: partition(region),
    partition: partition(region),
    dns_suffix: dnsSuffix(region),
  }),
  aws_availability_zones: (_config, { region }) => ({
    id: region,
    names: ["a", "b", "c"].map((zone) => `${region}${zone}`),
    zone_ids: ["az1", "az2", "az3"].map((zone) => `${region}-${zone}`),
  }),
};

/** The state of a data source: what is configured, what is known of it, and realistic values for the rest. */
export function readDataSource(schema: Schema, config: Values, identity: Identity): Values {
  const attributes = schema.block.attributes ?? {};
  const answer: Record<string, Value> = {};
  for (const [name, value] of Object.entries(ANSWERS[identity.type]?.(config, identity) ?? {})) {
    if (name in attributes) answer[name] = value;
  }
  const region: Values = attributes.region?.computed && config.region === null ? { region: identity.region } : {};
  const asked = mapBlock(schema.block, { ...config, ...region, ...answer }, (value, _name, { computed }) =>
    value === null && computed ? UNKNOWN : value,
  );
  return fillUnknown(schema.block, asked, identity);
}
