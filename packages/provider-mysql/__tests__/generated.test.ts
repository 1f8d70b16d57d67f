import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const PACKAGE = path.join(__dirname, "..");
const ROOT = path.join(PACKAGE, "..", "..");

function textsBelow(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    files
      .filter((file) => fs.statSync(path.join(folder, file)).isFile())
      .map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]),
  );
}

describe("the committed bindings", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "provider-mysql-test-"));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it("are what CDKTF's generator makes of the schema", () => {
    const command = ["-r", "./scripts/typescript.js", path.join(PACKAGE, "scripts", "generate.ts"), folder];
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    const { status } = spawnSync(process.execPath, command, { cwd: ROOT, env });
    expect(status).toBe(0);
    const generated = textsBelow(folder);
    expect(Object.keys(generated)).toContain(path.join("user", "index.ts"));
    expect(textsBelow(path.join(PACKAGE, "lib"))).toEqual(generated);
  });
});
