import { nearest } from "aws-facts";
import { development } from "./development";
import { explain } from "./explain";
import type { OrganizationInput } from "./fragments/organization";
import { organization } from "./organization";
import { production } from "./production";
import { type Resolution, resolveAll } from "./resolve";
import type { Environment, EnvironmentInput } from "./schema";
import { staging } from "./staging";
import { testing } from "./testing";
import { EnvironmentError } from "./validation/problems";
import { suggestion } from "./validation/values";

export type { RdsDatabase } from "./fragments/database";
export type { OrganizationInput } from "./fragments/organization";
export type { Environment, EnvironmentInput } from "./schema";
export { supportWarnings } from "./support";
export { EnvironmentError } from "./validation/problems";

/** Every environment there is; a new file is added here. */
const ENVIRONMENTS: readonly EnvironmentInput[] = [development, testing, staging, production];

/**
 * Loads environments. All of them are checked, together, whichever are asked for: they share an address space.
 * @param names @default all
 * @throws EnvironmentError with every problem of every file, or for a name that does not exist
 */
export function loadEnvironments(names?: readonly string[]): readonly Environment[] {
  return load(names).map(({ environment }) => environment);
}

/** As loadEnvironments, for environments that are not in the registry. */
export function resolveEnvironments(
  shared: OrganizationInput,
  inputs: readonly EnvironmentInput[],
): readonly Environment[] {
  return resolveAll(shared, inputs).map(({ environment }) => environment);
}

/** Names of all environments, in the order in which a change reaches them. */
export function environmentNames(): readonly string[] {
  return ENVIRONMENTS.map(({ name }) => name);
}

/**
 * Every effective value of an environment, and where it comes from, as a table for a terminal.
 * @throws EnvironmentError as loadEnvironments
 */
export function explainEnvironment(name: string): string {
  return load([name]).map(explain).join("\n");
}

function load(names: readonly string[] = environmentNames()): readonly Resolution[] {
  for (const name of names) if (!environmentNames().includes(name)) throw unknownEnvironment(name);
  return resolveAll(organization, ENVIRONMENTS).filter(({ environment }) => names.includes(environment.name));
}

function unknownEnvironment(name: string): EnvironmentError {
  const known = environmentNames();
  const message = `there is no environment "${name}"${suggestion(nearest(name, known))}; there are ${known.join(", ")}`;
  return new EnvironmentError([{ environment: name, path: "name", message }], message);
}
