import { isValues, UNKNOWN, type Value, type Values } from "../provider/value";

/**
 * The known values at a path, such as `vpc_config.subnet_ids`: blocks and lists on the way are entered, those at its end
 * are opened, nulls and what is not known yet are left out.
 */
export function known(values: Values, path: string): readonly Value[] {
  return path
    .split(".")
    .reduce<readonly Value[]>((found, name) => found.flatMap((value) => field(value, name)), [values]);
}

/** The known strings at a path. */
export function texts(values: Values, path: string): readonly string[] {
  return known(values, path).filter((value) => typeof value === "string");
}

/** The first known string at a path that is not empty. */
export function text(values: Values, path: string): string | undefined {
  return texts(values, path).find((value) => value !== "");
}

/** The first known number at a path. */
export function number(values: Values, path: string): number | undefined {
  const found = known(values, path).find((value) => typeof value === "number" || typeof value === "bigint");
  return found === undefined ? undefined : Number(found);
}

/** Whether the value at a path is true. */
export function isTrue(values: Values, path: string): boolean {
  return known(values, path).includes(true);
}

/** The blocks, or objects, at a path. */
export function blocks(values: Values, path: string): readonly Values[] {
  return known(values, path).filter(isValues);
}

function field(value: Value, name: string): readonly Value[] {
  if (!isValues(value)) return [];
  const next = value[name] ?? null;
  const items: readonly Value[] = Array.isArray(next) ? next : [next];
  return items.filter((item) => item !== null && item !== UNKNOWN);
}
