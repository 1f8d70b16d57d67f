export { type ProviderServer, type ProviderServerOptions, startProviderServer } from "./provider";
export { SimulationError } from "./runner/errors";
export { consoleReporter } from "./runner/reporter";
export { simulate } from "./runner/simulate";
export type {
  Changes,
  Phase,
  ProgressEvent,
  SimulateOptions,
  SimulationResult,
  StackResult,
} from "./runner/types";
