import type { Block } from "./blocks";
import type { StateRead } from "./remote-state";

export interface OverrideProps {
  /** State file of this stack, relative to its working folder. */
  readonly state: string;
  readonly reads: readonly StateRead[];
  /** State file of another stack, relative to the working folder. */
  readonly stateOf: (stack: string) => string;
  /** Resources whose protection is lifted. */
  readonly unprotect: readonly Protection[];
}

/** What keeps a resource from being destroyed. */
export interface Protection {
  readonly address: string;
  /** Arguments by which the platform itself refuses to delete it. */
  readonly platform: readonly string[];
}

/** Arguments that the providers have for it. */
const PLATFORM_PROTECTION = ["deletion_protection", "deletion_protection_enabled", "enable_deletion_protection"];

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
    ...unprotect.map(({ address, platform }) => {
      const [type, name] = address.split(".");
      const lines = [
        ...platform.map((argument) => `  ${argument} = false\n`),
        "  lifecycle {\n    prevent_destroy = false\n  }",
      ];
      return `resource "${type}" "${name}" {\n${lines.join("\n")}\n}`;
    }),
  ]
    .join("\n\n")
    .concat("\n");
}

/** The resources that terraform or the platform keeps from being destroyed. */
export function protectedResources(blocks: readonly Block[]): Protection[] {
  return blocks
    .filter(({ type }) => type === "resource")
    .map(({ labels, literals }) => ({
      address: labels.join("."),
      platform: PLATFORM_PROTECTION.filter((argument) => literals.get(argument) === "true"),
      terraform: literals.get("lifecycle.prevent_destroy") === "true",
    }))
    .filter(({ platform, terraform }) => terraform || platform.length > 0)
    .map(({ address, platform }) => ({ address, platform }));
}
