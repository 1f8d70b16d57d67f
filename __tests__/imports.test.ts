import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./helpers/stack";

const ROOT = path.join(__dirname, "..");
const bin = (name: string) => path.join(ROOT, "node_modules", ".bin", name);

function depcruise(cwd: string, folders: readonly string[]) {
  const result = spawnSync(bin("depcruise"), ["--config", path.join(ROOT, ".dependency-cruiser.cjs"), ...folders], {
    cwd,
    encoding: "utf8",
  });
  return { status: result.status, text: result.stdout + result.stderr };
}

describe("the structure of the program", () => {
  it("imports go one way", () => {
    const { status, text } = depcruise(ROOT, [
      "main.ts",
      "stacks",
      "constructs",
      "environments",
      "packages",
      "scripts",
    ]);
    expect(text).toContain("no dependency violations found");
    expect(status).toBe(0);
  });

  it("an import that goes the other way is refused", () => {
    const folder = temporaryFolder();
    for (const [name, text] of Object.entries({
      "tsconfig.json": "{}",
      "package.json": "{}",
      "environments/index.ts": "export const environment = 1;",
      "constructs/vpc.ts": 'import { environment } from "../environments";\nexport const vpc = environment;',
    })) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    const { status, text } = depcruise(folder, ["constructs", "environments"]);
    expect(text).toContain("constructs-take-plain-props: constructs/vpc.ts → environments/index.ts");
    expect(status).not.toBe(0);
  });

  it("nothing is exported, depended on or kept without a use", () => {
    const result = spawnSync(bin("knip"), ["--no-config-hints"], { cwd: ROOT, encoding: "utf8" });
    expect(result.stdout + result.stderr).toBe("");
    expect(result.status).toBe(0);
  });
});
