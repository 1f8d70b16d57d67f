import fs from "node:fs";
import path from "node:path";
import { isOlder, requireTerraform, terraformEnvironment } from "../../src/runner/environment";
import { temporaryFolder } from "./helpers";

describe("the environment of terraform", () => {
  it("takes nothing of the user's set-up but where programs, home and temporary files are", () => {
    const base = {
      PATH: "/bin",
      HOME: "/home/me",
      TMPDIR: "/tmp",
      TF_VAR_name: "x",
      TF_LOG: "DEBUG",
      TF_CLI_ARGS: "-no-color",
      TF_WORKSPACE: "other",
      AWS_PROFILE: "production",
      KUBECONFIG: "/home/me/.kube/config",
      HTTPS_PROXY: "http://proxy",
    };
    expect(terraformEnvironment(base, { cliConfig: "/data/terraform.tfrc", reattach: "{}" })).toEqual({
      PATH: "/bin",
      HOME: "/home/me",
      TMPDIR: "/tmp",
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      TF_CLI_CONFIG_FILE: "/data/terraform.tfrc",
      TF_REATTACH_PROVIDERS: "{}",
    });
  });
});

describe("requiring terraform", () => {
  const folder = temporaryFolder();

  const withTerraform = (script: string) => {
    const bin = fs.mkdtempSync(path.join(folder, "bin-"));
    fs.writeFileSync(path.join(bin, "terraform"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { PATH: bin };
  };

  it("accepts a version that is new enough", async () => {
    await expect(requireTerraform(withTerraform(`echo '{"terraform_version":"1.11.4"}'`))).resolves.toBeUndefined();
  });

  it("says what was found and where to get a newer one", async () => {
    const old = withTerraform(`echo '{"terraform_version":"1.9.8"}'`);
    await expect(requireTerraform(old)).rejects.toThrow(
      "terraform 1.11.0 or newer is needed; found 1.9.8. Get it from https://developer.hashicorp.com/terraform/install",
    );
  });

  it("says that there is none", async () => {
    await expect(requireTerraform({ PATH: folder })).rejects.toThrow("none was found on the PATH");
  });

  it("says when the one that is there does not run", async () => {
    await expect(requireTerraform(withTerraform("echo broken >&2; exit 3"))).rejects.toThrow(/does not run.*broken/s);
  });

  it("compares versions by number", () => {
    expect(isOlder("1.9.8", "1.11.0")).toBe(true);
    expect(isOlder("1.11.0", "1.11.0")).toBe(false);
    expect(isOlder("1.12.0-beta1", "1.11.0")).toBe(false);
    expect(isOlder("2.0.0", "1.11.0")).toBe(false);
  });
});
