import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { ClusterAccess } from "../constructs/cluster/cluster-access";
import { ClusterAddon, type ClusterAddonProps } from "../constructs/cluster/cluster-addon";
import { EksCluster, type EksClusterProps } from "../constructs/cluster/eks-cluster";
import { NodeGroup, type NodeGroupProps } from "../constructs/cluster/node-group";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { ServiceRole } from "../constructs/iam/service-role";
import type { Zone } from "../constructs/network/zone";
import { databaseOutputs } from "./database-stack";
import { networkOutputs } from "./network-stack";

type Sizes = Pick<NodeGroupProps, "instanceTypes" | "min" | "max" | "volumeGb">;

export interface ClusterStackProps
  extends BaseStackProps,
    Pick<EksClusterProps, "version" | "publicAccessCidrs" | "logRetentionDays"> {
  /** Zones of the network, in the order of its subnets. */
  readonly zones: readonly Zone[];
  /** ARNs of roles that get in beside the one that deploys. */
  readonly access: {
    readonly administrators: readonly string[];
    readonly deployers: readonly string[];
    readonly viewers: readonly string[];
  };
  /** Nodes for what runs the cluster itself. */
  readonly system: Sizes;
  /** Nodes for everything else, spread over the zones. */
  readonly nodes: Sizes;
}

/**
 * What later layers learn of the cluster.
 * @public
 */
export const clusterOutputs = defineOutputs("cluster", {
  name: { kind: "string", description: "Name of the cluster" },
  arn: { kind: "string", description: "ARN of the cluster" },
  endpoint: { kind: "string", description: "Address of the API of Kubernetes" },
  certificateAuthority: { kind: "string", description: "Certificate authority of the API, in Base64" },
  securityGroupId: { kind: "string", description: "Group of control plane and nodes" },
  nodeRoleArn: { kind: "string", description: "Role of the nodes" },
});

/** Only what tolerates it runs on system nodes: add-ons of EKS do. */
const SYSTEM_TAINT = { key: "CriticalAddonsOnly", value: "true" };

/** The control plane, its nodes and the add-ons that a cluster is none without. */
export class ClusterStack extends BaseStack {
  constructor(scope: Construct, props: ClusterStackProps) {
    super(scope, props);
    const network = networkOutputs.read(this);
    const cluster = new EksCluster(this, "cluster", {
      ...props,
      subnetIds: network.privateSubnetIds,
      vpcCidr: network.vpcCidr,
    });
    for (const [level, arns] of [
      ["administrator", props.access.administrators],
      ["deployer", props.access.deployers],
      ["viewer", props.access.viewers],
    ] as const) {
      for (const principalArn of arns) {
        new ClusterAccess(this, `${level}-${principalArn.split("/").at(-1)}`, { cluster, principalArn, level });
      }
    }

    const addon = (name: string, more: Omit<ClusterAddonProps, "cluster" | "name"> = {}) =>
      new ClusterAddon(this, name, { cluster, name, ...more }).resource;
    // Without these no node gets ready: https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html
    const networking = [
      addon("eks-pod-identity-agent"),
      addon("vpc-cni", {
        identity: { serviceAccount: "aws-node", managedPolicies: ["AmazonEKS_CNI_Policy"] },
        // Network policies are enforced, and a node has addresses for as many pods as it can run.
        settings: { enableNetworkPolicy: "true", env: { ENABLE_PREFIX_DELEGATION: "true" } },
      }),
      addon("kube-proxy"),
    ];
    const role = new ServiceRole(this, "nodes", {
      name: this.physicalName("role", "nodes"),
      description: "Nodes of the Kubernetes cluster",
      service: "ec2.amazonaws.com",
      // EC2 names no source account when it assumes a role.
      namesSourceAccount: false,
      managedPolicies: [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEC2ContainerRegistryPullOnly",
        // A shell on a node without SSH: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
        "AmazonSSMManagedInstanceCore",
      ],
    });
    const nodes = this.nodeGroups(cluster, role, props, { subnetIds: network.privateSubnetIds, after: networking });
    addon("coredns", { after: nodes });
    addon("aws-ebs-csi-driver", {
      identity: { serviceAccount: "ebs-csi-controller-sa", managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"] },
      after: nodes,
    });
    addon("snapshot-controller", { after: nodes });
    addon("metrics-server", { after: nodes });

    clusterOutputs.publish(this, {
      name: cluster.name,
      arn: cluster.arn,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      securityGroupId: cluster.securityGroupId,
      nodeRoleArn: role.arn,
    });
  }

  private nodeGroups(
    cluster: EksCluster,
    role: ServiceRole,
    { zones, system, nodes }: ClusterStackProps,
    { subnetIds, after }: Pick<NodeGroupProps, "subnetIds" | "after">,
  ) {
    const common = { cluster, role, after, securityGroupIds: [databaseOutputs.read(this).clientSecurityGroupId] };
    return [
      new NodeGroup(this, "system", { ...common, ...system, name: "system", subnetIds, taint: SYSTEM_TAINT }).resource,
      // One for each zone: a volume cannot leave its zone, and an autoscaler must be able to choose one.
      ...zones.map((zone, index) => {
        const name = `general-${zone}`;
        const subnetId = Token.asString(Fn.element([...subnetIds], index));
        const share = (count: number) => Math.ceil(count / zones.length);
        const sizes = { ...nodes, min: share(nodes.min), max: share(nodes.max) };
        return new NodeGroup(this, name, { ...common, ...sizes, name, subnetIds: [subnetId] }).resource;
      }),
    ];
  }
}
