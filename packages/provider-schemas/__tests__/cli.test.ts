import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { loadSchemas } from "../src";

/** The command as `npx provider-schemas` runs it, on a small project outside of this one. */
describe("provider-schemas", () => {
  const project = fs.mkdtempSync(path.join(os.tmpdir(), "schemas-"));
  const out = path.join(project, "schemas");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(__dirname, "..", "bin", "provider-schemas.js"), ...args], {
      encoding: "utf8",
      cwd: project,
    });
  const uses = (...types: string[]) =>
    fs.writeFileSync(path.join(project, "main.ts"), types.map((type) => `import "@cdktf/${type}";\n`).join(""));

  beforeAll(() => {
    const scope = path.dirname(path.dirname(require.resolve("@cdktf/provider-aws/package.json")));
    fs.mkdirSync(path.join(project, "node_modules"));
    fs.symlinkSync(scope, path.join(project, "node_modules", "@cdktf"));
  });
  beforeEach(() => {
    uses("provider-aws/lib/subnet", "provider-random/lib/password");
    expect(run("derive", "--out", "schemas")).toMatchObject({ status: 0, stderr: "" });
  });
  afterAll(() => fs.rmSync(project, { recursive: true }));

  it("writes one file per provider, with just the types in use", () => {
    expect(fs.readdirSync(out)).toEqual(["aws.json", "random.json"]);
    const { provider_schemas } = loadSchemas(out);
    const aws = provider_schemas["registry.terraform.io/hashicorp/aws"];
    expect(Object.keys(aws?.resource_schemas ?? {})).toEqual(["aws_subnet"]);
    expect(aws?.data_source_schemas).toEqual({});
    expect(aws?.provider?.block.attributes?.region).toBeDefined();
  });

  it("puts every attribute on a line of its own, in order", () => {
    const lines = fs.readFileSync(path.join(out, "aws.json"), "utf8").split("\n");
    expect(lines.filter((line) => /^ *"(vpc_id|tags_all)": /.test(line)).map((line) => line.trim())).toEqual([
      '"tags_all": {"computed":true,"optional":true,"type":["map","string"]},',
      '"vpc_id": {"required":true,"type":"string"}',
    ]);
  });

  it("finds its own files up to date, beside files of others", () => {
    fs.writeFileSync(path.join(out, "zz-terraform.json"), '{"provider_schemas":{}}');
    expect(run("check", "--out", "schemas")).toMatchObject({ status: 0, stdout: "schemas: up to date\n" });
    fs.rmSync(path.join(out, "zz-terraform.json"));
  });

  it("names the types that are missing, in vain, or different", () => {
    const file = path.join(out, "random.json");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace('"min_upper"', '"min_uper"'));
    uses("provider-aws/lib/vpc", "provider-random/lib/password", "provider-tls/lib/private-key");
    const { status, stderr } = run("check", "--out", "schemas");
    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([
      "schemas/aws.json: holds aws_subnet, which is not in use",
      "schemas/aws.json: lacks aws_vpc",
      "schemas/random.json: ephemeral.random_password differs from its binding",
      "schemas/tls.json: is missing",
      'Run "provider-schemas derive" with the same options and commit.',
    ]);
  });

  it("names all that it cannot derive and writes nothing then", () => {
    const before = fs.readFileSync(path.join(out, "random.json"), "utf8");
    uses("provider-aws/lib/quicksight-template", "provider-random/lib/pet", "provider-nothing/lib/thing");
    const { status, stderr } = run("derive", "--out", "schemas");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^aws_quicksight_template\.definition: /);
    expect(stderr).toMatch(/^@cdktf\/provider-nothing: is not installed/m);
    expect(stderr).not.toContain("    at ");
    expect(fs.readFileSync(path.join(out, "random.json"), "utf8")).toBe(before);
  });

  it("counts where derived and true schemas disagree", () => {
    const truth = path.join(project, "truth.json");
    const text = fs.readFileSync(path.join(out, "random.json"), "utf8");
    fs.writeFileSync(truth, text.replace('"lower": {"computed":true,', '"lower": {'));
    const { status, stdout } = run("compare", "--truth", "truth.json");
    expect(status).toBe(0);
    expect(stdout).toContain("registry.terraform.io/hashicorp/random 3.7.2, types in use: 3 types,");
    expect(stdout).toContain("ephemeral.random_password.lower: optional, derived optional+computed");
    expect(stdout).not.toContain("hashicorp/aws");
  });

  it.each([
    [["compare"], "compare needs --truth <file or dir>."],
    [["derve"], "derve: no such command."],
    [[], "no command given."],
    [["derive", "--outt", "x"], "Unknown option '--outt'"],
    [["compare", "--truth", "none.json"], "none.json: no such file or folder of provider schemas."],
    [["compare", "--truth", "x", "--examples", "many"], "--examples many: not a count."],
    [["derive", "--project", "none"], "none: no such folder."],
  ])("answers %j with what is wrong", (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });
});
