import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";

export interface SecurityGroupProps {
  readonly vpcId: string;
  /** Last part of the group's name. */
  readonly name: string;
  /** What the group is for; AWS replaces the group when it changes. */
  readonly description: string;
}

/** A TCP port that is opened, and why. */
export interface Opening {
  readonly port: number;
  /** Shown beside the rule in the console. */
  readonly reason: string;
}

/** A group that connects; its construct becomes the parent of its side of the rule. */
export type SecurityGroupPeer = Construct & { readonly id: string };

/** A group that another stack publishes. */
export class ImportedSecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, groupId: string) {
    super(scope, id);
    this.id = groupId;
  }
}

/** Lets nothing in or out until told to; each rule is a resource with its reason. */
export class SecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    const name = BaseStack.of(this).physicalName("securityGroup", props.name);
    this.id = new AwsSecurityGroup(this, "Resource", {
      name,
      description: props.description,
      vpcId: props.vpcId,
      tags: { Name: name },
    }).id;
  }

  /** Lets the members of another group open connections; adds the rule on both sides. */
  allowFrom(peer: SecurityGroupPeer, { port, reason }: Opening): void {
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description: reason };
    new VpcSecurityGroupIngressRule(this, `from-${peer.node.id}-${port}`, {
      securityGroupId: this.id,
      referencedSecurityGroupId: peer.id,
      ...rule,
    });
    new VpcSecurityGroupEgressRule(peer, `to-${this.node.id}-${port}`, {
      securityGroupId: peer.id,
      referencedSecurityGroupId: this.id,
      ...rule,
    });
  }

  /** Lets an address range in, such as the VPC's own. */
  allowFromRange(id: string, cidr: string, { port, reason }: Opening): VpcSecurityGroupIngressRule {
    return new VpcSecurityGroupIngressRule(this, `from-${id}-${port}`, {
      securityGroupId: this.id,
      cidrIpv4: cidr,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: reason,
    });
  }
}
