import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { ProviderSchema } from "provider-schemas";
import type { World } from "../world/world";
import { DataSources } from "./data-sources";
import { Ephemerals } from "./ephemerals";
import { Pacing } from "./pacing";
import { type ConfigRequest, unary } from "./protocol";
import { type Behaviour, Resources } from "./resources";
import { type Session, sessionOf, UNCONFIGURED } from "./session";
import { decodeValue } from "./value";

interface Connection {
  readonly provider: ProviderSchema;
  readonly world: World;
  readonly behaviour: Behaviour;
  /** The finished answer to GetProviderSchema. */
  readonly schema: () => Buffer;
  readonly onCall: () => void;
}

/** The service as one connection of terraform sees it. */
export function handlers(connection: Connection): UntypedServiceImplementation {
  const { provider, world, behaviour, onCall } = connection;
  const pacing = new Pacing();
  let current: Session = UNCONFIGURED;
  const session = () => current;
  const resources = new Resources(provider.resource_schemas ?? {}, world, behaviour, pacing, session);
  const data = new DataSources(provider.data_source_schemas ?? {}, world, session);
  const ephemerals = new Ephemerals(provider.ephemeral_resource_schemas ?? {}, world, session);

  const on = <Request, Response extends object>(answer: (request: Request) => Response | Promise<Response>) =>
    unary((request: Request) => {
      onCall();
      return pacing.during(() => answer(request));
    });
  const nothing = on(() => ({}));
  return {
    GetProviderSchema: on(() => connection.schema()),
    // Terraform itself holds a configuration against the schema before it asks.
    ValidateProviderConfig: nothing,
    ValidateResourceConfig: nothing,
    ValidateDataResourceConfig: nothing,
    ValidateEphemeralResourceConfig: nothing,
    ConfigureProvider: on(({ config }: Pick<ConfigRequest, "config">) => {
      current = sessionOf(decodeValue(config));
      return {};
    }),
    UpgradeResourceState: on(resources.upgrade.bind(resources)),
    MoveResourceState: on(resources.move.bind(resources)),
    ReadResource: on(resources.read.bind(resources)),
    PlanResourceChange: on(resources.plan.bind(resources)),
    ApplyResourceChange: on(resources.apply.bind(resources)),
    ImportResourceState: on(resources.import.bind(resources)),
    ReadDataSource: on(data.read.bind(data)),
    OpenEphemeralResource: on(ephemerals.open.bind(ephemerals)),
    RenewEphemeralResource: nothing,
    CloseEphemeralResource: nothing,
    GetFunctions: nothing,
    CallFunction: on(() => ({ error: { text: "A simulated provider has no functions." } })),
    StopProvider: nothing,
  };
}
