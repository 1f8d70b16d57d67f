import type { Value, Values } from "../provider/value";
import { isValues, UNKNOWN } from "../provider/value";

/** A change as `terraform show -json` has it. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Json;
    readonly after: Json;
  };
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The changes of managed resources in a plan. */
export function plannedChangesOf(plan: string): PlannedChange[] {
  const { resource_changes = [] }: { resource_changes?: readonly (PlannedChange & { readonly mode: string })[] } =
    JSON.parse(plan);
  return resource_changes.filter(({ mode, change }) => mode === "managed" && change.actions[0] !== "no-op");
}

/**
 * Whether what a provider was asked for is this planned change. Terraform tells a provider no address, but everything
 * that the plan knew of a resource stands in what it asks for.
 */
export function isPlanned(type: string, values: Values, deleted: boolean, planned: PlannedChange): boolean {
  const expected = deleted ? planned.change.before : planned.change.after;
  return planned.type === type && expected !== null && covers(expected, values);
}

function covers(expected: Json, value: Value): boolean {
  if (expected === null || value === UNKNOWN) return true;
  if (typeof value === "bigint") return Number(value) === expected;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      expected.length === value.length &&
      expected.every((item: Json, index) => covers(item, value[index]))
    );
  }
  if (typeof expected !== "object") return expected === value;
  return isValues(value) && Object.entries(expected).every(([name, item]) => covers(item, value[name] ?? null));
}
