import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { deriveSchemas, openProviderPackage } from "../src/derive";
import { type Member, parseBinding } from "../src/derive/binding";
import { schemaOf } from "../src/derive/schema";
import { readBindingSource } from "../src/derive/source";
import type { Block, NestedBlock, Schema } from "../src/format";

const source = (provider: string) => `registry.terraform.io/hashicorp/${provider}`;

function derive(provider: string, folder: string) {
  const schemas = deriveSchemas(openProviderPackage(`@cdktf/provider-${provider}`, __dirname), [folder]);
  return schemas.provider_schemas[source(provider)];
}

function only(schemas: Readonly<Record<string, Schema>> | undefined, type: string): Block {
  expect(Object.keys(schemas ?? {})).toEqual([type]);
  return schemas?.[type]?.block ?? {};
}

const resource = (provider: string, folder: string, type: string) =>
  only(derive(provider, folder)?.resource_schemas, type);

describe("attributes", () => {
  const subnet = resource("aws", "subnet", "aws_subnet").attributes ?? {};

  it("has the flags of required, optional, computed and both", () => {
    expect(subnet.vpc_id).toEqual({ type: "string", required: true });
    expect(subnet.map_public_ip_on_launch).toEqual({ type: "bool", optional: true });
    expect(subnet.arn).toEqual({ type: "string", computed: true });
    expect(subnet.availability_zone).toEqual({ type: "string", optional: true, computed: true });
  });

  it("has the types of numbers, maps, lists and sets", () => {
    expect(subnet.enable_lni_at_device_index?.type).toBe("number");
    expect(subnet.tags?.type).toEqual(["map", "string"]);
    const vpcEndpoint = resource("aws", "vpc-endpoint", "aws_vpc_endpoint").attributes ?? {};
    expect(vpcEndpoint.cidr_blocks).toEqual({ type: ["list", "string"], computed: true });
    expect(vpcEndpoint.security_group_ids).toEqual({ type: ["set", "string"], optional: true, computed: true });
  });

  it("reads the types of values that can only be read", () => {
    const version = resource("aws", "secretsmanager-secret-version", "aws_secretsmanager_secret_version");
    expect(version.attributes?.has_secret_string_wo).toEqual({ type: "bool", computed: true });
    const zones = only(derive("aws", "data-aws-availability-zones")?.data_source_schemas, "aws_availability_zones");
    expect(zones.attributes?.names).toEqual({ type: ["list", "string"], computed: true });
    expect(zones.attributes?.group_names).toEqual({ type: ["set", "string"], computed: true });
  });

  it("takes Kubernetes manifests as values of any type", () => {
    const manifest = resource("kubernetes", "manifest", "kubernetes_manifest");
    expect(manifest.attributes?.manifest).toEqual({ type: "dynamic", required: true });
  });
});

describe("secrets", () => {
  const version = resource("aws", "secretsmanager-secret-version", "aws_secretsmanager_secret_version");

  it("marks secrets as sensitive, by name or by the list kept by hand", () => {
    expect(version.attributes?.secret_string?.sensitive).toBe(true);
    expect(resource("random", "password", "random_password").attributes?.result?.sensitive).toBe(true);
    expect(resource("kubernetes", "secret-v1", "kubernetes_secret_v1").attributes?.data?.sensitive).toBe(true);
    expect(version.attributes?.secret_id?.sensitive).toBeUndefined();
  });

  it("marks an argument that ends in _wo as write-only, but not what counts or reports it", () => {
    expect(version.attributes?.secret_string_wo).toEqual({
      type: "string",
      optional: true,
      sensitive: true,
      write_only: true,
    });
    expect(version.attributes?.secret_string_wo_version?.write_only).toBeUndefined();
    expect(version.attributes?.has_secret_string_wo?.write_only).toBeUndefined();
  });

  it("adds the ephemeral resources, which have no bindings", () => {
    const aws = derive("aws", "subnet")?.ephemeral_resource_schemas ?? {};
    expect(Object.keys(aws)).toEqual(["aws_eks_cluster_auth", "aws_secretsmanager_secret_version"]);
    expect(aws.aws_eks_cluster_auth?.block.attributes?.token).toEqual({
      type: "string",
      computed: true,
      sensitive: true,
    });
    const random = derive("random", "password")?.ephemeral_resource_schemas ?? {};
    expect(random.random_password?.block.attributes?.length).toEqual({ type: "number", required: true });
  });
});

