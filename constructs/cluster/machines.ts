import { type InstanceType, instanceType } from "aws-facts";
import type { IConstruct } from "constructs";
import { ConstructError } from "../core/errors";

/** Nodes of a cluster that may take each other's place. */
export interface Machines {
  readonly architecture: InstanceType["architecture"];
  /** Of the largest of their types. */
  readonly vcpus: number;
  readonly memoryGib: number;
}

/**
 * What instance types of one group of nodes have in common.
 * @throws ConstructError when one is unknown, or they boot different images
 */
export function machinesOf(scope: IConstruct, types: readonly string[]): Machines {
  const known = types.flatMap((type) => instanceType(type) ?? []);
  const [first] = known;
  if (!first || known.length < types.length || known.some(({ architecture }) => architecture !== first.architecture)) {
    throw new ConstructError(scope, `${types.join(", ")}: choose known instance types of one architecture.`);
  }
  return {
    architecture: first.architecture,
    vcpus: Math.max(...known.map(({ vcpus }) => vcpus)),
    memoryGib: Math.max(...known.map(({ memoryGib }) => memoryGib)),
  };
}
