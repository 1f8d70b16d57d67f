import type { App } from "cdktf";
import type { BaseStack, BaseStackProps } from "../constructs/core/base-stack";
import type { Environment } from "../environments";
import { NetworkStack } from "./network-stack";
import { RecoveryNetworkStack } from "./recovery-network-stack";
import { stateBackend } from "./state";
import { StorageStack } from "./storage-stack";

/** Adds every stack of an environment to the app, in the order in which they are first applied. */
export function buildEnvironment(app: App, environment: Environment): readonly BaseStack[] {
  const { network, recovery, storage } = environment;
  const stacks: BaseStack[] = [new NetworkStack(app, { ...baseProps(app, environment, "network"), ...network })];
  if (recovery.region && recovery.network) {
    const props = baseProps(app, environment, "recovery-network", recovery.region);
    stacks.push(new RecoveryNetworkStack(app, { ...props, ...recovery.network, flowLogs: network.flowLogs }));
  }
  const replicaRegion = storage.replication ? recovery.region : undefined;
  stacks.push(new StorageStack(app, { ...baseProps(app, environment, "storage"), ...storage, replicaRegion }));
  return stacks;
}

function baseProps(app: App, environment: Environment, layer: string, region = environment.region): BaseStackProps {
  return {
    organization: environment.organization.name,
    owner: environment.name,
    layer,
    account: environment.account,
    region,
    partition: environment.partition,
    state: stateBackend(environment, app.outdir),
    contact: environment.organization.contacts.operations,
    tags: environment.tags,
    deletionProtection: environment.protection.deletion,
  };
}
