import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";

export interface VpcProps {
  /** IPv4 range of the whole VPC, /16 to /22. */
  readonly cidr: string;
  /** Whether the VPC has a way to and from the internet. @default true */
  readonly internet?: boolean;
}

/** A VPC whose default security group lets nothing through, so that forgetting a group opens nothing. */
export class Vpc extends Construct {
  readonly id: string;
  readonly cidr: string;
  /** Undefined where the VPC has no way to the internet. */
  readonly internetGateway?: InternetGateway;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const tags = { Name: BaseStack.of(this).physicalName("tag", "vpc") };
    const vpc = new AwsVpc(this, "Resource", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags,
    });
    this.id = vpc.id;
    this.cidr = props.cidr;

    new DefaultSecurityGroup(this, "default", {
      vpcId: vpc.id,
      tags: { Name: BaseStack.of(this).physicalName("tag", "default", "unused") },
    });
    if (props.internet ?? true) {
      this.internetGateway = new InternetGateway(this, "internet", { vpcId: vpc.id, tags });
    }
  }
}
