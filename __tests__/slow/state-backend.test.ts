import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform, startTerraform, type Terraform } from "../helpers/terraform";

describeWithTerraform("modules/state-backend", () => {
  const folder = path.join(temporaryFolder(), "state-backend");
  let terraform: Terraform;

  beforeAll(async () => {
    fs.cpSync(path.join(__dirname, "..", "..", "modules", "state-backend"), folder, { recursive: true });
    terraform = await startTerraform();
    await terraform.run(folder, "init");
  });
  afterAll(() => terraform.close());

  it("is formatted and valid", async () => {
    expect(await terraform.run(folder, "fmt", "-check", "-diff", "-recursive")).toBe("");
    expect(JSON.parse(await terraform.run(folder, "validate", "-json"))).toMatchObject({
      valid: true,
      warning_count: 0,
    });
  });

  it("passes its own tests", async () => {
    expect(await terraform.run(folder, "test", "-no-color")).toContain("Success! 11 passed, 0 failed.");
  });
});
