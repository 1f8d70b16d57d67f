import fs from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { committedSchemas } from "provider-schemas";
import { simulate } from "provider-simulator";
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

describeWithTerraform("what was applied from HCL", () => {
  it.each(environmentsAs("kubernetes").map((environment) => [environment.name, environment] as const))(
    "is what the stock JSON of %s asks for",
    async (_name, environment) => {
      const [hcl, json, dataDir] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
      synthesize([environment], { outdir: hcl });
      const stock = new App({ outdir: json, stackTraces: false });
      const stacks = buildEnvironment(stock, environment).map(({ node }) => node.id);
      stock.synth();
      const apply = (output: string) =>
        simulate({ output, stacks, dataDir, schemas: committedSchemas(), action: "apply" });
      expect((await apply(hcl)).stacks.every(({ changes }) => changes.add > 0)).toBe(true);
      for (const { id, changes } of (await apply(json)).stacks) {
        expect([id, changes]).toEqual([id, { add: 0, change: 0, remove: 0, import: 0 }]);
      }
    },
  );
});
