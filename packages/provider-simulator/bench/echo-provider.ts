import path from "node:path";
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Block, ProviderSchema } from "provider-schemas";
import type { ProviderServer, ProviderServerOptions } from "../src/provider";
import {
  type ApplyRequest,
  type ConfigRequest,
  type PlanRequest,
  pluginService,
  type ReadRequest,
  type UpgradeRequest,
  unary,
} from "../src/provider/protocol";
import { schemaMessage } from "../src/provider/schema-message";
import { decodeValue, encodeValue, UNKNOWN, type Value, type Values } from "../src/provider/value";

/**
 * The least that terraform takes for a provider, to measure what everything beyond it costs: plans are echoed, unknown
 * top-level values become a constant of their type, nothing is remembered. Computed values in nested blocks stay null.
 */
export async function startEchoProvider({ schemas, socketDir }: ProviderServerOptions): Promise<ProviderServer> {
  const cpuAtStart = process.cpuUsage();
  const entries: [string, object][] = [];
  const servers: Server[] = [];
  let calls = 0;
  for (const [index, [address, provider]] of Object.entries(schemas.provider_schemas).entries()) {
    const socket = path.join(socketDir, `e${index}.sock`);
    const { service, encodeSchema } = pluginService();
    const schema = encodeSchema(schemaMessage(provider));
    const server = new Server({ "grpc.max_receive_message_length": -1 });
    server.addService(
      service,
      echo(provider, schema, () => calls++),
    );
    await new Promise<void>((resolve, reject) => {
      server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve(),
      );
    });
    servers.push(server);
    const Addr = { Network: "unix", String: socket };
    entries.push([address, { Protocol: "grpc", ProtocolVersion: 6, Pid: process.pid, Test: true, Addr }]);
  }
  return {
    reattach: JSON.stringify(Object.fromEntries(entries)),
    stats: () => {
      const { user, system } = process.cpuUsage(cpuAtStart);
      return { cpuSeconds: (user + system) / 1e6, calls, objects: {} };
    },
    drift: () => ({ from: null, to: null }),
    leftBehind: () => ({ adopted: [], abandoned: [] }),
    cut: () => {
      for (const server of servers) server.forceShutdown();
    },
    close: async () => {
      for (const server of servers) server.forceShutdown();
    },
  };
}

function echo(provider: ProviderSchema, schema: Buffer, onCall: () => void): UntypedServiceImplementation {
  const on = <Request, Response extends object>(answer: (request: Request) => Response) =>
    unary((request: Request) => {
      onCall();
      return answer(request);
    });
  const nothing = on(() => ({}));
  const blockOf = (section: "resource_schemas" | "data_source_schemas" | "ephemeral_resource_schemas", type: string) =>
    provider[section]?.[type]?.block ?? {};
  return {
    GetProviderSchema: on(() => schema),
    ValidateProviderConfig: nothing,
    ValidateResourceConfig: nothing,
    ValidateDataResourceConfig: nothing,
    ValidateEphemeralResourceConfig: nothing,
    ConfigureProvider: nothing,
    UpgradeResourceState: on(({ raw_state }: UpgradeRequest) => ({ upgraded_state: { json: raw_state?.json } })),
    ReadResource: on(({ current_state }: ReadRequest) => ({ new_state: current_state })),
    PlanResourceChange: on(({ type_name, proposed_new_state }: PlanRequest) => {
      const proposed = decodeValue(proposed_new_state);
      return {
        planned_state: proposed
          ? encodeValue(plan(blockOf("resource_schemas", type_name), proposed))
          : proposed_new_state,
      };
    }),
    ApplyResourceChange: on(({ type_name, planned_state }: ApplyRequest) => {
      const planned = decodeValue(planned_state);
      return {
        new_state: planned ? encodeValue(fill(blockOf("resource_schemas", type_name), planned)) : planned_state,
      };
    }),
    ReadDataSource: on(({ type_name, config }: ConfigRequest) => {
      const block = blockOf("data_source_schemas", type_name);
      return { state: encodeValue(fill(block, plan(block, decodeValue(config) ?? {}))) };
    }),
    OpenEphemeralResource: on(({ type_name, config }: ConfigRequest) => {
      const block = blockOf("ephemeral_resource_schemas", type_name);
      return { result: encodeValue(fill(block, plan(block, decodeValue(config) ?? {}))) };
    }),
    CloseEphemeralResource: nothing,
    StopProvider: nothing,
  };
}

function plan({ attributes = {} }: Block, proposed: Values): Values {
  const planned: Record<string, Value> = { ...proposed };
  for (const [name, { computed, write_only }] of Object.entries(attributes)) {
    if (write_only) planned[name] = null;
    else if (computed && planned[name] === null) planned[name] = UNKNOWN;
  }
  return planned;
}

function fill({ attributes = {} }: Block, planned: Values): Values {
  const filled: Record<string, Value> = { ...planned };
  for (const [name, { type }] of Object.entries(attributes)) {
    if (filled[name] !== UNKNOWN) continue;
    // Null would be planned as unknown again, which is no empty second plan.
    if (type === "string") filled[name] = "echo";
    else if (type === "number") filled[name] = 0;
    else if (type === "bool") filled[name] = false;
    else filled[name] = type?.[0] === "map" ? {} : Array.isArray(type) && type[0] !== "object" ? [] : null;
  }
  return filled;
}
