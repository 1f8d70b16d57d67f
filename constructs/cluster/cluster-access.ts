import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import type { EksCluster } from "./eks-cluster";

export interface ClusterAccessProps {
  readonly cluster: EksCluster;
  /** IAM role that gets in. */
  readonly principalArn: string;
  /** What it may do, everywhere in the cluster. */
  readonly level: AccessLevel;
}

type AccessLevel = keyof typeof POLICIES;

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const POLICIES = {
  /** Everything. */
  administrator: "AmazonEKSClusterAdminPolicy",
  /** Workloads, but neither rights nor quotas. */
  deployer: "AmazonEKSEditPolicy",
  /** Most of what namespaces hold, to look at; not secrets, which AmazonEKSAdminViewPolicy shows. */
  viewer: "AmazonEKSViewPolicy",
} as const;

/** Lets an IAM role into the cluster. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, { cluster, principalArn, level }: ClusterAccessProps) {
    super(scope, id);
    const { partition } = BaseStack.of(this);
    const entry = new EksAccessEntry(this, "Resource", { clusterName: cluster.name, principalArn, type: "STANDARD" });
    new EksAccessPolicyAssociation(this, "policy", {
      clusterName: cluster.name,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${POLICIES[level]}`,
      accessScope: { type: "cluster" },
    });
  }
}
