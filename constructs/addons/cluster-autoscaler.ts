import { CHARTS } from "../helm/catalogue";
import { type AddOn, type ClusterFacts, ON_SYSTEM_NODES } from "./add-on";

/**
 * Adds nodes for pods that wait, and takes away those that idle.
 * Source: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export function clusterAutoscaler({ name, region, version }: ClusterFacts): AddOn {
  return {
    id: "cluster-autoscaler",
    chart: CHARTS.clusterAutoscaler,
    namespace: "kube-system",
    identity: {
      serviceAccount: "cluster-autoscaler",
      statements: [
        {
          sid: "LookAround",
          actions: [
            ...["DescribeAutoScalingGroups", "DescribeAutoScalingInstances", "DescribeLaunchConfigurations"].map(
              (action) => `autoscaling:${action}`,
            ),
            ...["autoscaling:DescribeScalingActivities", "autoscaling:DescribeTags", "eks:DescribeNodegroup"],
            ...["ec2:DescribeImages", "ec2:DescribeInstanceTypes", "ec2:DescribeLaunchTemplateVersions"],
            "ec2:GetInstanceTypesFromInstanceRequirements",
          ],
          resources: ["*"],
        },
        {
          sid: "ResizeOwnGroups",
          actions: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
          resources: ["*"],
          condition: [
            {
              test: "StringEquals",
              // EKS tags the groups of its nodes with it.
              variable: `aws:ResourceTag/k8s.io/cluster-autoscaler/${name}`,
              values: ["owned"],
            },
          ],
        },
      ],
    },
    values: {
      autoDiscovery: { clusterName: name },
      awsRegion: region,
      // Made for one minor version of Kubernetes: that of the cluster.
      image: { tag: `v${version}.0` },
      replicaCount: 2,
      rbac: { serviceAccount: { name: "cluster-autoscaler" } },
      extraArgs: { "balance-similar-node-groups": true, "skip-nodes-with-system-pods": false, expander: "least-waste" },
      podDisruptionBudget: { maxUnavailable: 1 },
      tolerations: ON_SYSTEM_NODES,
    },
  };
}
