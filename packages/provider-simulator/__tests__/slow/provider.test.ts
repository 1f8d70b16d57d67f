import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { committedSchemas, mergeSchemas, type ProviderSchemas } from "provider-schemas";
import { type ProviderServer, startProviderServer } from "../../src";
import { temporaryFolder, write } from "../runner/helpers";

jest.setTimeout(60_000);

const root = temporaryFolder();
const providers = `terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    random = { source = "hashicorp/random" }
    vault  = { source = "acme/vault" }
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]

  default_tags {
    tags = { Owner = "platform" }
  }
}

provider "aws" {
  alias               = "china"
  region              = "cn-north-1"
  allowed_account_ids = ["444455556666"]
}
`;

const text = { type: "string" } as const;
/** A secret store with a write-only argument, and an ephemeral resource of the same name that reads it back. */
const vault: ProviderSchemas = {
  format_version: "1.0",
  provider_schemas: {
    "registry.terraform.io/acme/vault": {
      resource_schemas: {
        vault_secret: {
          block: {
            attributes: {
              id: { ...text, computed: true },
              name: { ...text, required: true },
              value_wo: { ...text, optional: true, write_only: true, sensitive: true },
              value_wo_version: { type: "number", optional: true },
            },
          },
        },
        vault_copy: {
          block: {
            attributes: {
              id: { ...text, computed: true },
              value_wo: { ...text, required: true, write_only: true, sensitive: true },
            },
          },
        },
      },
      ephemeral_resource_schemas: {
        vault_secret: {
          block: {
            attributes: { name: { ...text, required: true }, value: { ...text, computed: true, sensitive: true } },
          },
        },
      },
    },
  },
};
const schemas = mergeSchemas(committedSchemas(), vault);

let folder: string;
let server: ProviderServer;

const start = () => startProviderServer({ schemas, worldFile: path.join(folder, "world.jsonl"), socketDir: folder });
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(root, "p-"));
  server = await start();
});
afterEach(() => server.close());

/** Exit code and output of terraform in the folder. */
function terraform(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1", TF_REATTACH_PROVIDERS: server.reattach };
  return new Promise((resolve) => {
    const child = execFile("terraform", [...args, "-no-color"], { cwd: folder, env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, said: out + err }),
    );
  });
}

async function succeed(...args: readonly string[]): Promise<string> {
  const { code, said } = await terraform(...args);
  if (code !== 0) throw new Error(`terraform ${args.join(" ")}: ${said}`);
  return said;
}

async function apply(hcl: string): Promise<string> {
  write(folder, { "main.tf": providers + hcl });
  await succeed("init");
  return succeed("apply", "-auto-approve");
}

/** Code 2 would be a plan with changes. */
const planIsEmpty = async () => expect(await terraform("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
const stateText = () => fs.readFileSync(path.join(folder, "terraform.tfstate"), "utf8");
const attributesOf = (type: string, name: string) =>
  JSON.parse(stateText()).resources.find(
    (found: { type: string; name: string }) => found.type === type && found.name === name,
  ).instances[0].attributes;

const network = (name: string) => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "${name}" }
}

