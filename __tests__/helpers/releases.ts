import type { BaseStack } from "../../constructs/core/base-stack";
import { resolveToken } from "../../constructs/core/resolve";
import { HelmRelease } from "../../constructs/helm/helm-release";
import { isRecord } from "../../environments/validation/merge";

/** A value somewhere in a tree: `release.a.b`, and the last key that is no index. */
export interface Leaf {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** Every single value that the releases of some stacks are given. */
export function valuesOf(stacks: readonly BaseStack[]): readonly Leaf[] {
  return stacks.flatMap((stack) =>
    stack.node
      .findAll()
      .flatMap((node) => (node instanceof HelmRelease ? leaves(resolveToken(stack, node.values), node.node.path) : [])),
  );
}

export function leaves(value: unknown, path: string, key = ""): readonly Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}.${index}`, key));
  if (!isRecord(value)) return [{ path, key, value }];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`, name));
}
