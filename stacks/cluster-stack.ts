import { Fn, type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { ClusterAccess } from "../constructs/cluster/cluster-access";
import { ClusterAddon, type ClusterAddonProps } from "../constructs/cluster/cluster-addon";
import { EksCluster, type EksClusterProps } from "../constructs/cluster/eks-cluster";
import { NodeGroup, type NodeGroupProps } from "../constructs/cluster/node-group";
import { NodeRole } from "../constructs/cluster/node-role";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import type { Zone } from "../constructs/network/zone";
import { databaseOutputs } from "./database-stack";
import { networkOutputs } from "./network-stack";

type Sizes = Pick<NodeGroupProps, "instanceTypes" | "capacity" | "min" | "max" | "volumeGb">;

/** Who adds nodes when pods wait: by groups of EKS, one by one, or EKS by itself. */
export type Scaling = "cluster-autoscaler" | "karpenter" | "auto-mode";

export interface ClusterStackProps
  extends BaseStackProps,
    Pick<EksClusterProps, "version" | "publicAccessCidrs" | "logRetentionDays"> {
  /** Of add-ons of EKS that are held back, by their names. */
  readonly addonVersions: Readonly<Record<string, string | undefined>>;
  /** Zones of the network, in the order of its subnets. */
  readonly zones: readonly Zone[];
  /** ARNs of roles that get in beside the one that deploys. */
  readonly access: {
    readonly administrators: readonly string[];
    readonly deployers: readonly string[];
    readonly viewers: readonly string[];
  };
  readonly scaling: Scaling;
  /** Nodes for what runs the cluster itself; in Auto Mode EKS has its own. */
  readonly system: Sizes;
  /** Nodes for everything else, spread over the zones; made here for the Cluster Autoscaler alone. */
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

/** Only what tolerates it runs on system nodes: add-ons do. */
const SYSTEM_TAINT = { key: "CriticalAddonsOnly", value: "true" };

type InstallAddon = (name: string, more?: Omit<ClusterAddonProps, "cluster" | "name">) => ITerraformDependable;

/** The control plane, its nodes and the add-ons that a cluster is none without. */
export class ClusterStack extends BaseStack {
  constructor(scope: Construct, props: ClusterStackProps) {
    super(scope, props);
    const network = networkOutputs.read(this);
    const isAuto = props.scaling === "auto-mode";
    const role = new NodeRole(this, "nodes", {
      name: "nodes",
      description: "Nodes of the Kubernetes cluster",
      autoMode: isAuto,
    });
    const cluster = new EksCluster(this, "cluster", {
      ...props,
      subnetIds: network.privateSubnetIds,
      vpcCidr: network.vpcCidr,
      autoModeRole: isAuto ? role : undefined,
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

    const addon: InstallAddon = (name, more = {}) =>
      new ClusterAddon(this, name, { cluster, name, version: props.addonVersions[name], ...more }).resource;
    const nodes = isAuto ? [] : this.nodes(cluster, role, props, network.privateSubnetIds, addon);
    const onSystemNodes = { settings: { tolerations: [{ key: SYSTEM_TAINT.key, operator: "Exists" }] }, after: nodes };
    addon("snapshot-controller", onSystemNodes);
    addon("metrics-server", onSystemNodes);

    clusterOutputs.publish(this, {
      name: cluster.name,
      arn: cluster.arn,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      securityGroupId: cluster.securityGroupId,
      nodeRoleArn: role.arn,
    });
  }

  /** Nodes, what they need before they are ready, and what needs them: all that Auto Mode brings by itself. */
  private nodes(
    cluster: EksCluster,
    role: NodeRole,
    { zones, scaling, system, nodes }: ClusterStackProps,
    subnetIds: readonly string[],
    addon: InstallAddon,
  ): readonly ITerraformDependable[] {
    // Without these no node gets ready: https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html
    const after = [
      addon("eks-pod-identity-agent"),
      addon("vpc-cni", {
        identity: { serviceAccount: "aws-node", managedPolicies: ["AmazonEKS_CNI_Policy"] },
        // Network policies are enforced, and a node has addresses for as many pods as it can run.
        settings: { enableNetworkPolicy: "true", env: { ENABLE_PREFIX_DELEGATION: "true" } },
      }),
      addon("kube-proxy"),
    ];
    const common = { cluster, role, after, securityGroupIds: [databaseOutputs.read(this).clientSecurityGroupId] };
    const groups = [
      new NodeGroup(this, "system", { ...common, ...system, name: "system", subnetIds, taint: SYSTEM_TAINT }).resource,
      // One for each zone: a volume cannot leave its zone, and an autoscaler must be able to choose one.
      ...(scaling === "cluster-autoscaler" ? zones : []).map((zone, index) => {
        const name = `general-${zone}`;
        const subnetId = Token.asString(Fn.element([...subnetIds], index));
        const share = (count: number) => Math.ceil(count / zones.length);
        const sizes = { ...nodes, min: share(nodes.min), max: share(nodes.max) };
        return new NodeGroup(this, name, { ...common, ...sizes, name, subnetIds: [subnetId] }).resource;
      }),
    ];
    addon("coredns", { after: groups });
    addon("aws-ebs-csi-driver", {
      identity: { serviceAccount: "ebs-csi-controller-sa", managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"] },
      after: groups,
    });
    return groups;
  }
}