describe("blocks", () => {
  it("nests blocks with their numbers of items", () => {
    const lifecycle = resource("aws", "s3-bucket-lifecycle-configuration", "aws_s3_bucket_lifecycle_configuration");
    const rule = lifecycle.block_types?.rule;
    expect(rule?.nesting_mode).toBe("list");
    expect(rule?.block.attributes?.id).toEqual({ type: "string", required: true });
    expect(rule?.block.block_types?.transition?.nesting_mode).toBe("set");
    expect(rule?.block.block_types?.transition?.block.attributes?.storage_class?.required).toBe(true);

    const deployment = resource("kubernetes", "deployment", "kubernetes_deployment");
    expect(deployment.block_types?.metadata).toMatchObject({ nesting_mode: "list", min_items: 1, max_items: 1 });
    const pod = deployment.block_types?.spec?.block.block_types?.template?.block.block_types?.spec?.block;
    const container = pod?.block_types?.container;
    expect(container?.max_items).toBeUndefined();
    expect(container?.block.attributes?.name).toEqual({ type: "string", required: true });
    expect(container?.block.block_types?.resources?.block.attributes?.limits?.type).toEqual(["map", "string"]);
  });

  it("takes timeouts for a block where the provider has one and for an attribute where it nests attributes", () => {
    expect(resource("aws", "subnet", "aws_subnet").block_types?.timeouts).toEqual({
      nesting_mode: "single",
      block: { attributes: { create: { type: "string", optional: true }, delete: { type: "string", optional: true } } },
    });
    expect(resource("helm", "release", "helm_release").block_types).toBeUndefined();
  });

  it("finds the documentation of a type whose configuration was renamed by the generator", () => {
    const association = resource("aws", "wafv2-web-acl-association", "aws_wafv2_web_acl_association");
    expect(Object.keys(association.block_types ?? {})).toEqual(["timeouts"]);
  });

  it("reads types so large that their binding is split into several files", () => {
    const channel = resource("aws", "medialive-channel", "aws_medialive_channel");
    const encoder = channel.block_types?.encoder_settings;
    expect(encoder).toMatchObject({ nesting_mode: "list", min_items: 1, max_items: 1 });
    expect(encoder?.block.block_types?.output_groups?.block.block_types?.outputs?.min_items).toBe(1);
  });
});

describe("the statements of WAF rules, which the bindings leave out", () => {
  const rule = (type: string) => {
    const acl = resource("aws", type, `aws_${type.replaceAll("-", "_")}`);
    return acl.block_types?.rule?.block.block_types?.statement;
  };

  it("is a required block that matches, combines, limits rates and refers to rule groups", () => {
    const statement = rule("wafv2-web-acl");
    expect(statement).toMatchObject({ nesting_mode: "list", min_items: 1, max_items: 1 });
    const managed = statement?.block.block_types?.managed_rule_group_statement?.block;
    expect(managed?.attributes?.vendor_name).toEqual({ type: "string", required: true });
    expect(managed?.block_types?.rule_action_override?.max_items).toBe(100);
    const rate = statement?.block.block_types?.rate_based_statement?.block;
    expect(rate?.attributes?.limit).toEqual({ type: "number", required: true });
    expect(rate?.block_types?.scope_down_statement?.block.block_types?.byte_match_statement).toBeDefined();
    expect(rule("wafv2-rule-group")?.block.block_types?.managed_rule_group_statement).toBeUndefined();
  });

  it("nests combinations two deep", () => {
    const inner = (from: NestedBlock | undefined, name: string) =>
      from?.block.block_types?.[name]?.block.block_types?.statement;
    const second = inner(inner(rule("wafv2-web-acl"), "and_statement"), "not_statement");
    expect(second?.block.block_types?.geo_match_statement?.block.attributes?.country_codes?.type).toEqual([
      "list",
      "string",
    ]);
    expect(second?.block.block_types?.and_statement).toBeUndefined();
  });
});

describe("structures that are attributes", () => {
  it("takes lists of objects that the AWS provider accepts as attributes for attributes", () => {
    const table = resource("aws", "route-table", "aws_route_table");
    expect(table.block_types?.route).toBeUndefined();
    expect(table.attributes?.route).toMatchObject({ optional: true, computed: true });
    expect(table.attributes?.route?.type).toEqual([
      "set",
      ["object", expect.objectContaining({ cidr_block: "string", nat_gateway_id: "string" })],
    ]);
    const group = resource("aws", "default-security-group", "aws_default_security_group");
    expect(group.attributes?.ingress?.type).toEqual([
      "set",
      ["object", expect.objectContaining({ cidr_blocks: ["list", "string"], description: "string", self: "bool" })],
    ]);
    // The same names are blocks in a network ACL.
    const acl = resource("aws", "default-network-acl", "aws_default_network_acl");
    expect(acl.block_types?.ingress?.nesting_mode).toBe("set");
  });

  it("nests attributes where the provider does", () => {
    const { attributes = {} } = resource("helm", "release", "helm_release");
    expect(attributes.set?.nested_type).toEqual({
      nesting_mode: "list",
      attributes: {
        name: { type: "string", required: true },
        type: { type: "string", optional: true, computed: true },
        value: { type: "string", optional: true },
      },
    });
    expect(attributes.postrender?.nested_type?.nesting_mode).toBe("single");
    expect(attributes.metadata).toMatchObject({ computed: true, nested_type: { nesting_mode: "single" } });
    expect(attributes.set_wo?.nested_type?.attributes.value?.write_only).toBe(true);
  });
});

