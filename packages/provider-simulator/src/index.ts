export type { Fault } from "./faults/fault";
export { FAULT_ARGUMENTS, FAULT_USAGE, parseFaults } from "./faults/parse";
export { type ProviderServer, type ProviderServerOptions, startProviderServer } from "./provider";
export type { Knowledge } from "./rules/catalogue";
export type { Drift } from "./runner/drift";
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
