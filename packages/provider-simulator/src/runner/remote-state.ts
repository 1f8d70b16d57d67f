import type { Block } from "./blocks";
import { SimulationError } from "./errors";
import type { Stack } from "./manifest";

/** A `terraform_remote_state` data source and the stack whose state it reads. */
export interface StateRead {
  readonly name: string;
  readonly stack: string;
}

/** What tells two states of one backend apart. Region, role or encryption may differ between writer and reader. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  azurerm: ["storage_account_name", "container_name", "key"],
  gcs: ["bucket", "prefix"],
  local: ["path"],
  remote: ["hostname", "organization", "workspaces.name"],
  s3: ["bucket", "key"],
};

/** Terraform's own default, which one side may leave out. */
const DEFAULT_HOSTNAME = "app.terraform.io";

/**
 * Finds for every `terraform_remote_state` of a stack the stack that it reads, by comparing its backend and
 * configuration with the backend of each stack.
 * @throws SimulationError that names the data source and all known states when none matches.
 */
export function readsOf(stack: Stack, all: Iterable<Stack>): StateRead[] {
  const owners = [...all].flatMap((owner) => {
    const state = ownState(owner.blocks);
    return state ? [{ id: owner.id, state }] : [];
  });
  return stack.blocks
    .filter((block) => block.type === "data" && block.labels[0] === "terraform_remote_state")
    .map((block) => {
      const name = block.labels[1] ?? "";
      const wanted = describe(block.literals.get("backend") ?? "?", below(block.literals, "config."));
      const found = owners.filter((owner) => owner.state === wanted);
      const [owner] = found;
      if (!owner || found.length > 1) {
        const problem = owner
          ? `which is the state of ${found.map(({ id }) => id).join(" and ")}: two stacks must not share a state`
          : "which is the state of no stack";
        const known = owners.map(({ id, state }) => `  ${id}: ${state}`).join("\n");
        throw new SimulationError(
          `${stack.id}: data.terraform_remote_state.${name} reads ${wanted}, ${problem}. Known states:\n${known}`,
        );
      }
      return { name, stack: owner.id };
    });
}

/** The state that a stack's own `backend` or `cloud` block names, or undefined when it has neither. */
function ownState(blocks: readonly Block[]): string | undefined {
  for (const { type, literals } of blocks) {
    if (type !== "terraform") continue;
    const cloud = below(literals, "cloud.");
    if (cloud.size > 0) return describe("remote", cloud);
    const backend = [...literals.keys()].find((key) => key.startsWith("backend."))?.split(".")[1];
    if (backend) return describe(backend, below(literals, `backend.${backend}.`));
  }
  return undefined;
}

function describe(backend: string, config: ReadonlyMap<string, string>): string {
  const keys = IDENTITY[backend] ?? [...config.keys()].sort();
  const given = keys.map((key) => {
    const value = config.get(key) ?? (key === "hostname" ? DEFAULT_HOSTNAME : undefined);
    return value === undefined || value.includes("${") ? `${key}=? (not a literal)` : `${key}=${value}`;
  });
  return [backend, ...given].join(" ");
}

function below(literals: ReadonlyMap<string, string>, prefix: string): Map<string, string> {
  return new Map(
    [...literals].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]),
  );
}
