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
  return withPlainStackTraces(() => {
    const app = new InfrastructureApp({ schemas: committedSchemas(), outdir: options.outdir });
    for (const environment of environments) buildEnvironment(app, environment);
    app.synth();
    return app;
  });
}

/**
 * CDKTF takes a stack trace for every token, and with source maps on, Node maps each of them: a fifth of all synthesis.
 * Traces are formatted when they are read, so an error that leaves here is still mapped to TypeScript.
 */
function withPlainStackTraces<T>(build: () => T): T {
  const before = process.sourceMapsEnabled;
  process.setSourceMapsEnabled(false);
  try {
    return build();
  } finally {
    process.setSourceMapsEnabled(before);
  }
}
