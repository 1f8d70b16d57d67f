import { CHARTS } from "../helm/catalogue";
import type { PolicyStatement } from "../iam/policy-document";
import type { AddOn, ClusterFacts } from "./add-on";
import type { InterruptionQueue } from "./interruption-queue";

export interface KarpenterProps {
  readonly queue: InterruptionQueue;
  /** Role that it may give to nodes. */
  readonly nodeRoleArn: string;
}

/**
 * Makes nodes one by one, as pods fit, and replaces them. Its kinds are a release of their own, since Helm never upgrades
 * those inside a chart: https://karpenter.sh/docs/upgrading/upgrade-guide/
 */
export function karpenter(cluster: ClusterFacts, props: KarpenterProps): readonly AddOn[] {
  return [
    { id: "karpenter-crd", chart: CHARTS.karpenterCrd, namespace: "kube-system", values: {} },
    {
      id: "karpenter",
      chart: CHARTS.karpenter,
      namespace: "kube-system",
      needs: ["karpenter-crd"],
      after: props.queue.resources,
      identity: { serviceAccount: "karpenter", statements: statements(cluster, props) },
      values: {
        // Two of them, on system nodes: the chart's defaults, since a node that it made is no place for it.
        replicas: 2,
        serviceAccount: { name: "karpenter" },
        settings: {
          clusterName: cluster.name,
          eksControlPlane: true,
          interruptionQueue: props.queue.name,
          enableZonalShift: true,
        },
        controller: { resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { memory: "1Gi" } } },
      },
    },
  ];
}

const equals = (values: Readonly<Record<string, string>>, test = "StringEquals") =>
  Object.entries(values).map(([variable, value]) => ({ test, variable, values: [value] }));
const anyOf = (variable: string) => ({ test: "StringLike", variable, values: ["*"] });

/** After https://karpenter.sh/docs/reference/cloudformation/: it changes what it has tagged, and makes nothing untagged. */
function statements(
  { name, region, partition, account }: ClusterFacts,
  { queue, nodeRoleArn }: KarpenterProps,
): readonly PolicyStatement[] {
  const ec2 = (kinds: readonly string[], owner = "*") =>
    kinds.map((kind) => `arn:${partition}:ec2:${region}:${owner}:${kind}/*`);
  const made = ec2(["fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume"]);
  const profiles = [`arn:${partition}:iam::${account}:instance-profile/*`];
  const clusterArn = `arn:${partition}:eks:${region}:${account}:cluster/${name}`;
  const tag = `kubernetes.io/cluster/${name}`;
  const own = equals({ [`aws:ResourceTag/${tag}`]: "owned" });
  const asOwn = equals({ [`aws:RequestTag/${tag}`]: "owned", "aws:RequestTag/eks:eks-cluster-name": name });
  const here = "topology.kubernetes.io/region";
  return [
    {
      sid: "LaunchFrom",
      actions: ["ec2:CreateFleet", "ec2:RunInstances"],
      resources: [
        ...ec2(["image", "snapshot"], ""),
        ...ec2(["capacity-reservation", "placement-group", "security-group", "subnet"]),
      ],
    },
    {
      sid: "LaunchByOwnTemplates",
      actions: ["ec2:CreateFleet", "ec2:RunInstances"],
      resources: ec2(["launch-template"]),
      condition: [...own, anyOf("aws:ResourceTag/karpenter.sh/nodepool")],
    },
    {
      sid: "MakeTagged",
      actions: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
      resources: made,
      condition: [...asOwn, anyOf("aws:RequestTag/karpenter.sh/nodepool")],
    },
    {
      sid: "TagNew",
      actions: ["ec2:CreateTags"],
      resources: made,
      condition: [
        ...asOwn,
        {
          test: "StringEquals",
          variable: "ec2:CreateAction",
          values: ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
        },
        anyOf("aws:RequestTag/karpenter.sh/nodepool"),
      ],
    },
    {
      sid: "TagOwn",
      actions: ["ec2:CreateTags"],
      resources: ec2(["instance"]),
      condition: [
        ...own,
        anyOf("aws:ResourceTag/karpenter.sh/nodepool"),
        ...equals({ "aws:RequestTag/eks:eks-cluster-name": name }, "StringEqualsIfExists"),
        {
          test: "ForAllValues:StringEquals",
          variable: "aws:TagKeys",
          values: ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
        },
      ],
    },
    {
      sid: "RemoveOwn",
      actions: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
      resources: ec2(["instance", "launch-template"]),
      condition: [...own, anyOf("aws:ResourceTag/karpenter.sh/nodepool")],
    },
    {
      sid: "GiveNodesTheirRole",
      actions: ["iam:PassRole"],
      resources: [nodeRoleArn],
      condition: [
        {
          test: "StringEquals",
          variable: "iam:PassedToService",
          values: ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"],
        },
      ],
    },
    {
      sid: "MakeInstanceProfiles",
      actions: ["iam:CreateInstanceProfile"],
      resources: profiles,
      condition: [
        ...asOwn,
        ...equals({ [`aws:RequestTag/${here}`]: region }),
        anyOf("aws:RequestTag/karpenter.k8s.aws/ec2nodeclass"),
      ],
    },
    {
      sid: "TagInstanceProfiles",
      actions: ["iam:TagInstanceProfile"],
      resources: profiles,
      condition: [
        ...own,
        ...asOwn,
        ...equals({ [`aws:ResourceTag/${here}`]: region, [`aws:RequestTag/${here}`]: region }),
        anyOf("aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass"),
        anyOf("aws:RequestTag/karpenter.k8s.aws/ec2nodeclass"),
      ],
    },
    {
      sid: "ChangeInstanceProfiles",
      actions: ["iam:AddRoleToInstanceProfile", "iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
      resources: profiles,
      condition: [
        ...own,
        ...equals({ [`aws:ResourceTag/${here}`]: region }),
        anyOf("aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass"),
      ],
    },
    { sid: "FindCluster", actions: ["eks:DescribeCluster"], resources: [clusterArn] },
    {
      sid: "HearOfInterruptions",
      actions: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      resources: [queue.arn],
    },
    {
      sid: "HearOfZonalShifts",
      actions: ["arc-zonal-shift:GetManagedResource"],
      resources: ["*"],
      condition: equals({ "arc-zonal-shift:ResourceIdentifier": clusterArn }),
    },
    {
      sid: "LookAround",
      actions: [
        ...["CapacityReservations", "Images", "Instances", "InstanceStatus", "InstanceTypeOfferings", "InstanceTypes"],
        ...["LaunchTemplates", "PlacementGroups", "SecurityGroups", "SpotPriceHistory", "Subnets"],
      ].map((what) => `ec2:Describe${what}`),
      resources: ["*"],
      condition: equals({ "aws:RequestedRegion": region }),
    },
    {
      sid: "FindImages",
      actions: ["ssm:GetParameter"],
      resources: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`],
    },
    { sid: "ComparePrices", actions: ["pricing:GetProducts"], resources: ["*"] },
    { sid: "ListInstanceProfiles", actions: ["iam:ListInstanceProfiles"], resources: ["*"] },
    { sid: "ReadInstanceProfiles", actions: ["iam:GetInstanceProfile"], resources: profiles },
  ];
}
