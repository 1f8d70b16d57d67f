import type { Partition } from "aws-facts";
import type { Database, DatabaseInput } from "./fragments/database";
import type { EnvironmentClass, Identity } from "./fragments/identity";
import type { Logging, LoggingInput } from "./fragments/logging";
import type { Monitoring, MonitoringWritten } from "./fragments/monitoring";
import type { Network, NetworkWritten } from "./fragments/network";
import type { Organization, OrganizationInput } from "./fragments/organization";
import type { Protection } from "./fragments/protection";
import type { Recovery, RecoveryWritten } from "./fragments/recovery";
import type { State, StateInput } from "./fragments/state";
import type { Storage, StorageWritten } from "./fragments/storage";
import type { Topology, TopologyInput } from "./fragments/topology";
import type { DeepPartial, DeepReadonly } from "./validation/merge";

/** What an environment file says; what it leaves out has a default, which `npm run explain -- <name>` shows. */
export interface EnvironmentInput {
  /** Part of every name and id: 2 to 16 lower-case letters, digits and dashes. */
  readonly name: string;
  /** Sets the defaults and how strict the rules are. */
  readonly class: EnvironmentClass;
  /** @default the organization's account of this class */
  readonly account?: string;
  /** @default the organization's region */
  readonly region?: string;
  /** Beside the tags that every resource has. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** @default the organization's */
  readonly state?: StateInput;
  readonly protection?: DeepPartial<Protection>;
  readonly network: DeepPartial<NetworkWritten> & { readonly cidr: string };
  readonly storage?: DeepPartial<StorageWritten>;
  readonly recovery?: DeepPartial<RecoveryWritten>;
  /** Its kind alone is enough: sizes have defaults for each class. */
  readonly topology: TopologyInput;
  /** MySQL, and the cache before it. @default RDS; in a container where the topology is a single node */
  readonly database?: DatabaseInput;
  /** Metrics, and who hears of alerts by which channel. */
  readonly monitoring?: DeepPartial<MonitoringWritten>;
  /** Where logs go and for how long. @default Elasticsearch in staging and production, Loki elsewhere */
  readonly logging?: LoggingInput;
}

/** What stacks are built from: checked, every default filled in, frozen. */
export type Environment = DeepReadonly<
  Identity & {
    /** Derived from the region. */
    partition: Partition;
    organization: Pick<Organization, "name" | "domain" | "contacts">;
    state: State;
    protection: Protection;
    network: Network;
    storage: Storage;
    recovery: Recovery;
    topology: Topology;
    database: Database;
    monitoring: Monitoring;
    logging: Logging;
  }
>;

/** Lets the editor help with an environment file. */
export function defineEnvironment(input: EnvironmentInput): EnvironmentInput {
  return input;
}

/** Lets the editor help with organization.ts. */
export function defineOrganization(input: OrganizationInput): OrganizationInput {
  return input;
}
