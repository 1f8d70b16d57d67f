import path from "node:path";
import { committedSchemas, loadSchemas } from "provider-schemas";
import { consoleReporter, type Drift, type Fault, type SimulationResult, simulate } from "provider-simulator";
import { CHART_KNOWLEDGE } from "../constructs/helm/catalogue";
import type { Environment } from "../environments";
import { synthesize } from "../stacks/synthesize";

export interface SimulationRequest {
  readonly environment: Environment;
  readonly action: "apply" | "destroy";
  /** With `destroy`: also what is protected. @default false */
  readonly decommission?: boolean;
  /** File or folder of schemas that replace the committed ones, type by type. @default none */
  readonly schemas?: string;
  /** What goes wrong meanwhile. @default nothing */
  readonly faults?: readonly Fault[];
  /** What somebody changes behind terraform's back first. @default nothing */
  readonly drift?: Drift;
}

/** Where the states, the world and the files of an environment's simulation are. */
export function simulationFolder({ name }: Environment): string {
  return path.resolve(".simulator", name);
}

/** Synthesizes an environment into a folder of its own and runs terraform on it, against the simulated platform. */
export function runSimulation(request: SimulationRequest): Promise<SimulationResult> {
  const dataDir = simulationFolder(request.environment);
  const overlay = request.schemas === undefined ? undefined : loadSchemas(request.schemas);
  return simulate({
    output: () => synthesize([request.environment], { outdir: path.join(dataDir, "cdktf.out") }).outdir,
    stacks: ["*"],
    dataDir,
    schemas: committedSchemas(),
    knowledge: CHART_KNOWLEDGE,
    overlay,
    action: request.action,
    decommission: request.decommission,
    faults: request.faults,
    drift: request.drift,
    onProgress: consoleReporter(process.stdout),
  });
}
