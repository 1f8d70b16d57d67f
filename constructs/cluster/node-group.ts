import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import type { ServiceRole } from "../iam/service-role";
import type { EksCluster } from "./eks-cluster";
import { machinesOf } from "./machines";

export interface NodeGroupProps {
  readonly cluster: EksCluster;
  readonly role: ServiceRole;
  /** Last part of its name. */
  readonly name: string;
  readonly subnetIds: readonly string[];
  /** In order of preference; all of one architecture. */
  readonly instanceTypes: readonly string[];
  /** Spot is cheaper, and is taken away with two minutes' notice. @default on-demand */
  readonly capacity?: "on-demand" | "spot";
  readonly min: number;
  readonly max: number;
  /** Of the root volume, in GB. */
  readonly volumeGb: number;
  /** Groups beside the cluster's own, such as that of the database's clients. @default none */
  readonly securityGroupIds?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Keeps pods away that do not tolerate it. @default everybody may come */
  readonly taint?: { readonly key: string; readonly value: string };
  /** What must exist before nodes can be ready: networking. */
  readonly after: readonly ITerraformDependable[];
}

/** A third of the nodes at a time: fast enough for a patch day, slow enough to keep serving. */
const UPDATED_AT_ONCE_PERCENT = 33;

/**
 * Nodes that EKS replaces and drains itself: AL2023, an encrypted volume, and no way from a pod to the node's identity.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export class NodeGroup extends Construct {
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const { cluster, taint } = props;
    const name = stack.physicalName("launchTemplate", "nodes", props.name);
    const { architecture } = machinesOf(this, props.instanceTypes);
    const template = new LaunchTemplate(this, "template", {
      name,
      description: `Nodes of group ${props.name}`,
      updateDefaultVersion: true,
      vpcSecurityGroupIds: [cluster.securityGroupId, ...(props.securityGroupIds ?? [])],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          // Of AL2023: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
          deviceName: "/dev/xvda",
          ebs: { volumeType: "gp3", volumeSize: props.volumeGb, encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: { Name: name } })),
    });
    this.resource = new EksNodeGroup(this, "Resource", {
      clusterName: cluster.name,
      // With other instance types it is another group, which must be there before pods lose the old one.
      nodeGroupNamePrefix: `${props.name}-`,
      nodeRoleArn: props.role.arn,
      version: cluster.version,
      subnetIds: [...props.subnetIds],
      amiType: architecture === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
      instanceTypes: [...props.instanceTypes],
      capacityType: props.capacity === "spot" ? "SPOT" : undefined,
      launchTemplate: { id: template.id, version: String(template.latestVersion) },
      scalingConfig: { minSize: props.min, desiredSize: props.min, maxSize: props.max },
      updateConfig: { maxUnavailablePercentage: UPDATED_AT_ONCE_PERCENT },
      nodeRepairConfig: { enabled: true },
      labels: props.labels,
      taint: taint ? [{ ...taint, effect: "NO_SCHEDULE" }] : undefined,
      dependsOn: [...props.role.rights, ...props.after],
      // The autoscaler decides between least and most.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["scaling_config[0].desired_size"] },
    });
  }
}
