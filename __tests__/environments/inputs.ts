import type { EnvironmentInput, OrganizationInput } from "../../environments";
import { EnvironmentError, resolveEnvironments } from "../../environments";
import { development } from "../../environments/development";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { staging } from "../../environments/staging";
import { testing } from "../../environments/testing";
import { mergeLayers } from "../../environments/validation/merge";

export const FILES: readonly EnvironmentInput[] = [development, testing, staging, production];
export const KINDS = ["single-node", "high-availability", "kubernetes"] as const;

/** An environment moved to another topology, as a user would do it: by changing that one line. */
export function withTopology(input: EnvironmentInput, kind: (typeof KINDS)[number]): EnvironmentInput {
  return { ...input, topology: { kind } };
}

/** Lays wrong values over right ones. What comes back has no type: TypeScript would refuse most of these mistakes. */
export function spoil(input: EnvironmentInput | OrganizationInput, mistakes: object) {
  const { value } = mergeLayers([
    { origin: "right", values: input },
    { origin: "wrong", values: mistakes },
  ]);
  return JSON.parse(JSON.stringify(value));
}

/** The problems of environments, as `path: message`. */
export function problemsOf(
  inputs: readonly EnvironmentInput[],
  shared: OrganizationInput = organization,
): readonly string[] {
  try {
    resolveEnvironments(shared, inputs);
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

type Case = readonly [mistake: object, ...problems: string[]];

/** Lays each mistake over a right environment and expects exactly its problems. */
export function refuses(input: EnvironmentInput, cases: readonly Case[]): void {
  const rows = cases.map(([mistake, ...problems]) => [JSON.stringify(mistake), mistake, problems] as const);
  it.each(rows)("%s", (_text, mistake, problems) => {
    expect(problemsOf([spoil(input, mistake)])).toEqual(problems);
  });
}
