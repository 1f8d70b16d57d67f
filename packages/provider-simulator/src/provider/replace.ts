import { equal, isValues, UNKNOWN, type Value, type Values } from "./value";

/** A path as the protocol has it. */
interface Path {
  readonly steps: readonly ({ readonly attribute_name: string } | { readonly element_key_int: number })[];
}

/**
 * Those of the paths, such as `kubernetes_network_config.ip_family`, whose value a plan changes. A path into a block
 * that is there once leads to the argument itself, one into several blocks to all of them.
 */
export function replacedSteps(paths: readonly string[], prior: Values | null, planned: Values): Path[] {
  if (!prior || prior === planned) return [];
  return paths.flatMap((path) => {
    const [name = "", ...inner] = path.split(".");
    const [before, after] = [prior[name] ?? null, planned[name] ?? null];
    if (equal(leaves(before, inner), leaves(after, inner))) return [];
    return [{ steps: [{ attribute_name: name }, ...innerSteps(before, after, inner)] }];
  });
}

function innerSteps(before: Value, after: Value, [name, ...rest]: readonly string[]): Path["steps"] {
  if (name === undefined || rest.length > 0) return [];
  const once = (value: Value) => Array.isArray(value) && value.length === 1;
  return once(before) && once(after) ? [{ element_key_int: 0 }, { attribute_name: name }] : [];
}

function leaves(value: Value, [name, ...rest]: readonly string[]): Value {
  if (name === undefined || value === null || value === UNKNOWN) return value;
  if (Array.isArray(value)) return value.map((item: Value) => leaves(item, [name, ...rest]));
  return isValues(value) ? leaves(value[name] ?? null, rest) : null;
}
