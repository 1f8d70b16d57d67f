import { CHARTS } from "../helm/catalogue";
import type { PolicyStatement } from "../iam/policy-document";
import { type AddOn, type ClusterFacts, DEFAULT_INGRESS_CLASS, ON_SYSTEM_NODES } from "./add-on";

/**
 * Makes load balancers for Ingress and Service objects. Region and VPC are given: with a hop limit of 1 it could not ask
 * the node. Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/
 * @param isDefault whether Ingress objects that name no class are its own
 */
export function loadBalancerController({ name, region, vpcId, partition }: ClusterFacts, isDefault: boolean): AddOn {
  return {
    id: "aws-load-balancer-controller",
    chart: CHARTS.awsLoadBalancerController,
    namespace: "kube-system",
    is: isDefault ? [DEFAULT_INGRESS_CLASS] : [],
    identity: { serviceAccount: "aws-load-balancer-controller", statements: statements(partition) },
    values: {
      clusterName: name,
      region,
      vpcId,
      replicaCount: 2,
      serviceAccount: { name: "aws-load-balancer-controller" },
      // Its webhook would hold up every Service of the cluster until the controller is ready.
      enableServiceMutatorWebhook: false,
      ingressClass: "alb",
      createIngressClassResource: true,
      ingressClassConfig: { default: isDefault },
      defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      podDisruptionBudget: { maxUnavailable: 1 },
      tolerations: ON_SYSTEM_NODES,
    },
  };
}

/** What the controller has made carries this tag, and only that may it change. */
const CLUSTER_TAG = "elbv2.k8s.aws/cluster";
const OWN = { test: "Null", variable: `aws:ResourceTag/${CLUSTER_TAG}`, values: ["false"] };
const TAGGED_OWN = { test: "Null", variable: `aws:RequestTag/${CLUSTER_TAG}`, values: ["false"] };
const NOT_RETAGGED = { test: "Null", variable: `aws:RequestTag/${CLUSTER_TAG}`, values: ["true"] };

const actions = (service: string, names: readonly string[]) => names.map((name) => `${service}:${name}`);

/** After https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/, for any partition. */
function statements(partition: string): readonly PolicyStatement[] {
  const arns = (service: string, kinds: readonly string[]) =>
    kinds.map((kind) => `arn:${partition}:${service}:*:*:${kind}`);
  const elb = (names: readonly string[]) => actions("elasticloadbalancing", names);
  const balancers = arns("elasticloadbalancing", ["targetgroup/*/*", "loadbalancer/net/*/*", "loadbalancer/app/*/*"]);
  const listeners = arns("elasticloadbalancing", [
    ...["listener/net/*/*/*", "listener/app/*/*/*", "listener-rule/net/*/*/*", "listener-rule/app/*/*/*"],
  ]);
  const groups = arns("ec2", ["security-group/*"]);
  return [
    {
      sid: "FirstLoadBalancerOfAnAccount",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: ["*"],
      condition: [
        { test: "StringEquals", variable: "iam:AWSServiceName", values: ["elasticloadbalancing.amazonaws.com"] },
      ],
    },
    {
      sid: "LookAround",
      actions: [
        ...actions("ec2", ["Describe*", "GetCoipPoolUsage", "GetSecurityGroupsForVpc"]),
        ...elb(["Describe*"]),
        ...actions("acm", ["DescribeCertificate", "ListCertificates"]),
        ...actions("wafv2", ["GetWebACL", "GetWebACLForResource"]),
        ...actions("shield", ["DescribeProtection", "GetSubscriptionState"]),
      ],
      resources: ["*"],
    },
    {
      sid: "ProtectLoadBalancers",
      actions: [
        ...actions("wafv2", ["AssociateWebACL", "DisassociateWebACL"]),
        ...actions("shield", ["CreateProtection", "DeleteProtection"]),
      ],
      resources: ["*"],
    },
    {
      sid: "OpenGroupsOfNodes",
      actions: actions("ec2", ["AuthorizeSecurityGroupIngress", "CreateSecurityGroup", "RevokeSecurityGroupIngress"]),
      resources: ["*"],
    },
    {
      sid: "TagNewGroups",
      actions: ["ec2:CreateTags"],
      resources: groups,
      condition: [{ test: "StringEquals", variable: "ec2:CreateAction", values: ["CreateSecurityGroup"] }, TAGGED_OWN],
    },
    {
      sid: "TagOwnGroups",
      actions: ["ec2:CreateTags", "ec2:DeleteTags"],
      resources: groups,
      condition: [NOT_RETAGGED, OWN],
    },
    { sid: "DeleteOwnGroups", actions: ["ec2:DeleteSecurityGroup"], resources: ["*"], condition: [OWN] },
    {
      sid: "CreateTagged",
      actions: elb(["CreateLoadBalancer", "CreateTargetGroup"]),
      resources: ["*"],
      condition: [TAGGED_OWN],
    },
    {
      sid: "TagNew",
      actions: elb(["AddTags"]),
      resources: balancers,
      condition: [
        {
          test: "StringEquals",
          variable: "elasticloadbalancing:CreateAction",
          values: ["CreateLoadBalancer", "CreateTargetGroup"],
        },
        TAGGED_OWN,
      ],
    },
    {
      sid: "TagOwn",
      actions: elb(["AddTags", "RemoveTags"]),
      resources: balancers,
      condition: [NOT_RETAGGED, OWN],
    },
    { sid: "TagListeners", actions: elb(["AddTags", "RemoveTags"]), resources: listeners },
    {
      sid: "ChangeListeners",
      actions: elb([
        ...["CreateListener", "CreateRule", "DeleteListener", "DeleteRule", "ModifyListener", "ModifyRule"],
        ...["AddListenerCertificates", "RemoveListenerCertificates", "SetRulePriorities", "SetWebAcl"],
      ]),
      resources: ["*"],
    },
    {
      sid: "ChangeOwn",
      actions: elb([
        ...["DeleteLoadBalancer", "DeleteTargetGroup", "ModifyCapacityReservation", "ModifyIpPools"],
        ...["ModifyListenerAttributes", "ModifyLoadBalancerAttributes", "ModifyTargetGroup"],
        ...["ModifyTargetGroupAttributes", "SetIpAddressType", "SetSecurityGroups", "SetSubnets"],
      ]),
      resources: ["*"],
      condition: [OWN],
    },
    {
      sid: "RegisterPods",
      actions: elb(["DeregisterTargets", "RegisterTargets"]),
      resources: arns("elasticloadbalancing", ["targetgroup/*/*"]),
    },
  ];
}
