import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { ServiceRole } from "../iam/service-role";

export interface NodeRoleProps {
  /** Last part of its name. */
  readonly name: string;
  readonly description: string;
  /** Whether EKS runs the nodes by itself; nobody else has anything to do on them. */
  readonly autoMode: boolean;
}

const POLICIES = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  // A shell on a node without SSH: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
  "AmazonSSMManagedInstanceCore",
];

/** https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html */
const AUTO_MODE_POLICIES = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"];

/** Who nodes are in AWS: pods have roles of their own. */
export class NodeRole extends ServiceRole {
  private readonly autoMode: boolean;

  constructor(scope: Construct, id: string, { name, description, autoMode }: NodeRoleProps) {
    super(scope, id, {
      name: BaseStack.of(scope).physicalName("role", name),
      description,
      service: "ec2.amazonaws.com",
      // EC2 names no source account when it assumes a role.
      namesSourceAccount: false,
      managedPolicies: autoMode ? AUTO_MODE_POLICIES : POLICIES,
    });
    this.autoMode = autoMode;
  }

  /**
   * Lets nodes of this role join a cluster. Of the roles that it is told of itself, EKS takes care.
   * Source: https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
   * @returns what must be there before the first of them
   */
  join(clusterName: string): readonly ITerraformDependable[] {
    const own = new Construct(this, "access");
    const type = this.autoMode ? "EC2" : "EC2_LINUX";
    const entry = new EksAccessEntry(own, "Resource", { clusterName, principalArn: this.arn, type });
    if (!this.autoMode) return [...this.rights, entry];
    const { partition } = BaseStack.of(this);
    const policy = new EksAccessPolicyAssociation(own, "policy", {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy`,
      accessScope: { type: "cluster" },
    });
    return [...this.rights, policy];
  }
}
