/**
 * What the bench runs in a process of its own: `synthesize.ts <hcl|json|import> <repeats> <outdir>`.
 * `json` is the stock `App.synth()` on the same stacks; `import` loads all modules of `hcl` and stops.
 */
import { App } from "cdktf";
import { loadEnvironments } from "../../environments";
import { buildEnvironment } from "../../stacks";
import { synthesize } from "../../stacks/synthesize";

const [mode, repeats = "1", outdir] = process.argv.slice(2);

/** The same stacks again under other names, as an organization with many environments would have them. */
function environments() {
  return loadEnvironments().flatMap((environment) =>
    Array.from({ length: Number(repeats) }, (_, index) =>
      index === 0 ? environment : { ...environment, name: `${environment.name}-${index}` },
    ),
  );
}

switch (mode) {
  case "hcl":
    synthesize(environments(), { outdir });
    break;
  case "json": {
    const app = new App({ outdir, stackTraces: false });
    for (const environment of environments()) buildEnvironment(app, environment);
    app.synth();
    break;
  }
  case "import":
    break;
  default:
    throw new Error(`unknown mode ${mode}`);
}
