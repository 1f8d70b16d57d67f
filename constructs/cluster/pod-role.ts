import type { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { ServiceRole, type ServiceRoleProps } from "../iam/service-role";

export interface PodRoleProps extends Pick<ServiceRoleProps, "statements" | "managedPolicies"> {
  /** Whose pods assume it; part of its name. */
  readonly workload: string;
}

/**
 * A role for pods, by EKS Pod Identity.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodRole extends ServiceRole {
  constructor(scope: Construct, id: string, { workload, ...rights }: PodRoleProps) {
    super(scope, id, {
      name: BaseStack.of(scope).physicalName("role", "pods", workload),
      description: `Pods of ${workload}`,
      service: "pods.eks.amazonaws.com",
      // EKS names cluster, namespace and service account as session tags, and no source account.
      namesSourceAccount: false,
      sessionTags: true,
      ...rights,
    });
  }
}
