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
    /** True, or a structure with true in it, where a value is not known yet. */
    readonly after_unknown?: Json;
    /** The same, where a value is sensitive. */
    readonly after_sensitive?: Json;
    /** Paths of the arguments that make another object necessary. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
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
  const { before, after, after_unknown: unknown } = planned.change;
  const expected = deleted ? before : after;
  if (planned.type !== type || !isObject(expected)) return false;
  // A set with one unknown element is written without any.
  const isSure = (name: string) => deleted || !isObject(unknown) || !holdsTrue(unknown[name]);
  return Object.entries(expected).every(([name, item]) => !isSure(name) || covers(item, values[name] ?? null));
}

function holdsTrue(unknown: Json | undefined): boolean {
  return (
    unknown === true || (typeof unknown === "object" && unknown !== null && Object.values(unknown).some(holdsTrue))
  );
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
