import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { write } from "../helpers/write";

const env = {
  PATH: process.env.PATH,
  HOME: os.tmpdir(),
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_CLI_CONFIG_FILE: "/dev/null",
};

function terraform(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("terraform", args, { cwd, env, encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${stdout}${stderr}`.slice(0, 5000));
  return stdout;
}

const installed = spawnSync("terraform", ["version"], { env }).status === 0;
const describeWithTerraform = installed || process.env.CI ? describe : describe.skip;

/**
 * Text that terraform evaluates without a resource, with everything that is hard to write. No lone carriage return: one
 * before `${` keeps terraform from interpolating in JSON, by a fault of its scanner that HCL does not share.
 */
const text = fc
  .array(
    fc.constantFrom(
      '"',
      "\\",
      "\n",
      "\t",
      "$${",
      "%%{",
      "$",
      "%",
      "{",
      "}",
      "${local.one}",
      '${upper("a\\"b}")}',
      "%{ if true }yes%{ endif }",
      "证",
      "é",
      "EOT",
      "EOT\n",
      " ",
      "a",
      "${1 + 2}",
    ),
    { maxLength: 9 },
  )
  .map((parts) => parts.join(""))
  // A sign that happens to stand before a template would escape it in part, one before a brace would begin another.
  .filter((value) => !/%%\{ (?:if|endif)|\$\$\{(?:local|upper|1)/.test(value))
  .filter(
    (value) =>
      !/[$%]\{/.test(
        value.replace(/\$\$\{|%%\{|\$\{(?:local\.one|upper\("a\\"b\}"\)|1 \+ 2)\}|%\{ (?:if true|endif) \}/g, "·"),
      ),
  );

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom("for", "true", "a b", "1", "${local.key}"), fc.stringMatching(/^[a-z]{1,4}$/)),
      tie("any"),
      { maxKeys: 3 },
    ),
  ),
})).any;

describeWithTerraform("terraform evaluates what was written", () => {
  const values = fc.sample(value, { numRuns: 400, seed: 42 });
  const json = {
    locals: { one: "1", key: "a key" },
    resource: {
      // Fewer of these: terraform itself takes long for many resources.
      terraform_data: Object.fromEntries(values.slice(0, 60).map((input, index) => [`data_${index}`, { input }])),
    },
    output: Object.fromEntries(
      values.map((one, index) => [`value_${index}`, { value: [one], description: "any ${text}" }]),
    ),
  };
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "hcl-writer-"));
  const folders = { json: path.join(root, "json"), hcl: path.join(root, "hcl") };
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

  beforeAll(() => {
    for (const folder of Object.values(folders)) fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folders.json, "main.tf.json"), JSON.stringify(json));
    for (const [name, content] of Object.entries(write(json).files))
      fs.writeFileSync(path.join(folders.hcl, name), content);
  });

  it("to what it evaluates the JSON to, for 400 values", () => {
    const [fromJson, fromHcl] = [folders.json, folders.hcl].map((folder) => {
      terraform(folder, "init");
      terraform(folder, "apply", "-auto-approve");
      return JSON.parse(terraform(folder, "output", "-json"));
    });
    expect(Object.keys(fromJson)).toHaveLength(400);
    expect(fromHcl).toEqual(fromJson);
  });

  it("and terraform fmt has nothing to change", () => {
    expect(terraform(folders.hcl, "fmt", "-check", "-diff")).toBe("");
  });
});
