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
  return withoutTokenTraces(() => {
    const app = new InfrastructureApp({ schemas: committedSchemas(), outdir: options.outdir });
    for (const environment of environments) buildEnvironment(app, environment);
    app.synth();
    return app;
  });
}

/**
 * CDKTF takes a whole stack trace for every token that it makes and shows it nowhere: a third of all synthesis. Errors
 * keep theirs; they do not come from Error.captureStackTrace.
 */
function withoutTokenTraces<T>(build: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    return build();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
