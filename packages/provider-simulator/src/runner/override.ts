import type { Block } from "./blocks";
import type { StateRead } from "./remote-state";

export interface OverrideProps {
  /** State file of this stack, relative to its working folder. */
  readonly state: string;
  readonly reads: readonly StateRead[];
  /** State file of another stack, relative to the working folder. */
  readonly stateOf: (stack: string) => string;
  /** Addresses whose `prevent_destroy` is reset. */
  readonly unprotect: readonly string[];
}

/**
 * The override file that makes a deployed configuration run on one machine.
 * Source: https://developer.hashicorp.com/terraform/language/files/override (a `backend` block replaces a
 * `cloud` block too; `lifecycle` is merged argument by argument).
 */
export function overrideFile({ state, reads, stateOf, unprotect }: OverrideProps): string {
  return [
    "# Generated for the simulation. The files beside this one are links to what is deployed.",
    `terraform {\n  backend "local" {\n    path = ${JSON.stringify(state)}\n  }\n}`,
    ...reads.map(
      ({ name, stack }) =>
        `data "terraform_remote_state" "${name}" {\n  backend = "local"\n\n  config = {\n    path = ${JSON.stringify(stateOf(stack))}\n  }\n}`,
    ),
    ...unprotect.map((address) => {
      const [type, name] = address.split(".");
      return `resource "${type}" "${name}" {\n  lifecycle {\n    prevent_destroy = false\n  }\n}`;
    }),
  ]
    .join("\n\n")
    .concat("\n");
}

/** Addresses of the resources that carry `prevent_destroy = true`. */
export function protectedResources(blocks: readonly Block[]): string[] {
  return blocks
    .filter((block) => block.type === "resource" && block.literals.get("lifecycle.prevent_destroy") === "true")
    .map((block) => block.labels.join("."));
}
