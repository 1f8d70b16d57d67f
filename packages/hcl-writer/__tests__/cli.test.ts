import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { SCHEMAS } from "./helpers/schemas";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "hcl-writer-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
fs.writeFileSync(at("schemas.json"), JSON.stringify(SCHEMAS));

function run(...args: readonly string[]) {
  const bin = path.join(__dirname, "..", "bin", "hcl-writer.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { encoding: "utf8", cwd: folder });
  return { status, stdout, stderr };
}

/** Runs on a file with this text. */
function runOn(text: string) {
  fs.writeFileSync(at("in.tf.json"), text);
  return run("in.tf.json", "--schemas", "schemas.json", "--out", "out");
}

describe("npx hcl-writer", () => {
  afterEach(() => fs.rmSync(at("out"), { recursive: true, force: true }));

  it("writes the files and names them", () => {
    const json = { resource: { test_thing: { it: { name: "a" } } }, output: { o: { value: "${test_thing.it.name}" } } };
    expect(runOn(JSON.stringify(json))).toEqual({ status: 0, stdout: "out/main.tf\nout/outputs.tf\n", stderr: "" });
    expect(fs.readFileSync(at("out/main.tf"), "utf8")).toBe('resource "test_thing" "it" {\n  name = "a"\n}\n');
  });

  it("warns of what it had to guess", () => {
    const { status, stderr } = runOn('{"resource":{"other":{"it":{}}}}');
    expect(status).toBe(0);
    expect(stderr).toContain("warning: in.tf.json: resource.other: has no schema");
  });

  it.each([
    ["JSON that breaks, by line and column", '{\n  "output": {,}\n}', /^in\.tf\.json:2:14: is not JSON: /],
    ["JSON that stops", '{"output": {', /^in\.tf\.json:1:13: is not JSON: .* found the end of the file\.$/m],
    ["a key that stands twice", '{"locals":{},\n "locals":{}}', /^in\.tf\.json:2:2: the key "locals" stands twice/],
    ["a number that would change", '{"locals":{"a":12345678901234567890}}', /^in\.tf\.json:1:16: the number 1234/],
    [
      "what is not Terraform, by path",
      '{"output":{"o":1},"x":2}',
      /^in\.tf\.json: output\.o: expected .*\nin\.tf\.json: x: is not a section/,
    ],
  ])("refuses %s, and writes nothing", (_what, text, message) => {
    const { status, stderr } = runOn(text);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(fs.existsSync(at("out"))).toBe(false);
  });

  it.each([
    [
      "a file that does not exist",
      ["none.tf.json", "--schemas", "schemas.json", "--out", "out"],
      /^none\.tf\.json: cannot be read: /,
    ],
    ["schemas that do not exist", ["in.tf.json", "--schemas", "none", "--out", "out"], /^none: no such file or folder/],
    [
      "schemas that are none",
      ["in.tf.json", "--schemas", "in.tf.json", "--out", "out"],
      /is not in the format of "terraform providers schema -json"/,
    ],
    ["a missing option", ["in.tf.json", "--out", "out"], /^A file, --schemas and --out are all needed\.\n\nUsage: /],
    ["an unknown option", ["in.tf.json", "--ouput", "out"], /Usage: hcl-writer/],
  ])("refuses %s", (_what, args, message) => {
    fs.writeFileSync(at("in.tf.json"), "{}");
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("names files in the folder that terraform would read as well", () => {
    fs.mkdirSync(at("out"));
    fs.writeFileSync(at("out/old.tf"), "");
    const { status, stderr } = runOn('{"locals":{"a":1}}');
    expect({ status, stderr }).toEqual({ status: 0, stderr: "warning: out/old.tf: terraform reads this file too.\n" });
  });

  it("explains itself", () => {
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("Usage: hcl-writer") });
  });
});
