import type { TerraformResourceLifecycle } from "cdktf";
import type { IConstruct } from "constructs";
import { BaseStack } from "./base-stack";

/** `prevent_destroy` where the stack is protected; how to take such a stack down is in docs/guides/decommission.md. */
export function protectedLifecycle(scope: IConstruct): TerraformResourceLifecycle | undefined {
  return BaseStack.of(scope).deletionProtection ? { preventDestroy: true } : undefined;
}
