import fs from "node:fs";
import path from "node:path";
import type { Block } from "./blocks";
import { readConfiguration } from "./configuration";
import { messageOf, SimulationError } from "./errors";

/** One stack of the manifest with what its configuration says. */
export interface Stack {
  readonly id: string;
  /** Absolute path of the folder with its `.tf` files. */
  readonly folder: string;
  readonly dependencies: readonly string[];
  readonly blocks: readonly Block[];
}

/**
 * Reads every stack of a `cdktf synth` output folder.
 * @throws SimulationError when the folder holds no manifest, or one that this runner cannot read.
 */
export function readStacks(output: string): ReadonlyMap<string, Stack> {
  const file = path.join(output, "manifest.json");
  const stacks = Object.entries(readManifest(file)).map(([id, entry]) => {
    const folder = path.resolve(output, stringOf(entry, "workingDirectory", `${file}: stacks.${id}`));
    if (!fs.existsSync(folder)) {
      throw new SimulationError(`${file}: stacks.${id}.workingDirectory: ${folder} does not exist. Synthesize again.`);
    }
    return { id, folder, dependencies: dependenciesOf(entry), blocks: blocksOf(folder) };
  });
  for (const { id, dependencies } of stacks) {
    const unknown = dependencies.filter((on) => !stacks.some((stack) => stack.id === on));
    if (unknown.length > 0) {
      throw new SimulationError(
        `${file}: stacks.${id}.dependencies names ${unknown.join(", ")}, which it does not hold.`,
      );
    }
  }
  return new Map(stacks.map((stack) => [stack.id, stack]));
}

/**
 * Ids that match a list of ids and `*` patterns, in the manifest's order.
 * @throws SimulationError that lists the known ids when one matches nothing.
 */
export function selectStacks(known: readonly string[], patterns: readonly string[]): string[] {
  const matchers = patterns.map((pattern) => ({ pattern, matches: wildcard(pattern) }));
  const unknown = matchers.filter(({ matches }) => !known.some(matches)).map(({ pattern }) => pattern);
  if (unknown.length > 0 || patterns.length === 0) {
    const what = unknown.length > 0 ? `No stack matches ${unknown.join(", ")}.` : "No stack was named.";
    throw new SimulationError(`${what} Known stacks:\n${known.map((id) => `  ${id}`).join("\n")}`);
  }
  return known.filter((id) => matchers.some(({ matches }) => matches(id)));
}

function wildcard(pattern: string): (id: string) => boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  const regex = new RegExp(`^${source}$`);
  return (id) => regex.test(id);
}

function readManifest(file: string): object {
  if (!fs.existsSync(file)) {
    throw new SimulationError(`${file}: no such file. Synthesize first; the folder is the one that cdktf writes.`);
  }
  let manifest: unknown;
  try {
    manifest = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new SimulationError(`${file}: is not JSON: ${messageOf(error)}`);
  }
  if (typeof manifest === "object" && manifest && "stacks" in manifest) {
    if (typeof manifest.stacks === "object" && manifest.stacks) return manifest.stacks;
  }
  throw new SimulationError(`${file}: is not a manifest of cdktf: it has no "stacks".`);
}

function blocksOf(folder: string): Block[] {
  try {
    return readConfiguration(folder);
  } catch (error) {
    throw new SimulationError(`${folder}: ${messageOf(error)}`);
  }
}

function stringOf(entry: unknown, key: string, where: string): string {
  const value = property(entry, key);
  if (typeof value !== "string") throw new SimulationError(`${where}.${key}: must be a string.`);
  return value;
}

function dependenciesOf(entry: unknown): string[] {
  const value = property(entry, "dependencies");
  return Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
}
