import fs from "node:fs";
import path from "node:path";
import { committedSchemas } from "provider-schemas";
import { SimulationError, simulate } from "provider-simulator";
import { loadEnvironments } from "../../environments";
import { synthesize } from "../../stacks/synthesize";
import { MISTAKES } from "../helpers/mistakes";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

describeWithTerraform("a mistake in the HCL of production", () => {
  const folder = temporaryFolder();
  const output = path.join(folder, "right");
  const right = synthesize(loadEnvironments(["production"]), { outdir: output });

  /** What the simulated platform says of a stack. @param edit what is done to its HCL first */
  async function apply(stack: string, edit: (hcl: string) => string): Promise<string> {
    const data = fs.mkdtempSync(path.join(folder, "run-"));
    const wrong = path.join(data, "cdktf.out");
    fs.cpSync(right.outdir, wrong, { recursive: true });
    const file = path.join(wrong, "stacks", stack, "main.tf");
    fs.writeFileSync(file, edit(fs.readFileSync(file, "utf8")));
    const request = { output: wrong, stacks: [stack], dataDir: path.join(data, "s"), schemas: committedSchemas() };
    try {
      await simulate({ ...request, action: "apply" });
      return "applied";
    } catch (error) {
      if (!(error instanceof SimulationError)) throw error;
      return error.message;
    }
  }

  it.each(["production-network", "production-storage"])("that is none is not refused: %s", async (stack) => {
    expect(await apply(stack, (hcl) => hcl)).toBe("applied");
  });

  it.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))("is refused by name: %s", async (_, mistake) => {
    const said = await apply(`production-${mistake.stack}`, mistake.edit);
    expect(said).toContain(mistake.refused.at);
    expect(said).toContain(mistake.refused.code);
  });
});
