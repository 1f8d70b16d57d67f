import { readsOf } from "../../src/runner/remote-state";
import { s3Backend, s3Read, stackOf } from "./helpers";

const cloud = (name: string) =>
  `terraform {\n  cloud {\n    organization = "acme"\n\n    workspaces {\n      name = "${name}"\n    }\n  }\n}\n`;

describe("finding the stack behind a terraform_remote_state", () => {
  it("matches an S3 backend by bucket and key, whatever the region", () => {
    const network = stackOf("network", s3Backend("prod/network").replace("eu-west-1", "eu-central-1"));
    const app = stackOf("app", s3Backend("prod/app") + s3Read("net", '"prod/network"'));
    expect(readsOf(app, [network, app])).toEqual([{ name: "net", stack: "network" }]);
  });

  it("matches a cloud block by organization and workspace, also with the default host written out", () => {
    const network = stackOf("network", cloud("prod-network"));
    const app = stackOf(
      "app",
      'data "terraform_remote_state" "net" {\n  backend = "remote"\n\n  config = {\n    hostname     = "app.terraform.io"\n    organization = "acme"\n\n    workspaces = {\n      name = "prod-network"\n    }\n  }\n}\n',
    );
    expect(readsOf(app, [network])).toEqual([{ name: "net", stack: "network" }]);
  });

  it("matches a local backend by path", () => {
    const network = stackOf("network", 'terraform {\n  backend "local" {\n    path = "../network.tfstate"\n  }\n}\n');
    const app = stackOf(
      "app",
      'data "terraform_remote_state" "net" {\n  backend = "local"\n\n  config = {\n    path = "../network.tfstate"\n  }\n}\n',
    );
    expect(readsOf(app, [network])).toEqual([{ name: "net", stack: "network" }]);
  });

  it("refuses a state that no stack owns, and lists those that are owned", () => {
    const network = stackOf("network", s3Backend("prod/network"));
    const app = stackOf("app", s3Read("net", '"prod/netwrok"'));
    expect(() => readsOf(app, [network])).toThrow(
      "app: data.terraform_remote_state.net reads s3 bucket=acme key=prod/netwrok, which is the state of no stack. Known states:\n  network: s3 bucket=acme key=prod/network",
    );
  });

  it("refuses a key that is computed", () => {
    const network = stackOf("network", s3Backend("prod/network"));
    const app = stackOf("app", s3Read("net", "var.key"));
    expect(() => readsOf(app, [network])).toThrow("key=? (not a literal)");
  });

  it("refuses two stacks that share one state", () => {
    const [a, b] = [stackOf("a", s3Backend("same")), stackOf("b", s3Backend("same"))];
    const app = stackOf("app", s3Read("net", '"same"'));
    expect(() => readsOf(app, [a, b])).toThrow("the state of a and b");
  });
});