resource "aws_subnet" "main" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
`;

describe("with the real terraform", () => {
  it("creates, changes in place, and destroys; a second plan is empty each time", async () => {
    expect(await apply(network("first"))).toContain("3 added, 0 changed, 0 destroyed");
    await planIsEmpty();
    const { id, tags_all } = attributesOf("aws_vpc", "main");
    expect(tags_all).toEqual({ Name: "first", Owner: "platform" });
    expect(await apply(network("second"))).toContain("0 added, 1 changed, 0 destroyed");
    await planIsEmpty();
    expect(attributesOf("aws_vpc", "main").id).toBe(id);
    expect(server.stats().objects).toEqual({ aws_vpc: 1, aws_subnet: 2 });
    expect(await succeed("destroy", "-auto-approve")).toContain("3 destroyed");
    expect(server.stats().objects).toEqual({});
  });

  it("replaces what cannot be moved to another region", async () => {
    const log = (region: string) =>
      `resource "aws_cloudwatch_log_group" "main" {\n  name   = "x"\n  region = "${region}"\n}\n`;
    await apply(log("eu-central-1"));
    expect(await apply(log("eu-west-1"))).toContain("1 added, 0 changed, 1 destroyed");
    expect(attributesOf("aws_cloudwatch_log_group", "main").arn).toContain(":logs:eu-west-1:");
  });

  it("keeps provider blocks apart: each its region, account, partition and tags", async () => {
    const vpc = (name: string, more: string) =>
      `resource "aws_vpc" "${name}" {\n  ${more}\n  cidr_block = "10.0.0.0/16"\n}\n`;
    await apply(vpc("here", "") + vpc("there", "provider = aws.china"));
    expect(attributesOf("aws_vpc", "here")).toMatchObject({ region: "eu-central-1", tags_all: { Owner: "platform" } });
    expect(attributesOf("aws_vpc", "here").arn).toMatch(/^arn:aws:ec2:eu-central-1:111122223333:vpc\/vpc-/);
    expect(attributesOf("aws_vpc", "there").arn).toMatch(/^arn:aws-cn:ec2:cn-north-1:444455556666:vpc\/vpc-/);
    expect(attributesOf("aws_vpc", "there").tags_all).toEqual({});
    await planIsEmpty();
  });

  it("goes on where another process with the same world ended", async () => {
    await apply(network("first"));
    await server.close();
    server = await start();
    await planIsEmpty();
    await succeed("destroy", "-auto-approve");
  });

  it("plans anew what is gone from the world", async () => {
    await apply(network("first"));
    await server.close();
    fs.rmSync(path.join(folder, "world.jsonl"));
    server = await start();
    expect((await terraform("plan")).said).toContain("3 to add, 0 to change, 0 to destroy");
  });

  it("imports what exists, with an empty plan afterwards, and refuses what does not", async () => {
    const role = `resource "aws_iam_role" "main" {
  name               = "worker"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
`;
    await apply(role);
    await succeed("state", "rm", "aws_iam_role.main");
    await succeed("import", "aws_iam_role.main", "worker");
    await planIsEmpty();
    await succeed("state", "rm", "aws_iam_role.main");
    const { code, said } = await terraform("import", "aws_iam_role.main", "nobody");
    expect(said.replace(/\s+/g, " ")).toContain('has no aws_iam_role with the id, ARN or name "nobody"');
    expect(code).toBe(1);
  });

  it("hands a write-only value to who reads it back, and writes it into no state or plan", async () => {
    const output = await apply(`
ephemeral "random_password" "main" {
  length = 24
}

resource "vault_secret" "main" {
  name             = "database"
  value_wo         = "s3cret-\${length(ephemeral.random_password.main.result)}"
  value_wo_version = 1
}

ephemeral "vault_secret" "main" {
  name = vault_secret.main.name
}

resource "vault_copy" "main" {
  value_wo = ephemeral.vault_secret.main.value
}
`);
    expect(output).toContain("2 added");
    await planIsEmpty();
    expect(stateText()).not.toContain("s3cret-");
    const world = fs.readFileSync(path.join(folder, "world.jsonl"), "utf8").trim().split("\n");
    const objects = world.map((line) => JSON.parse(line).put);
    expect(objects).toMatchObject([{ secrets: { value_wo: "s3cret-24" } }, { secrets: { value_wo: "s3cret-24" } }]);
    expect(objects.map(({ attributes }) => attributes.value_wo)).toEqual([null, null]);
  });

  it("renders policies, also of values that are known after apply", async () => {
    await apply(`
resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.logs.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }
  }
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = data.aws_iam_policy_document.logs.json
}
`);
    await planIsEmpty();
    expect(JSON.parse(attributesOf("aws_s3_bucket_policy", "logs").policy)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::logs/*",
          Principal: { Service: "logging.s3.amazonaws.com" },
        },
      ],
    });
  });
});

describe("starting", () => {
  it("refuses a folder whose path is too long for a socket, and says so", async () => {
    const socketDir = path.join(folder, "x".repeat(100));
    fs.mkdirSync(socketDir);
    const starting = startProviderServer({ schemas, worldFile: path.join(folder, "other.jsonl"), socketDir });
    await expect(starting).rejects.toThrow(/too long for a socket/);
  });
});
