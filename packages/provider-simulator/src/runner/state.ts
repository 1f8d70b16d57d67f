import fs from "node:fs";

export interface StateSummary {
  /** Managed resource instances. */
  readonly resources: number;
  /** By name; the value of a sensitive one is `"(sensitive)"`. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

interface StateFile {
  readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
  readonly resources?: readonly { readonly mode: string; readonly instances: readonly unknown[] }[];
}

/**
 * What a state file (format version 4, unchanged since terraform 0.12) holds; all empty when there is none.
 * Read directly: `terraform show` would start a process and all providers for two numbers.
 */
export function readState(file: string): StateSummary {
  if (!fs.existsSync(file)) return { resources: 0, outputs: {} };
  const state: StateFile = JSON.parse(fs.readFileSync(file, "utf8"));
  const managed = (state.resources ?? []).filter((resource) => resource.mode === "managed");
  return {
    resources: managed.reduce((sum, resource) => sum + resource.instances.length, 0),
    outputs: Object.fromEntries(
      Object.entries(state.outputs ?? {}).map(([name, { value, sensitive }]) => [
        name,
        sensitive ? "(sensitive)" : value,
      ]),
    ),
  };
}
