import fs from "node:fs";

export interface StateSummary {
  /** Managed resource instances. */
  readonly resources: number;
  /** By name; the value of a sensitive one is `"(sensitive)"`. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

interface StateFile {
  readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
  readonly resources?: readonly Resource[];
}

interface Resource {
  readonly module?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly Instance[];
}

interface Instance {
  /** What the provider keeps beside the attributes, in base64. */
  readonly private?: string;
  readonly index_key?: string | number;
  /** Addresses of resources of the same state. */
  readonly dependencies?: readonly string[];
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

/** The keys of the simulated objects that a state holds: providers keep them in their private data. */
export function heldKeys(file: string): string[] {
  const state: StateFile = JSON.parse(fs.readFileSync(file, "utf8"));
  return (state.resources ?? []).flatMap(({ instances }) => instances.flatMap((instance) => keyIn(instance) ?? []));
}

/** By resource: those of the same state that it needs. */
export function neededBy(file: string): ReadonlyMap<string, readonly string[]> {
  if (!fs.existsSync(file)) return new Map();
  const state: StateFile = JSON.parse(fs.readFileSync(file, "utf8"));
  return new Map(
    (state.resources ?? []).map((resource) => [
      addressOf(resource),
      [...new Set(resource.instances.flatMap(({ dependencies = [] }) => dependencies))],
    ]),
  );
}

function addressOf({ module, type, name }: Resource): string {
  return [...(module ? [module] : []), type, name].join(".");
}

/** The key of the simulated object at an address, such as `aws_subnet.each["a"]`. */
export function keyOf(file: string, address: string): string | undefined {
  const state: StateFile = JSON.parse(fs.readFileSync(file, "utf8"));
  for (const resource of state.resources ?? []) {
    if (resource.mode !== "managed") continue;
    for (const instance of resource.instances) {
      const index = instance.index_key === undefined ? "" : `[${JSON.stringify(instance.index_key)}]`;
      if (addressOf(resource) + index === address) return keyIn(instance);
    }
  }
  return undefined;
}

function keyIn({ private: key }: Instance): string | undefined {
  return key ? Buffer.from(key, "base64").toString() : undefined;
}

/**
 * Sets a state that a power cut left half written back to the one before that run; what the run created since is found in
 * the world again. Real backends write a state as a whole. The damaged file is kept beside it, as `.damaged`.
 * @returns whether it was damaged
 */
export function repairState(file: string): boolean {
  if (isWhole(file)) return false;
  fs.renameSync(file, `${file}.damaged`);
  const backup = `${file}.backup`;
  if (fs.existsSync(backup) && isWhole(backup)) fs.copyFileSync(backup, file);
  return true;
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(fs.readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
