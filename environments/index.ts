import { nearest } from "aws-facts";
import { development } from "./development";
import type { OrganizationInput } from "./fragments/organization";
import { organization } from "./organization";
import { production } from "./production";
import { type Resolution, resolveAll } from "./resolve";
import type { Environment, EnvironmentInput } from "./schema";
import { staging } from "./staging";
import { testing } from "./testing";
import { EnvironmentError } from "./validation/problems";
import { suggestion } from "./validation/values";

export type { EnvironmentClass } from "./fragments/identity";
export type { OrganizationInput } from "./fragments/organization";
export type { State } from "./fragments/state";
export type { Environment, EnvironmentInput } from "./schema";
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

function load(names?: readonly string[]): readonly Resolution[] {
  const known = ENVIRONMENTS.map(({ name }) => name);
  for (const name of names ?? known) if (!known.includes(name)) throw unknownEnvironment(name, known);
  return resolveAll(organization, ENVIRONMENTS).filter(({ environment }) => names?.includes(environment.name) ?? true);
}

function unknownEnvironment(name: string, known: readonly string[]): EnvironmentError {
  const message = `there is no environment "${name}"${suggestion(nearest(name, known))}; there are ${known.join(", ")}`;
  return new EnvironmentError([{ environment: name, path: "name", message }], message);
}
