import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster as AwsEksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { protectedLifecycle } from "../core/lifecycle";
import { EncryptionKey } from "../encryption/encryption-key";
import { ServiceRole } from "../iam/service-role";

export interface EksClusterProps {
  /** Of Kubernetes, such as 1.36. */
  readonly version: string;
  /** Subnets in two zones at least. */
  readonly subnetIds: readonly string[];
  /** Range from which the API is reached inside the network. */
  readonly vpcCidr: string;
  /** Ranges from which the API is reached from outside; none keeps it inside. */
  readonly publicAccessCidrs: readonly string[];
  readonly logRetentionDays: number;
  /** Role of nodes that EKS makes by itself: Auto Mode. @default nodes are ours to make */
  readonly autoModeRole?: ServiceRole;
}

/** What the control plane does in Auto Mode: https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html */
const AUTO_MODE_POLICIES = ["Compute", "BlockStorage", "LoadBalancing", "Networking"].map(
  (what) => `AmazonEKS${what}Policy`,
);

/** Every log that the control plane writes: who did what is asked after the fact. */
const LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * The control plane of EKS: private, logged, with its secrets encrypted by a key of ours, entered by access entries only.
 * Source: https://docs.aws.amazon.com/eks/latest/best-practices/security.html
 */
export class EksCluster extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly version: string;
  /** The group that EKS makes for control plane and nodes. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: EksClusterProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const name = stack.physicalName("cluster");
    const { autoModeRole } = props;
    const enabled = autoModeRole !== undefined;
    const key = new EncryptionKey(this, "key", { name: "cluster", description: "Secrets of the Kubernetes cluster" });
    // Made before the cluster: EKS would make it itself, to be kept for ever.
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/eks/${name}/cluster`,
      retentionInDays: props.logRetentionDays,
    });
    const role = new ServiceRole(this, "role", {
      name: stack.physicalName("role", "cluster"),
      description: "The control plane of the Kubernetes cluster",
      service: "eks.amazonaws.com",
      sessionTags: enabled,
      managedPolicies: ["AmazonEKSClusterPolicy", ...(enabled ? AUTO_MODE_POLICIES : [])],
      // https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
      statements: [
        { actions: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"], resources: [key.arn] },
      ],
    });
    const cluster = new AwsEksCluster(this, "Resource", {
      name,
      version: props.version,
      roleArn: role.arn,
      // Add-ons are ours to order: networking before nodes, the rest after them.
      bootstrapSelfManagedAddons: false,
      // Whoever creates the cluster administers it, which deploying on it takes; a change of this would replace it.
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
      vpcConfig: {
        subnetIds: [...props.subnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: props.publicAccessCidrs.length > 0,
        publicAccessCidrs: props.publicAccessCidrs.length > 0 ? [...props.publicAccessCidrs] : undefined,
      },
      encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
      enabledClusterLogTypes: LOGS,
      // All three together; said when they are off as well, since leaving them out would not turn them off:
      // https://docs.aws.amazon.com/eks/latest/userguide/auto-disable.html
      computeConfig: enabled ? { enabled, nodePools: ["system"], nodeRoleArn: autoModeRole.arn } : { enabled },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled } },
      storageConfig: { blockStorage: { enabled } },
      // Paid support for what is too old is refused: EKS then upgrades, which is planned for here.
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      deletionProtection: stack.deletionProtection,
      dependsOn: [logs, ...role.rights, ...(autoModeRole?.rights ?? [])],
      lifecycle: protectedLifecycle(this),
    });
    this.name = cluster.name;
    this.arn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.version = cluster.version;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    new VpcSecurityGroupIngressRule(this, "from-vpc-443", {
      securityGroupId: this.securityGroupId,
      cidrIpv4: props.vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: "Kubernetes API from inside the VPC",
    });
  }
}
