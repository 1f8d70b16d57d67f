import { App } from "cdktf";
import { BaseStack } from "../../../constructs/core/base-stack";
import { defineOutputs } from "../../../constructs/core/outputs";
import { LocalState, S3State, type StateBackend, TerraformCloudState } from "../../../constructs/core/state-backend";
import { STACK_PROPS, temporaryFolder } from "../../helpers/stack";
import { dataOf } from "../../helpers/template";

const network = defineOutputs("network", {
  vpcId: { kind: "string", description: "Id of the VPC" },
  subnetIds: { kind: "list", description: "Subnets" },
});

/** A stack that publishes and one that reads. */
function twoStacks(state: StateBackend) {
  const app = new App({ outdir: temporaryFolder(), stackTraces: false });
  const producer = new BaseStack(app, { ...STACK_PROPS, layer: "network", state });
  network.publish(producer, { vpcId: "vpc-1", subnetIds: ["subnet-1"] });
  const consumer = new BaseStack(app, { ...STACK_PROPS, layer: "database", state });
  return { producer, consumer, values: network.read(consumer) };
}

describe("state in S3", () => {
  const { producer, consumer } = twoStacks(
    new S3State({ bucket: "states", region: "eu-west-1", kmsKeyArn: "arn:aws:kms:x" }),
  );

  it("has one key per organization, owner, region and layer, is encrypted and locks without a table", () => {
    expect(producer.toTerraform().terraform.backend.s3).toEqual({
      bucket: "states",
      key: "httpsok/staging/ap-southeast-1/network",
      region: "eu-west-1",
      encrypt: true,
      kms_key_id: "arn:aws:kms:x",
      use_lockfile: true,
    });
  });

  it("leaves encryption to the bucket where no key is named", () => {
    const { s3 } = twoStacks(new S3State({ bucket: "states", region: "eu-west-1" })).producer.toTerraform().terraform
      .backend;
    expect(s3).not.toHaveProperty("encrypt");
    expect(s3).not.toHaveProperty("kms_key_id");
  });

  it("is read from the key that the producer writes", () => {
    expect(dataOf(consumer, "terraform_remote_state").network).toEqual({
      backend: "s3",
      config: { bucket: "states", key: "httpsok/staging/ap-southeast-1/network", region: "eu-west-1" },
    });
  });
});

describe("state in Terraform Cloud", () => {
  const { producer, consumer } = twoStacks(
    new TerraformCloudState({ organization: "acme", project: "platform", hostname: "app.terraform.io" }),
  );

  it("has one named workspace per stack, in the project", () => {
    expect(producer.toTerraform().terraform.cloud).toEqual({
      hostname: "app.terraform.io",
      organization: "acme",
      workspaces: { name: "httpsok-staging-network", project: "platform" },
    });
  });

  it("is read from the producer's workspace", () => {
    expect(dataOf(consumer, "terraform_remote_state").network).toEqual({
      backend: "remote",
      config: {
        hostname: "app.terraform.io",
        organization: "acme",
        workspaces: { name: "httpsok-staging-network" },
      },
    });
  });
});

describe("state in a local file", () => {
  it("is read from the file that the producer writes", () => {
    const { producer, consumer } = twoStacks(new LocalState("../../../state"));
    const path = "../../../state/staging-network.tfstate";
    expect(producer.toTerraform().terraform.backend.local).toEqual({ path });
    expect(dataOf(consumer, "terraform_remote_state").network).toEqual({ backend: "local", config: { path } });
  });
});

describe("published outputs", () => {
  it("have names of their own, with a description", () => {
    const { producer } = twoStacks(new LocalState("."));
    expect(producer.toTerraform().output).toEqual({
      vpc_id: { value: "vpc-1", description: "Id of the VPC" },
      subnet_ids: { value: ["subnet-1"], description: "Subnets" },
    });
  });

  it("make the reader depend on the publisher", () => {
    const { producer, consumer } = twoStacks(new LocalState("."));
    expect(consumer.dependencies).toEqual([producer]);
  });

  it("cannot be read before the publisher is built", () => {
    const app = new App({ outdir: temporaryFolder(), stackTraces: false });
    const consumer = new BaseStack(app, { ...STACK_PROPS, layer: "database" });
    expect(() => network.read(consumer)).toThrow(
      "staging-database: reads the outputs of staging-network, which is not built before it.",
    );
  });
});
