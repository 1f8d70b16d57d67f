import fs from "node:fs";
import path from "node:path";
import { parse } from "@cdktf/hcl2json";
import { App } from "cdktf";
import { normalise } from "../../packages/hcl-writer/__tests__/helpers/normalise";
import { buildEnvironment } from "../../stacks";
import { synthesize } from "../../stacks/synthesize";
import { environmentsAs, TOPOLOGIES } from "../helpers/combinations";
import { temporaryFolder } from "../helpers/stack";

/** All files of a stack, parsed and put together as terraform does. */
async function parsed(folder: string): Promise<unknown> {
  const merged: Record<string, unknown> = {};
  for (const name of fs.readdirSync(folder).filter((file) => file.endsWith(".tf"))) {
    const file: Record<string, unknown> = await parse(name, fs.readFileSync(path.join(folder, name), "utf8"));
    for (const [section, blocks] of Object.entries(file)) {
      expect(merged).not.toHaveProperty(section);
      merged[section] = blocks;
    }
  }
  return merged;
}

describe.each(TOPOLOGIES)("the HCL of all environments as %s", (kind) => {
  it("says what the JSON of stock CDKTF says, block by block", async () => {
    const [hcl, json] = [temporaryFolder(), temporaryFolder()];
    const environments = environmentsAs(kind);
    synthesize(environments, { outdir: hcl });
    const app = new App({ outdir: json, stackTraces: false });
    for (const environment of environments) buildEnvironment(app, environment);
    app.synth();
    for (const id of fs.readdirSync(path.join(hcl, "stacks"))) {
      const stock = JSON.parse(fs.readFileSync(path.join(json, "stacks", id, "cdk.tf.json"), "utf8"));
      expect(normalise(await parsed(path.join(hcl, "stacks", id)))).toEqual(normalise(stock));
    }
  });
});
