import { type Json, type PlannedChange, plannedChangesOf } from "../faults/planned";

/** What a reader of a plan is told of one resource. */
interface Difference {
  readonly path: string;
  readonly from: Json;
  readonly to: Json | typeof LATER;
}

const LATER = Symbol("known after apply");

/**
 * What a plan does to each resource, attribute by attribute; a new one is named only.
 * @param plan as `terraform show -json` has it, in which sensitive values stand in clear: they are not shown
 */
export function describePlan(plan: string): string[] {
  return plannedChangesOf(plan).map((planned) => `${planned.address}: ${describe(planned)}`);
}

function describe({ change }: PlannedChange): string {
  const { actions, replace_paths: paths = [] } = change;
  if (actions.length > 1) {
    const order = actions[0] === "create" ? "replaced, the new one first" : "replaced";
    const because = paths.map((path) => path.join(".")).sort();
    return because.length > 0 ? `${order}, because of ${because.join(", ")}` : order;
  }
  if (actions[0] !== "update") return `${actions[0]}d`;
  const isSecret = (path: string) => valueIn(change.after_sensitive, path) === true;
  return differences(change.before, change.after, change.after_unknown)
    .map(({ path, from, to }) => (isSecret(path) ? `${path} (sensitive)` : `${path} ${show(from)} -> ${show(to)}`))
    .join(", ");
}

function differences(before: Json, after: Json, unknown: Json | undefined, path = ""): Difference[] {
  if (unknown === true) return [{ path, from: before, to: LATER }];
  const [left, right, open] = [named(before), named(after), named(unknown)];
  if (left && right) {
    return [...new Set([...Object.keys(left), ...Object.keys(right), ...Object.keys(open ?? {})])].flatMap((name) =>
      differences(left[name] ?? null, right[name] ?? null, open?.[name], path === "" ? name : `${path}.${name}`),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, from: before, to: after }];
}

/** The fields of an object, or the items of a list by their names, else by their places. */
function named(value: Json | undefined): { readonly [name: string]: Json } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!isList(value)) return value;
  const names = value.map((item) => (isFields(item) && typeof item.name === "string" ? item.name : undefined));
  const unique = new Set(names).size === names.length && !names.includes(undefined);
  return Object.fromEntries(value.map((item, index) => [unique ? (names[index] ?? "") : String(index), item]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isFields(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !isList(value);
}

function valueIn(value: Json | undefined, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>((inner, name) => (inner === true ? true : named(inner)?.[name]), value);
}

function show(value: Json | typeof LATER): string {
  return value === LATER ? "(known after apply)" : JSON.stringify(value);
}
