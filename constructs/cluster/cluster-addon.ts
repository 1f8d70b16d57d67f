import { DataAwsEksAddonVersion } from "@cdktf/provider-aws/lib/data-aws-eks-addon-version";
import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { EksCluster } from "./eks-cluster";
import { PodRole, type PodRoleProps } from "./pod-role";

export interface ClusterAddonProps {
  readonly cluster: EksCluster;
  /** As EKS calls it, such as `vpc-cni`. */
  readonly name: string;
  /** Such as v1.12.4-eksbuild.1. @default the one that AWS chooses for the cluster's version, which it may move */
  readonly version?: string;
  /** What its pods may do in AWS, and as whom they run. @default nothing */
  readonly identity?: Omit<PodRoleProps, "workload"> & { readonly serviceAccount: string };
  /** Settings that the add-on's own schema has. @default its defaults */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What must exist before, such as nodes for its pods. */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * A part of the cluster that EKS installs and keeps, in the version that suits the cluster's: an upgrade of Kubernetes
 * moves it along. When AWS chooses a newer one, a plan shows it. Source: https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export class ClusterAddon extends Construct {
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ClusterAddonProps) {
    super(scope, id);
    const { cluster, name, identity, settings } = props;
    const version = props.version ?? this.choiceOfAws(cluster, name);
    const role = identity && new PodRole(this, "role", { ...identity, workload: name });
    const after = [...(role?.rights ?? []), ...(props.after ?? [])];
    this.resource = new EksAddon(this, "Resource", {
      clusterName: cluster.name,
      addonName: name,
      addonVersion: version,
      configurationValues: settings && Fn.jsonencode(settings),
      podIdentityAssociation:
        role && identity ? [{ roleArn: role.arn, serviceAccount: identity.serviceAccount }] : undefined,
      // What was there first is taken over; what somebody changed since is kept.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "PRESERVE",
      dependsOn: after.length > 0 ? after : undefined,
    });
  }

  private choiceOfAws({ version }: EksCluster, addonName: string): string {
    return new DataAwsEksAddonVersion(this, "version", { addonName, kubernetesVersion: version }).version;
  }
}
