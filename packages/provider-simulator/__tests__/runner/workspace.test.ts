import fs from "node:fs";
import path from "node:path";
import { Workspace } from "../../src/runner/workspace";
import { temporaryFolder, write } from "./helpers";

const folder = temporaryFolder();
const source = path.join(folder, "out");
const workspace = new Workspace(path.join(folder, "data"));
const linked = (name: string) => path.join(workspace.folder("app"), name);

beforeEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  write(source, { "main.tf": "# one", "assets/a/script.sh": "echo", "terraform.tf": "terraform {}" });
  workspace.prepare();
});

describe("the working folder of a stack", () => {
  it("links files and folders, so that what runs is what is deployed", () => {
    workspace.link("app", source, "# override");
    expect(fs.lstatSync(linked("main.tf")).isSymbolicLink()).toBe(true);
    expect(fs.lstatSync(linked("assets")).isSymbolicLink()).toBe(true);
    write(source, { "main.tf": "# two" });
    expect(fs.readFileSync(linked("main.tf"), "utf8")).toBe("# two");
    expect(fs.readFileSync(linked("assets/a/script.sh"), "utf8")).toBe("echo");
    expect(fs.readFileSync(linked("simulated_override.tf"), "utf8")).toBe("# override");
  });

  it("is refreshed: new files appear, links to removed ones go, terraform's own files stay", () => {
    workspace.link("app", source, "");
    write(workspace.folder("app"), { ".terraform/terraform.tfstate": "{}" });
    fs.rmSync(path.join(source, "terraform.tf"));
    write(source, { "outputs.tf": "" });
    workspace.link("app", source, "");
    expect(fs.readdirSync(workspace.folder("app")).sort()).toEqual([
      ".terraform",
      "assets",
      "main.tf",
      "outputs.tf",
      "simulated_override.tf",
    ]);
  });

  it("does not link what another terraform left beside the configuration", () => {
    write(source, {
      ".terraform/x": "",
      ".terraform.lock.hcl": "",
      "terraform.tfstate": "",
      "terraform.tfstate.backup": "",
    });
    workspace.link("app", source, "");
    expect(fs.readdirSync(workspace.folder("app"))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(\.terraform|terraform\.tfstate)/)]),
    );
  });

  it("reaches states by a relative path, so that the data directory can be moved", () => {
    expect(workspace.stateFrom("app", "network")).toBe("../../states/network.tfstate");
  });

  it("names the stacks that have a state", () => {
    write(workspace.dataDir, { "states/app.tfstate": "{}", "states/app.tfstate.backup": "{}" });
    expect(workspace.simulated()).toEqual(["app"]);
  });
});
