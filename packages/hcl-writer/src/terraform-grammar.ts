import { type BlockSlot, block, type Grammar, type Slot, table } from "./grammar";

/**
 * Terraform's own blocks: which strings it evaluates, and which it reads as they stand or as references.
 * Source: https://github.com/hashicorp/terraform/tree/v1.11.4/internal/configs
 */

const EXPRESSIONS = table({}, "expression");
const LITERALS = table({}, "literal");

const CONDITION = block(table({ condition: "expression", error_message: "expression" }));
const CONNECTION = block(EXPRESSIONS);
const PROVISIONER = block(
  table({ when: "reference", on_failure: "reference", connection: CONNECTION }, "expression"),
  1,
);

const LIFECYCLE = block(
  table({
    create_before_destroy: "literal",
    prevent_destroy: "literal",
    ignore_changes: "reference",
    replace_triggered_by: "reference",
    precondition: CONDITION,
    postcondition: CONDITION,
  }),
);

const META: Readonly<Record<string, Slot>> = {
  count: "expression",
  for_each: "expression",
  provider: "reference",
  connection: CONNECTION,
  provisioner: PROVISIONER,
  lifecycle: LIFECYCLE,
  depends_on: "reference",
};
const FIRST = ["count", "for_each", "provider"];
const LAST = ["connection", "provisioner", "lifecycle", "depends_on"];

/** A resource, data source or ephemeral resource. Terraform takes its own names out before the provider sees any. */
export function resourceGrammar(body: Grammar): Grammar {
  return {
    ...body,
    slot: (name) => (Object.hasOwn(META, name) ? META[name] : name === "_" ? block(body) : body.slot(name)),
    first: FIRST,
    last: LAST,
  };
}

/** Of the types that belong to Terraform itself, and have no schema for that reason. */
export const BUILT_IN: Readonly<Record<"resource" | "data" | "ephemeral", Readonly<Record<string, Grammar>>>> = {
  resource: { terraform_data: resourceGrammar(table({ input: "expression", triggers_replace: "expression" })) },
  data: {
    terraform_remote_state: resourceGrammar(
      table({ backend: "expression", workspace: "expression", config: "expression", defaults: "expression" }),
    ),
  },
  ephemeral: {},
};

export const LOCALS = EXPRESSIONS;

export const MODULE: Grammar = {
  ...table(
    {
      source: "literal",
      version: "literal",
      count: "expression",
      for_each: "expression",
      providers: "reference",
      depends_on: "reference",
    },
    "expression",
  ),
  first: ["count", "for_each"],
  last: ["depends_on"],
};

export const VARIABLE = table({
  type: "reference",
  description: "literal",
  default: "literal",
  sensitive: "literal",
  ephemeral: "literal",
  nullable: "literal",
  deprecated: "literal",
  validation: CONDITION,
});

export const OUTPUT: Grammar = {
  ...table({
    value: "expression",
    description: "literal",
    sensitive: "literal",
    ephemeral: "literal",
    deprecated: "literal",
    precondition: CONDITION,
    depends_on: "reference",
  }),
  last: ["depends_on"],
};

export const MOVED = table({ from: "reference", to: "reference" });

export const IMPORT = table({
  for_each: "expression",
  to: "reference",
  id: "expression",
  identity: "expression",
  provider: "reference",
});

export const REMOVED = table({
  from: "reference",
  connection: CONNECTION,
  provisioner: PROVISIONER,
  lifecycle: block(table({ destroy: "literal" })),
});

/** A check holds conditions and at most one data source. */
export function checkGrammar(dataOf: (type: string) => Grammar): Grammar {
  return table({ data: { kind: "block", labels: 2, bodyOf: dataOf }, assert: CONDITION });
}

/** The nested blocks that backends have: https://github.com/hashicorp/terraform/tree/v1.11.4/internal/backend */
const BACKEND_BLOCKS: Readonly<Record<string, string>> = {
  remote: "workspaces",
  kubernetes: "exec",
  cos: "assume_role",
  oss: "assume_role",
};

const BACKEND: BlockSlot = {
  kind: "block",
  labels: 1,
  bodyOf: (type) => {
    const nested = Object.hasOwn(BACKEND_BLOCKS, type) ? BACKEND_BLOCKS[type] : undefined;
    return nested === undefined ? LITERALS : table({ [nested]: block(LITERALS) }, "literal");
  },
};

const REQUIRED_PROVIDER: Slot = {
  kind: "fields",
  fields: { source: "literal", version: "literal", configuration_aliases: "reference" },
};

export const TERRAFORM = table({
  required_version: "literal",
  experiments: "reference",
  required_providers: block(table({}, REQUIRED_PROVIDER)),
  backend: BACKEND,
  cloud: block(table({ organization: "literal", hostname: "literal", token: "literal", workspaces: block(LITERALS) })),
  provider_meta: block(EXPRESSIONS, 1),
});

const PROVIDER_META: Readonly<Record<string, Slot>> = { alias: "literal", version: "literal" };

export function providerGrammar(body: Grammar): Grammar {
  return {
    ...body,
    slot: (name) => (Object.hasOwn(PROVIDER_META, name) ? PROVIDER_META[name] : body.slot(name)),
    rank: (name) => (name === "alias" ? -1 : (body.rank?.(name) ?? 0)),
  };
}
