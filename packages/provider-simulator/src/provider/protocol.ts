import path from "node:path";
import { type handleUnaryCall, loadPackageDefinition, type ServiceDefinition, status } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { DynamicValue } from "./value";

/** Said to the user by terraform, as an error of the resource that was asked for. */
export class ProviderError extends Error {
  constructor(
    readonly summary: string,
    readonly detail: string,
  ) {
    super(`${summary}: ${detail}`);
  }
}

export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly summary: string;
  readonly detail: string;
  /** The argument it is about. */
  readonly attribute?: { readonly steps: readonly { readonly attribute_name: string }[] };
}

/** Several errors of one resource. */
export class ProviderErrors extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ summary }) => summary).join("; "));
  }
}

export interface ConfigRequest {
  readonly type_name: string;
  readonly config: DynamicValue | null;
}
export interface UpgradeRequest {
  readonly type_name: string;
  readonly raw_state: { readonly json: Uint8Array } | null;
}
export interface ReadRequest {
  readonly type_name: string;
  readonly current_state: DynamicValue | null;
  readonly private: Uint8Array;
}
export interface PlanRequest extends ConfigRequest {
  readonly prior_state: DynamicValue | null;
  readonly proposed_new_state: DynamicValue | null;
  readonly prior_private: Uint8Array;
}
export interface ApplyRequest extends ConfigRequest {
  readonly prior_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly planned_private: Uint8Array;
}
export interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}
export interface MoveRequest {
  readonly source_state: { readonly json: Uint8Array } | null;
  readonly source_private: Uint8Array;
  readonly target_type_name: string;
}

/** The service of plugin protocol 6. The schema, large and always the same, is answered with finished bytes. */
export function pluginService(): { service: ServiceDefinition; encodeSchema: (message: object) => Buffer } {
  const file = path.join(__dirname, "plugin.proto");
  const root = loadPackageDefinition(
    loadSync(file, { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true }),
  );
  const namespace = root.tfplugin6;
  if (!namespace || "format" in namespace || "service" in namespace) throw new Error(`${file}: holds no tfplugin6.`);
  const provider = namespace.Provider;
  if (!provider || !("service" in provider) || typeof provider === "object") throw new Error(`${file}: no Provider.`);
  const method = provider.service.GetProviderSchema;
  if (!method) throw new Error(`${file}: no GetProviderSchema.`);
  return {
    service: { ...provider.service, GetProviderSchema: { ...method, responseSerialize: (bytes: Buffer) => bytes } },
    encodeSchema: method.responseSerialize,
  };
}

/** A handler from a function: what it throws for the user becomes a diagnostic. */
export function unary<Request, Response extends object>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response | { readonly diagnostics: readonly Diagnostic[] }> {
  return async (call, callback) => {
    try {
      callback(null, await answer(call.request));
    } catch (error) {
      const diagnostics = diagnosticsOf(error);
      if (diagnostics) callback(null, { diagnostics });
      else callback({ code: status.INTERNAL, details: error instanceof Error ? (error.stack ?? "") : String(error) });
    }
  };
}

function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  if (error instanceof ProviderErrors) return error.diagnostics;
  if (!(error instanceof ProviderError)) return undefined;
  return [{ severity: "ERROR", summary: error.summary, detail: error.detail }];
}
