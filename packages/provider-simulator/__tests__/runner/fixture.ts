import fs from "node:fs";
import path from "node:path";
import type { ProviderSchemas } from "provider-schemas";
import { s3Backend, s3Read, write } from "./helpers";

const text = { type: "string" } as const;
/** A provider of two types that no real platform has. */
export const schemas: ProviderSchemas = {
  format_version: "1.0",
  provider_schemas: {
    "registry.terraform.io/acme/cloud": {
      provider: { block: {} },
      resource_schemas: {
        cloud_network: {
          block: { attributes: { id: { ...text, computed: true }, name: { ...text, required: true } } },
        },
        cloud_server: {
          block: {
            attributes: {
              id: { ...text, computed: true },
              name: { ...text, required: true },
              network_id: { ...text, optional: true },
            },
          },
        },
      },
    },
  },
};

export const providers =
  'terraform {\n  required_providers {\n    cloud = {\n      source = "acme/cloud"\n    }\n  }\n}\n';

const cloudBlock =
  'terraform {\n  cloud {\n    organization = "acme"\n\n    workspaces {\n      name = "edge"\n    }\n  }\n}\n';

/** One protected network and two open ones. */
export const network = `resource "cloud_network" "main" {
  name = trimspace(file("\${path.module}/assets/name.txt"))

  lifecycle {
    prevent_destroy = true
  }
}

resource "cloud_network" "open" {
  for_each = toset(["a", "b"])

  name = each.key
}
`;

const networkOutputs = `output "id" {
  value = cloud_network.main.id
}

output "token" {
  value     = "never printed"
  sensitive = true
}
`;

const app = `${s3Read("network", '"acme/network"')}
resource "cloud_server" "web" {
  name       = "web"
  network_id = data.terraform_remote_state.network.outputs.id
}
`;

const appOutputs = 'output "network" {\n  value = cloud_server.web.network_id\n}\n';

const entry = (id: string, ...dependencies: readonly string[]) => ({ workingDirectory: `stacks/${id}`, dependencies });

/** Writes an output folder of three stacks: network, app that reads its state, and edge that stands alone. */
export function writeOutput(output: string): void {
  write(output, {
    "manifest.json": JSON.stringify({
      stacks: {
        "dev-edge": entry("dev-edge"),
        "dev-app": entry("dev-app", "dev-network"),
        "dev-network": entry("dev-network"),
      },
    }),
    "stacks/dev-network/terraform.tf": s3Backend("acme/network") + providers,
    "stacks/dev-network/main.tf": network,
    "stacks/dev-network/outputs.tf": networkOutputs,
    "stacks/dev-network/assets/name.txt": "main\n",
    "stacks/dev-app/terraform.tf": s3Backend("acme/app") + providers,
    "stacks/dev-app/main.tf": app,
    "stacks/dev-app/outputs.tf": appOutputs,
    "stacks/dev-edge/terraform.tf": cloudBlock + providers,
    "stacks/dev-edge/main.tf": 'resource "cloud_server" "edge" {\n  name = "edge"\n}\n',
  });
}

/** Content of every file below a folder, by path. */
export function contents(target: string): Record<string, string> {
  const files = fs.readdirSync(target, { recursive: true, encoding: "utf8" }).filter((name) => {
    return fs.statSync(path.join(target, name)).isFile();
  });
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(target, name), "utf8")]));
}
