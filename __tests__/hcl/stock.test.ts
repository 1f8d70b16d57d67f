import fs from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { assembleStack } from "../../constructs/core/assemble";
import { buildEnvironment } from "../../stacks";
import { environmentsAs, TOPOLOGIES } from "../helpers/combinations";
import { temporaryFolder } from "../helpers/stack";

describe.each(TOPOLOGIES)("the stacks of all environments as %s", (kind) => {
  it("are what stock synthesis, with its preparing pass, makes of them", () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir, stackTraces: false });
    const stacks = environmentsAs(kind).flatMap((environment) => buildEnvironment(app, environment));
    const ours = Object.fromEntries(stacks.map((stack) => [stack.node.id, assembleStack(stack).json]));
    app.synth();
    for (const { node } of stacks) {
      const stock = JSON.parse(fs.readFileSync(path.join(outdir, "stacks", node.id, "cdk.tf.json"), "utf8"));
      expect(JSON.parse(JSON.stringify(ours[node.id]))).toEqual(stock);
    }
  });
});
