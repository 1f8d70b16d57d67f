import { partitionOf } from "aws-facts";
import { addressSpaceRules, overlaps } from "./fragments/address-space";
import { database } from "./fragments/database";
import { CLASSES, type EnvironmentClass, identityRules, identitySchema } from "./fragments/identity";
import { logging } from "./fragments/logging";
import { monitoring } from "./fragments/monitoring";
import { network } from "./fragments/network";
import { type Organization, type OrganizationInput, organizationSchema } from "./fragments/organization";
import { protection } from "./fragments/protection";
import { recovery } from "./fragments/recovery";
import { state } from "./fragments/state";
import { storage } from "./fragments/storage";
import { topology } from "./fragments/topology";
import type { Environment, EnvironmentInput } from "./schema";
import { type Context, type Fragment, readFragment, readLayers } from "./validation/fragment";
import { deepFreeze, isRecord, valueAt } from "./validation/merge";
import { EnvironmentError, fileOf, type Problem, type Report } from "./validation/problems";
import { unknownKey } from "./validation/values";

const FRAGMENTS = { state, protection, network, storage, recovery, topology, database, monitoring, logging };

const IDENTITY_KEYS = Object.keys(identitySchema.shape);

/** Rules are run in this order, which is also that of their problems. */
const RULES = [
  ...identityRules,
  ...addressSpaceRules,
  ...Object.values(FRAGMENTS).flatMap((fragment) => fragment.rules),
];

/** An environment and where each of its values comes from: path of a leaf to the name of its origin. */
export interface Resolution {
  readonly environment: Environment;
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Checks environments, each and together, and fills in their defaults.
 * @throws EnvironmentError with every problem of every file
 */
export function resolveAll(
  organization: OrganizationInput,
  inputs: readonly EnvironmentInput[],
): readonly Resolution[] {
  const problems: Problem[] = [];
  const reportFor = (environment: string): Report => {
    return (path, message) => problems.push({ environment, path, message });
  };
  const shared = readLayers(
    organizationSchema,
    [{ origin: fileOf("organization"), values: organization }],
    [],
    reportFor("organization"),
  );
  // Without the organization there are no accounts and names to go on with.
  if (shared.value === undefined) throw new EnvironmentError(problems);

  const drafts: Draft[] = [];
  for (const [index, input] of inputs.entries()) {
    const name = nameOf(input) ?? `environment ${index + 1}`;
    const report = reportFor(name);
    if (drafts.some((earlier) => earlier.name === name)) {
      report("name", `another environment is called ${name} too; choose another name`);
    }
    drafts.push({ name, ...readEnvironment(input, shared.value, report) });
  }
  problems.push(...overlaps(drafts));
  if (problems.length > 0) throw new EnvironmentError(problems);
  return drafts.map(({ environment, origins }) => {
    if (!isWhole(environment)) throw new TypeError("an environment without problems lacks a layer");
    return { environment: deepFreeze(environment), origins };
  });
}

interface Draft {
  readonly name: string;
  readonly environment: Partial<Environment>;
  readonly origins: ReadonlyMap<string, string>;
}

/** Reads one file as far as it goes and runs the rules on that. */
function readEnvironment(input: unknown, organization: Organization, tell: Report): Omit<Draft, "name"> {
  const wrong: string[] = [];
  const report: Report = (path, message) => {
    wrong.push(path);
    tell(path, message);
  };
  const origins = new Map<string, string>([["partition", "derived from region"]]);
  reportUnknownKeys(input, report);
  const { identity, origins: identityOrigins } = readIdentity(input, organization, report);
  for (const [path, origin] of identityOrigins) origins.set(path, origin);

  const { name, domain, contacts } = organization;
  for (const key of ["name", "domain", "contacts.operations", "contacts.security"]) {
    origins.set(`organization.${key}`, fileOf("organization"));
  }
  const partition = partitionOf(identity.region);
  const context: Context = { ...identity, partition, organization, input };

  const read = <Written extends object, Resolved>(
    fragment: Fragment<Written, Resolved>,
    before: Partial<Environment> = {},
  ): Resolved | undefined => {
    const result = readFragment(fragment, valueAt(input, [fragment.key]), context, report, before);
    for (const [path, origin] of result.origins) origins.set(`${fragment.key}.${path}`, origin);
    return result.value;
  };
  const base: Partial<Environment> = {
    ...identity,
    partition,
    organization: { name, domain, contacts },
    state: read(state),
    protection: read(protection),
    network: read(network),
    storage: read(storage),
    recovery: read(recovery),
    topology: read(topology),
    monitoring: read(monitoring),
    logging: read(logging),
  };
  const environment: Partial<Environment> = { ...base, database: read(database, base) };
  // What could not be read has a default in its place; to judge that would report what nobody wrote.
  const judge: Report = (path, message) => {
    if (!wrong.some((other) => isAtOrBelow(path, other) || isAtOrBelow(other, path))) tell(path, message);
  };
  // Rules depend on the class; without one they would report what is no mistake.
  if (classOf(input)) for (const { check } of RULES) check(environment, judge);
  return { environment, origins };
}

function readIdentity(input: unknown, organization: Organization, report: Report) {
  const written = Object.fromEntries(IDENTITY_KEYS.map((key) => [key, valueAt(input, [key])]));
  const kind = classOf(input) ?? "development";
  const shared = { account: organization.accounts[kind], region: organization.region };
  const layers = [
    { origin: "default", values: { tags: {} } },
    { origin: fileOf("organization"), values: shared },
    { origin: fileOf(nameOf(input) ?? "environment"), values: written },
  ];
  const { value, origins } = readLayers(identitySchema, layers, [], report);
  // Without a name or a class that can be used, these stand in, so that the layers are checked all the same.
  return { identity: value ?? { ...shared, name: "unnamed", class: kind, tags: {} }, origins };
}

function isAtOrBelow(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`);
}

function classOf(input: unknown): EnvironmentClass | undefined {
  return CLASSES.find((known) => known === valueAt(input, ["class"]));
}

function reportUnknownKeys(input: unknown, report: Report): void {
  const allowed = [...IDENTITY_KEYS, ...Object.keys(FRAGMENTS)];
  for (const key of Object.keys(isRecord(input) ? input : {})) {
    if (!allowed.includes(key)) report(key, unknownKey(key, allowed));
  }
}

function nameOf(input: unknown): string | undefined {
  const name = valueAt(input, ["name"]);
  return typeof name === "string" ? name : undefined;
}

function isWhole(environment: Partial<Environment>): environment is Environment {
  return Object.keys(FRAGMENTS).every((key) => valueAt(environment, [key]) !== undefined);
}
