import fs from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { buildEnvironment } from "../../stacks";
import { synthesize } from "../../stacks/synthesize";
import { environmentsAs, TOPOLOGIES } from "../helpers/combinations";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform, startTerraform, type Terraform } from "../helpers/terraform";

let terraform: Terraform;
beforeAll(async () => {
  terraform = await startTerraform();
});
afterAll(() => terraform.close());

/** Runs a task for each item, a few at a time: terraform starts a process of its own for each. */
async function forEach<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await task(item);
  };
  await Promise.all([worker(), worker()]);
}

const stackFolders = (outdir: string) =>
  fs.readdirSync(path.join(outdir, "stacks")).map((id) => path.join(outdir, "stacks", id));

describeWithTerraform.each(TOPOLOGIES)("the HCL of all environments as %s", (kind) => {
  const outdir = temporaryFolder();
  beforeAll(() => synthesize(environmentsAs(kind), { outdir }));

  it("terraform fmt has nothing to change", async () => {
    expect(await terraform.run(outdir, "fmt", "-check", "-diff", "-recursive")).toBe("");
  });

  it("terraform validate accepts it", async () => {
    await forEach(stackFolders(outdir), async (folder) => {
      await terraform.run(folder, "init", "-backend=false");
      expect(JSON.parse(await terraform.run(folder, "validate", "-json"))).toMatchObject({
        valid: true,
        warning_count: 0,
      });
    });
  });
});

describeWithTerraform("HCL and stock JSON of every stack", () => {
  /** What terraform would do, without what differs from run to run. */
  async function plan(folder: string): Promise<unknown> {
    // An override file replaces the backend, whichever the stack has.
    fs.writeFileSync(path.join(folder, "local_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
    await terraform.run(folder, "init");
    await terraform.run(folder, "plan", "-out=plan");
    const { planned_values, resource_changes, output_changes, prior_state } = JSON.parse(
      await terraform.run(folder, "show", "-json", "plan"),
    );
    return { planned_values, resource_changes, output_changes, prior_state };
  }

  it("have the same plan", async () => {
    const [hcl, json] = [temporaryFolder(), temporaryFolder()];
    const environments = environmentsAs("kubernetes");
    synthesize(environments, { outdir: hcl });
    const stock = new App({ outdir: json, stackTraces: false });
    for (const environment of environments) buildEnvironment(stock, environment);
    stock.synth();
    await forEach(stackFolders(hcl), async (folder) => {
      const [ours, theirs] = [await plan(folder), await plan(path.join(json, "stacks", path.basename(folder)))];
      expect(ours).toEqual(theirs);
    });
  });
});
