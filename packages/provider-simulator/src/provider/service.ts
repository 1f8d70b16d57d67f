import path from "node:path";
import {
  loadPackageDefinition,
  type ServiceClientConstructor,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { ProviderSchema } from "provider-schemas";
import type { Provider } from "./provider";
import { schemaMessage } from "./schema-message";
import { type DynamicValue, decodeValue, encodeValue, type Values } from "./value";

interface Request {
  readonly type_name: string;
  readonly config: DynamicValue | null;
  readonly prior_state: DynamicValue | null;
  readonly proposed_new_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly current_state: DynamicValue | null;
  readonly raw_state: { readonly json: Uint8Array };
  readonly prior_private: Uint8Array;
  readonly planned_private: Uint8Array;
  readonly private: Uint8Array;
  readonly id: string;
}

type Handler = (request: Request) => object;

const definition = loadSync(path.join(__dirname, "plugin.proto"), {
  keepCase: true,
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
});

/** The protocol's service for one provider. Terraform asks for the schema in every process: it is encoded once. */
export function serviceDefinition(schema: ProviderSchema): ServiceDefinition {
  const service = protocol();
  const method = service.GetProviderSchema;
  if (!method) throw new Error("plugin.proto has no GetProviderSchema");
  const encoded = method.responseSerialize(schemaMessage(schema));
  return { ...service, GetProviderSchema: { ...method, responseSerialize: () => encoded } };
}

/** The answers of one configured provider. @param onCall counts them */
export function implementation(provider: Provider, onCall: () => void): UntypedServiceImplementation {
  return implement({ ...schemaHandlers(), ...resourceHandlers(provider), ...otherHandlers(provider) }, onCall);
}

function schemaHandlers(): Record<string, Handler> {
  const nothing = () => ({});
  return {
    GetProviderSchema: nothing,
    ValidateProviderConfig: nothing,
    ValidateResourceConfig: nothing,
    ValidateDataResourceConfig: nothing,
    ValidateEphemeralResourceConfig: nothing,
    CloseEphemeralResource: nothing,
    StopProvider: nothing,
  };
}

function resourceHandlers(provider: Provider): Record<string, Handler> {
  return {
    // States are written by this provider, always in the shape of the current schema.
    UpgradeResourceState: ({ raw_state }) => ({ upgraded_state: { json: raw_state.json } }),
    ReadResource: ({ current_state, private: key }) => {
      const state = provider.read(decodeValue(current_state), text(key));
      return { new_state: encodeValue(state), private: key };
    },
    PlanResourceChange: ({ type_name, prior_state, proposed_new_state, prior_private }) => {
      const { state, replace } = provider.plan(type_name, decodeValue(prior_state), decodeValue(proposed_new_state));
      return {
        planned_state: encodeValue(state),
        requires_replace: replace.map((name) => ({ steps: [{ attribute_name: name }] })),
        planned_private: prior_private,
      };
    },
    ApplyResourceChange: ({ type_name, planned_state, config, planned_private }) => {
      const planned = decodeValue(planned_state);
      const { state, key } = provider.apply(type_name, planned, decodeValue(config), text(planned_private));
      return { new_state: encodeValue(state), private: Buffer.from(key) };
    },
    ImportResourceState: ({ type_name, id }) => {
      const { state, key } = provider.import(type_name, id);
      return { imported_resources: [{ type_name, state: encodeValue(state), private: Buffer.from(key) }] };
    },
  };
}

function otherHandlers(provider: Provider): Record<string, Handler> {
  const configOf = ({ config }: Request): Values => decodeValue(config) ?? {};
  return {
    ConfigureProvider: (request) => {
      provider.configure(configOf(request));
      return {};
    },
    ReadDataSource: (request) => ({ state: encodeValue(provider.readData(request.type_name, configOf(request))) }),
    OpenEphemeralResource: (request) => ({ result: encodeValue(provider.open(request.type_name, configOf(request))) }),
  };
}

/** An error becomes a diagnostic, which terraform shows with the block it belongs to. */
function implement(handlers: Record<string, Handler>, onCall: () => void): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (call: { request: Request }, callback: (error: null, response: object) => void) => {
        onCall();
        try {
          callback(null, handler(call.request));
        } catch (error) {
          const detail = error instanceof Error ? error.message : String(error);
          callback(null, { diagnostics: [{ severity: "ERROR", summary: `Simulated platform: ${name}`, detail }] });
        }
      },
    ]),
  );
}

function protocol(): ServiceDefinition {
  const { tfplugin6 } = loadPackageDefinition(definition);
  if (tfplugin6 && "Provider" in tfplugin6 && isService(tfplugin6.Provider)) return tfplugin6.Provider.service;
  throw new Error("plugin.proto has no service Provider");
}

function isService(value: unknown): value is ServiceClientConstructor {
  return typeof value === "function" && "service" in value;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
