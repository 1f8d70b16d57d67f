import fs from "node:fs";
import path from "node:path";
import { committedSchemas } from "provider-schemas";
import { InfrastructureApp } from "../../../constructs/core/app";
import { Asset } from "../../../constructs/core/asset";
import { BaseStack } from "../../../constructs/core/base-stack";
import { STACK_PROPS, temporaryFolder } from "../../helpers/stack";

const CHART = "charts/objects";

/** A stack of an app of ours, and where it is written. */
function written(fill: (stack: BaseStack) => void): { readonly folder: string; synth(): void } {
  const outdir = path.join(temporaryFolder(), "cdktf.out");
  const app = new InfrastructureApp({ outdir, schemas: committedSchemas() });
  fill(new BaseStack(app, STACK_PROPS));
  return { folder: path.join(outdir, "stacks", "staging-example"), synth: () => app.synth() };
}

describe("an asset", () => {
  it("lies beside the stack's HCL, under its own name, as it is", () => {
    const { folder, synth } = written((stack) => new Asset(stack, "chart", { source: CHART }));
    synth();
    const templates = path.join(folder, "assets", "objects", "templates", "objects.yaml");
    expect(fs.readFileSync(templates, "utf8")).toBe(
      fs.readFileSync(path.join(__dirname, "../../../assets", CHART, "templates", "objects.yaml"), "utf8"),
    );
  });

  it("tells the path by which terraform, which runs in the stack's folder, finds it", () => {
    let found = "";
    written((stack) => {
      found = new Asset(stack, "chart", { source: CHART, as: "charts/mine" }).path;
    });
    expect(found).toBe("assets/charts/mine");
  });

  it("may be asked for by several constructs of a stack", () => {
    const { folder, synth } = written((stack) => {
      new Asset(stack, "one", { source: CHART });
      new Asset(stack, "other", { source: CHART });
    });
    synth();
    expect(fs.readdirSync(path.join(folder, "assets"))).toEqual(["objects"]);
  });

  it("goes from the stack's folder when nobody asks for it any more", () => {
    const outdir = path.join(temporaryFolder(), "cdktf.out");
    const folder = path.join(outdir, "stacks", "staging-example");
    const synth = (withAsset: boolean) => {
      const app = new InfrastructureApp({ outdir, schemas: committedSchemas() });
      const stack = new BaseStack(app, STACK_PROPS);
      if (withAsset) new Asset(stack, "chart", { source: CHART });
      app.synth();
    };
    synth(true);
    expect(fs.existsSync(path.join(folder, "assets"))).toBe(true);
    synth(false);
    expect(fs.existsSync(path.join(folder, "assets"))).toBe(false);
  });

  it("is refused when this project has no such file", () => {
    const { synth } = written((stack) => new Asset(stack, "chart", { source: "charts/none" }));
    expect(synth).toThrow("staging-example/chart: assets/charts/none does not exist.");
  });

  it("is refused when it would lie where another does", () => {
    const { synth } = written((stack) => {
      new Asset(stack, "one", { source: CHART });
      new Asset(stack, "other", { source: "charts/objects/templates", as: "objects" });
    });
    expect(synth).toThrow(
      "assets/charts/objects and assets/charts/objects/templates would both be assets/objects of the stack; give one another `as`.",
    );
  });
});
