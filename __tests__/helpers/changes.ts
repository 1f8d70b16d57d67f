import fs from "node:fs";
import path from "node:path";
import { committedSchemas } from "provider-schemas";
import { type Fault, type SimulationResult, simulate } from "provider-simulator";
import { CHART_KNOWLEDGE } from "../../constructs/helm/catalogue";
import type { Environment } from "../../environments";
import { synthesize } from "../../stacks/synthesize";

export interface Applied {
  readonly outdir: string;
  readonly result: SimulationResult;
  /** Stacks that got something new, and how much. */
  readonly added: Readonly<Record<string, number>>;
  /** What plans did to what was there, as "<stack>: <address>: <changes>", sorted. */
  readonly planned: readonly string[];
}

/**
 * Applies some layers of an environment, on what earlier calls with the same folder have left.
 * @param layers those that are applied, in any order; what they read must be among them
 */
export async function applyLayers(
  dataDir: string,
  environment: Environment,
  layers: readonly string[],
  faults: readonly Fault[] = [],
): Promise<Applied> {
  const outdir = path.join(fs.mkdtempSync(path.join(dataDir, "out-")), "cdktf.out");
  synthesize([environment], { outdir });
  const planned: string[] = [];
  const result = await simulate({
    output: outdir,
    stacks: layers.map((layer) => `${environment.name}-${layer}`),
    dataDir,
    schemas: committedSchemas(),
    knowledge: CHART_KNOWLEDGE,
    action: "apply",
    faults,
    onProgress: (event) => {
      if (event.kind === "changing") planned.push(...event.changes.map((change) => `${event.stack}: ${change}`));
    },
  });
  const added = result.stacks.filter(({ changes }) => changes.add > 0).map(({ id, changes }) => [id, changes.add]);
  return { outdir, result, added: Object.fromEntries(added), planned: planned.sort() };
}

/** Fails where a guide does not show a plan's line, without the name of its stack, on a line of its own. */
export function expectInGuide(guide: string, planned: readonly string[]): void {
  const text = fs.readFileSync(path.join(__dirname, "..", "..", "docs", "guides", guide), "utf8");
  for (const line of planned) expect(text).toContain(`\n  ${line.replace(/^[\w-]+: /, "")}\n`);
}
