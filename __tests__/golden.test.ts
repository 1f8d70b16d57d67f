import fs from "node:fs";
import path from "node:path";
import { loadEnvironments } from "../environments";
import { type SynthesizedFiles, synthesizedFiles, synthesizeFiles } from "./helpers/environments";

/**
 * What a reviewer reads in a pull request: the HCL of every environment and stack as it is deployed. `npm run golden`
 * records a change; the diff of this folder is then the diff of the infrastructure.
 */
const FOLDER = path.join(__dirname, "golden");
const RECORD = process.env.RECORD_GOLDEN === "yes";

function compare(folder: string, files: SynthesizedFiles): void {
  const target = path.join(FOLDER, folder);
  if (RECORD) {
    fs.rmSync(target, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
      fs.writeFileSync(path.join(target, name), text);
    }
  }
  const recorded = fs
    .readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(target, path.join(entry.parentPath, entry.name)));
  expect(recorded.sort()).toEqual(Object.keys(files).sort());
  for (const name of recorded) expect(files[name]).toBe(fs.readFileSync(path.join(target, name), "utf8"));
}

const matching = (files: SynthesizedFiles, pattern: RegExp) =>
  Object.fromEntries(Object.entries(files).filter(([name]) => pattern.test(name)));

describe("the recorded HCL", () => {
  it.each(loadEnvironments().map(({ name }) => name))("of %s is what is synthesized (npm run golden)", (name) => {
    compare(name, matching(synthesizedFiles(), new RegExp(`^${name}-`)));
  });
});

describe("the recorded state backend", () => {
  const states = {
    s3: { kind: "s3", bucket: "httpsok-111111111111-terraform-state", region: "ap-southeast-1" },
    "terraform-cloud": {
      kind: "terraform-cloud",
      organization: "httpsok",
      project: "platform",
      hostname: "app.terraform.io",
    },
    local: { kind: "local", folder: "terraform-state" },
  } as const;

  it.each(Object.entries(states))("%s is what every environment gets", (kind, state) => {
    const environments = loadEnvironments().map((environment) => ({ ...environment, state }));
    compare(`backends/${kind}`, matching(synthesizeFiles(environments), /\/terraform\.tf$/));
  });
});

describe("the recorded addresses", () => {
  it("are those of every environment: a change here moves or destroys something in a state", () => {
    const addresses: Record<string, string[]> = {};
    for (const [file, text] of Object.entries(synthesizedFiles())) {
      if (!file.endsWith("/main.tf")) continue;
      const found = [...text.matchAll(/^(?:resource|module) "(\w+)"(?: "(\w+)")? \{$/gm)];
      addresses[path.dirname(file)] = found
        .map(([, type, name]) => (name ? `${type}.${name}` : `module.${type}`))
        .sort();
    }
    const file = path.join(FOLDER, "addresses.json");
    if (RECORD) fs.writeFileSync(file, `${JSON.stringify(addresses, null, 2)}\n`);
    expect(addresses).toEqual(JSON.parse(fs.readFileSync(file, "utf8")));
  });
});