describe("the provider's own configuration", () => {
  it("is derived without the alias, which is Terraform's", () => {
    const aws = derive("aws", "provider")?.provider?.block;
    expect(aws?.attributes?.allowed_account_ids).toEqual({ type: ["set", "string"], optional: true });
    expect(aws?.block_types?.default_tags?.block.attributes?.tags?.type).toEqual(["map", "string"]);
    expect(aws?.block_types?.assume_role?.nesting_mode).toBe("list");
    expect(aws?.attributes?.alias).toBeUndefined();
  });

  it("has nested attributes in helm and blocks in kubernetes", () => {
    const helm = derive("helm", "provider")?.provider?.block.attributes?.kubernetes?.nested_type;
    expect(helm?.attributes.exec?.nested_type?.attributes.command).toEqual({ type: "string", required: true });
    const kubernetes = derive("kubernetes", "provider")?.provider?.block.block_types;
    expect(kubernetes?.exec?.block.attributes?.api_version).toEqual({ type: "string", required: true });
  });
});

describe("bindings as `cdktf get` writes them", () => {
  it("are read as well as those that were compiled and published", () => {
    const installed = path.join(openProviderPackage("@cdktf/provider-aws", __dirname).lib, "subnet");
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "binding-"));
    fs.writeFileSync(path.join(folder, "index.ts"), readBindingSource(installed));
    const [generated, published] = [folder, installed].map((each) => parseBinding(readBindingSource(each), each));
    fs.rmSync(folder, { recursive: true });
    expect(generated).toEqual(published);
    expect(generated?.type).toBe("aws_subnet");
  });
});

describe("a package that holds the schema of its provider", () => {
  const mysql = openProviderPackage("@cdktf/provider-mysql", __dirname);
  const derived = (...folders: string[]) => deriveSchemas(mysql, folders).provider_schemas[mysql.source];

  it("is taken at its word, type by type", () => {
    const schemas = derived("provider", "user", "data-mysql-databases");
    expect(schemas).toEqual({
      provider: mysql.schema?.provider,
      resource_schemas: { mysql_user: mysql.schema?.resource_schemas?.mysql_user },
      data_source_schemas: { mysql_databases: mysql.schema?.data_source_schemas?.mysql_databases },
      ephemeral_resource_schemas: {},
    });
    // No binding tells this.
    expect(schemas?.resource_schemas?.mysql_user?.block.attributes?.password).toMatchObject({ deprecated: true });
  });

  it("must hold every type that it has bindings of", () => {
    const schema = { ...mysql.schema, resource_schemas: {} };
    expect(() => deriveSchemas({ ...mysql, schema }, ["user"])).toThrow(
      /lib\/user: is a binding of mysql_user, which its package's schema does not hold\.$/,
    );
  });
});

describe("what cannot be derived", () => {
  it("names a block that the bindings leave out", () => {
    expect(() => derive("aws", "quicksight-template")).toThrow(
      /^aws_quicksight_template\.definition: the bindings leave out what this block holds/,
    );
  });

  it("names a block that repeats itself, for the bindings do not tell how deep", () => {
    const again: Member = {
      name: "again",
      flags: { computed: false, optional: true, required: false },
      documentedAsBlock: true,
      documented: true,
      single: false,
      shape: ["list", { struct: "Again" }],
    };
    const binding = {
      kind: "resource",
      type: "x_loop",
      members: [again],
      structs: new Map([["Again", [again]]]),
    } as const;
    expect(() => schemaOf(binding)).toThrow(/^x_loop\.again\.again: the bindings leave out/);
  });

  it("names a folder that holds no binding", () => {
    expect(() => derive("aws", "no-such-type")).toThrow(/no-such-type\/index\.js: no such binding\./);
  });

  it("names a package that is not installed, and one that is none of bindings", () => {
    expect(() => openProviderPackage("@cdktf/provider-nothing", __dirname)).toThrow(/^@cdktf\/provider-nothing: /);
    expect(() => openProviderPackage("cdktf", __dirname)).toThrow(/no package of bindings/);
  });
});
