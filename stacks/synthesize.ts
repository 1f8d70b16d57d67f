import { committedSchemas } from "provider-schemas";
import { InfrastructureApp } from "../constructs/core/app";
import type { Environment } from "../environments";
import { buildEnvironment } from ".";

export interface SynthesizeOptions {
  /** @default CDKTF_OUTDIR, else "cdktf.out" */
  readonly outdir?: string;
}

/** Builds the environments and writes their HCL. @throws SynthesisError with every problem; then nothing is written */
export function synthesize(environments: readonly Environment[], options: SynthesizeOptions = {}): InfrastructureApp {
  const app = new InfrastructureApp({ schemas: committedSchemas(), outdir: options.outdir });
  for (const environment of environments) buildEnvironment(app, environment);
  app.synth();
  return app;
}
