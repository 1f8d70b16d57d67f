import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodRole, type PodRoleProps } from "./pod-role";

export interface PodIdentityProps extends PodRoleProps {
  readonly clusterName: string;
  readonly namespace: string;
  /** As whom the pods run. */
  readonly serviceAccount: string;
}

/** Lets the pods of a service account act in AWS. */
export class PodIdentity extends Construct {
  /** What must be there when the pods start. */
  readonly rights: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    const { clusterName, namespace, serviceAccount, ...may } = props;
    const role = new PodRole(this, "role", may);
    const association = new EksPodIdentityAssociation(this, "Resource", {
      clusterName,
      namespace,
      serviceAccount,
      roleArn: role.arn,
    });
    this.rights = [...role.rights, association];
  }
}
