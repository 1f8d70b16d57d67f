import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../../../constructs/core/base-stack";
import { exampleStack, temporaryFolder } from "../../helpers/stack";
import { resourcesOf } from "../../helpers/template";

describe("BaseStack", () => {
  it("is named after its owner and layer", () => {
    expect(exampleStack({ owner: "production", layer: "network" }).node.id).toBe("production-network");
  });

  it("pins terraform, the provider's version and the account that may be touched", () => {
    const { terraform, provider } = exampleStack().toTerraform();
    expect(terraform.required_version).toBe(">= 1.11.0");
    expect(terraform.required_providers.aws).toEqual({ source: "hashicorp/aws", version: "6.25.0" });
    expect(provider.aws[0]).toMatchObject({ region: "ap-southeast-1", allowed_account_ids: ["111111111111"] });
  });

  it("tags everything, and a tag of the environment cannot replace a standard one", () => {
    const { provider } = exampleStack({ tags: { CostCenter: "42", ManagedBy: "hand" } }).toTerraform();
    expect(provider.aws[0].default_tags).toEqual([
      {
        tags: {
          CostCenter: "42",
          Project: "httpsok",
          Environment: "staging",
          Layer: "example",
          Contact: "operations@httpsok.example",
          ManagedBy: "terraform",
        },
      },
    ]);
  });

  it("gives readable addresses: the path in snake_case, without Resource and without a hash", () => {
    const stack = exampleStack();
    new Vpc(new Construct(new Construct(stack, "Main-Net"), "zoneA"), "Resource");
    expect(Object.keys(resourcesOf(stack, "aws_vpc"))).toEqual(["main_net_zone_a"]);
  });

  it("is found from any construct inside it, and says when there is none", () => {
    const stack = exampleStack();
    expect(BaseStack.of(new Construct(stack, "child"))).toBe(stack);
    const plain = new TerraformStack(new App({ outdir: temporaryFolder() }), "plain");
    expect(() => BaseStack.of(new Construct(plain, "child"))).toThrow(
      "plain/child: belongs to a stack that is not a BaseStack",
    );
  });
});
