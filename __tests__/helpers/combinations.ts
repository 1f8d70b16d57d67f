import { type Environment, resolveEnvironments } from "../../environments";
import { development } from "../../environments/development";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { staging } from "../../environments/staging";
import { testing } from "../../environments/testing";

export const TOPOLOGIES = ["single-node", "high-availability", "kubernetes"] as const;

/** The four environments with their topology changed by that one line: with three topologies, all 12 combinations. */
export function environmentsAs(kind: (typeof TOPOLOGIES)[number]): readonly Environment[] {
  return resolveEnvironments(
    organization,
    [development, testing, staging, production].map((input) => ({ ...input, topology: { kind } })),
  );
}
