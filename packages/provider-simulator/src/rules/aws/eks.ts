import { blocks, known, number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";
import { placementOf } from "./placement";
import { uniqueRule } from "./unique";

const GUIDE = "https://docs.aws.amazon.com/eks/latest/userguide";
const API = "https://docs.aws.amazon.com/eks/latest/APIReference";
const CLUSTER = "aws_eks_cluster";
const documented = { source: `${API}/API_CreateCluster.html`, standing: "documented" } as const;
const missing = "ResourceNotFoundException";
const keeps = "ResourceInUseException";

/** Types that belong to a cluster; of these, only nodes keep it from being deleted. */
const PARTS = [
  "aws_eks_addon",
  "aws_eks_access_entry",
  "aws_eks_access_policy_association",
  "aws_eks_pod_identity_association",
];

export const eksReferences: readonly Reference[] = [
  { type: CLUSTER, attribute: "role_arn", to: ["aws_iam_role"], missing: "InvalidParameterException", ...documented },
  {
    type: CLUSTER,
    attribute: "vpc_config.subnet_ids",
    to: ["aws_subnet"],
    missing: "InvalidParameterException",
    keeps: "DependencyViolation",
    ...documented,
  },
  {
    type: "aws_eks_node_group",
    attribute: "cluster_name",
    to: [CLUSTER],
    missing,
    keeps,
    source: `${API}/API_DeleteCluster.html`,
    standing: "documented",
  },
  {
    type: "aws_eks_node_group",
    attribute: "node_role_arn",
    to: ["aws_iam_role"],
    missing: "InvalidParameterException",
    source: `${API}/API_CreateNodegroup.html`,
    standing: "documented",
  },
  {
    type: "aws_eks_node_group",
    attribute: "subnet_ids",
    to: ["aws_subnet"],
    missing: "InvalidParameterException",
    keeps: "DependencyViolation",
    source: `${API}/API_CreateNodegroup.html`,
    standing: "documented",
  },
  {
    type: "aws_eks_node_group",
    attribute: "launch_template.id",
    to: ["aws_launch_template"],
    missing: "InvalidRequestException",
    source: `${API}/API_CreateNodegroup.html`,
    standing: "documented",
  },
  ...PARTS.map((type): Reference => ({ type, attribute: "cluster_name", to: [CLUSTER], missing, ...documented })),
  {
    type: "aws_eks_pod_identity_association",
    attribute: "role_arn",
    to: ["aws_iam_role"],
    missing: "InvalidParameterException",
    source: `${API}/API_CreatePodIdentityAssociation.html`,
    standing: "documented",
  },
];

/** What Auto Mode runs: https://docs.aws.amazon.com/eks/latest/userguide/automode.html */
const AUTO_MODE = [
  "compute_config.enabled",
  "kubernetes_network_config.elastic_load_balancing.enabled",
  "storage_config.block_storage.enabled",
];

/** `1.36` is 36. */
function minor(version: string | undefined): number | undefined {
  const [, found] = /^1\.(\d+)$/.exec(version ?? "") ?? [];
  return found === undefined ? undefined : Number(found);
}

export const eksRules: readonly Rule[] = [
  uniqueRule({ type: CLUSTER, attribute: "name", within: "region", code: "ResourceInUseException", ...documented }),
  ...(
    [
      ["aws_eks_node_group", "node_group_name"],
      ["aws_eks_addon", "addon_name"],
      ["aws_eks_access_entry", "principal_arn"],
    ] as const
  ).map(([type, attribute]) =>
    uniqueRule({
      type,
      attribute,
      within: { attribute: "cluster_name" },
      code: "ResourceInUseException",
      ...documented,
    }),
  ),
  {
    name: "cluster-zones",
    types: [CLUSTER],
    attributes: ["vpc_config.subnet_ids"],
    says: "Its subnets are of one VPC, in at least two zones.",
    source: `${GUIDE}/network-reqs.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const ids = texts(values, "vpc_config.subnet_ids");
      const { zones, vpcs, found } = placementOf(ids, platform);
      if (found < ids.length || found === 0) return undefined;
      const attribute = "vpc_config.subnet_ids";
      return [
        ...(zones.length < 2
          ? [
              {
                attribute,
                code: "InvalidParameterException",
                message: `Subnets specified must be in at least two different AZs, and are in ${zones.join()} only.`,
              },
            ]
          : []),
        ...(vpcs.length > 1
          ? [
              {
                attribute,
                code: "InvalidParameterException",
                message: `Subnets belong to ${vpcs.join(" and ")}; a cluster is in one VPC.`,
              },
            ]
          : []),
      ];
    },
  },
  {
    name: "cluster-endpoint",
    types: [CLUSTER],
    attributes: ["vpc_config.endpoint_private_access", "vpc_config.public_access_cidrs"],
    says: "Its API can be reached from inside or from outside, and the ranges that reach it from outside are public ones.",
    source: `${GUIDE}/cluster-endpoint.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const inside = known(values, "vpc_config.endpoint_private_access");
      const outside = known(values, "vpc_config.endpoint_public_access");
      const none = inside.includes(false) && outside.includes(false);
      const reserved = outside.includes(true)
        ? texts(values, "vpc_config.public_access_cidrs").filter((cidr) =>
            /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(cidr),
          )
        : [];
      return [
        ...(none
          ? [
              {
                attribute: "vpc_config",
                code: "InvalidParameterException",
                message: "Private and public endpoint access cannot both be disabled.",
              },
            ]
          : []),
        ...reserved.map(
          (cidr): Refusal => ({
            attribute: "vpc_config",
            code: "InvalidParameterException",
            message: `public_access_cidrs has ${cidr}, which is reserved: from inside, clients use the private endpoint.`,
          }),
        ),
      ];
    },
  },
  {
    name: "auto-mode-as-a-whole",
    types: [CLUSTER],
    attributes: AUTO_MODE,
    says: "Auto Mode is on for compute, load balancers and volumes, or for none of them.",
    source: `${GUIDE}/auto-enable-existing.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const on = AUTO_MODE.filter((path) => known(values, path).includes(true));
      const off = AUTO_MODE.filter((path) => !on.includes(path));
      if (on.length === 0 || off.length === 0) return undefined;
      return {
        attribute: off[0]?.split(".")[0],
        code: "InvalidParameterException",
        message: `Auto Mode is enabled as a whole: ${on.join(" and ")} would be, ${off.join(" and ")} would not.`,
      };
    },
  },
  {
    name: "kubernetes-one-step-up",
    types: [CLUSTER, "aws_eks_node_group"],
    attributes: ["version"],
    says: "Kubernetes goes up by one minor version at a time, and never down.",
    source: `${GUIDE}/update-cluster.html`,
    standing: "documented",
    on: "values",
    check: ({ values, prior, type }) => {
      const [from, to] = [minor(prior ? text(prior, "version") : undefined), minor(text(values, "version"))];
      if (from === undefined || to === undefined || to === from) return undefined;
      const attribute = "version";
      if (to < from)
        return {
          attribute,
          code: "InvalidParameterException",
          message: `Kubernetes cannot go down from 1.${from} to 1.${to}.`,
        };
      if (to === from + 1 || type !== CLUSTER) return undefined;
      return {
        attribute,
        code: "InvalidParameterException",
        message: `Unsupported Kubernetes minor version update from 1.${from} to 1.${to}: go to 1.${from + 1} first.`,
      };
    },
  },
  {
    name: "nodes-not-ahead",
    types: ["aws_eks_node_group"],
    attributes: ["version"],
    says: "Nodes are not newer than their cluster, nor more than three minor versions older.",
    source: "https://kubernetes.io/releases/version-skew-policy/",
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const cluster = platform.find([CLUSTER], text(values, "cluster_name") ?? "");
      const [control, nodes] = [minor(cluster && text(cluster.attributes, "version")), minor(text(values, "version"))];
      if (control === undefined || nodes === undefined || (nodes <= control && nodes >= control - 3)) return undefined;
      return {
        attribute: "version",
        code: "InvalidParameterException",
        message: `Nodes of 1.${nodes} do not fit a cluster of 1.${control}: they may be of 1.${control - 3} to 1.${control}.`,
      };
    },
  },
  {
    name: "node-group-sizes",
    types: ["aws_eks_node_group", "aws_autoscaling_group"],
    attributes: ["scaling_config.desired_size"],
    says: "Its least size is not above the wanted one, and that not above the largest.",
    source: `${API}/API_NodegroupScalingConfig.html`,
    standing: "documented",
    on: "values",
    check: ({ values, type }) => {
      const names =
        type === "aws_eks_node_group"
          ? ["scaling_config.min_size", "scaling_config.desired_size", "scaling_config.max_size"]
          : ["min_size", "desired_capacity", "max_size"];
      const [low, wanted, high] = names.map((name) => number(values, name));
      const sorted = [low, wanted, high].filter((size) => size !== undefined);
      if (sorted.every((size, index) => index === 0 || size >= (sorted[index - 1] ?? 0))) return undefined;
      return {
        attribute: names[0]?.split(".")[0],
        code: "InvalidParameterException",
        message: `Sizes must rise from least over wanted to largest, and are ${low}, ${wanted} and ${high}.`,
      };
    },
  },
  {
    name: "node-architecture",
    types: ["aws_eks_node_group"],
    attributes: ["ami_type", "instance_types"],
    says: "Its image and its instance types are of one architecture.",
    source: `${GUIDE}/eks-optimized-ami.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const image = text(values, "ami_type");
      if (image === undefined || image === "CUSTOM") return undefined;
      const wantsArm = /ARM/i.test(image);
      return texts(values, "instance_types").flatMap((type) =>
        isArm(type) === wantsArm
          ? []
          : [
              {
                attribute: "instance_types",
                code: "InvalidParameterException",
                message: `[${type}] is not a valid instance type for requested amiType ${image}: it is ${isArm(type) ? "arm64" : "x86_64"}.`,
              },
            ],
      );
    },
  },
  {
    name: "node-taints",
    types: ["aws_eks_node_group"],
    attributes: ["taint"],
    says: "It has at most 50 taints, each of another key and effect.",
    source: `${API}/API_Taint.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const taints = blocks(values, "taint").map((taint) => `${text(taint, "key")} ${text(taint, "effect")}`);
      const twice = taints.find((taint, index) => taints.indexOf(taint) < index);
      if (twice === undefined && taints.length <= 50) return undefined;
      return {
        attribute: "taint",
        code: "InvalidParameterException",
        message:
          twice === undefined
            ? `${taints.length} taints are too many; 50 are allowed.`
            : `The taint ${twice} stands twice.`,
      };
    },
  },
  {
    name: "entries-need-api-mode",
    types: ["aws_eks_access_entry"],
    attributes: ["cluster_name"],
    says: "Access entries are for clusters whose authentication mode is API, or API_AND_CONFIG_MAP.",
    source: `${GUIDE}/setting-up-access-entries.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const cluster = platform.find([CLUSTER], text(values, "cluster_name") ?? "");
      if (!cluster || !texts(cluster.attributes, "access_config.authentication_mode").includes("CONFIG_MAP"))
        return undefined;
      return {
        attribute: "cluster_name",
        code: "InvalidRequestException",
        message: `The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation, and is CONFIG_MAP.`,
      };
    },
  },
  {
    name: "authentication-mode-one-way",
    types: [CLUSTER],
    attributes: ["access_config.authentication_mode"],
    says: "The authentication mode goes from CONFIG_MAP over API_AND_CONFIG_MAP to API, and not back.",
    source: `${GUIDE}/setting-up-access-entries.html`,
    standing: "documented",
    on: "values",
    check: ({ values, prior }) => {
      const order = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
      const path = "access_config.authentication_mode";
      const [before, after] = [prior ? text(prior, path) : undefined, text(values, path)];
      if (before === undefined || after === undefined || order.indexOf(after) >= order.indexOf(before))
        return undefined;
      return {
        attribute: "access_config",
        code: "InvalidParameterException",
        message: `Unsupported authentication mode update from ${before} to ${after}: it goes one way only.`,
      };
    },
  },
  {
    name: "one-identity-per-account",
    types: ["aws_eks_pod_identity_association"],
    attributes: ["service_account"],
    says: "A service account has one association.",
    source: `${GUIDE}/pod-id-association.html`,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const account = text(values, "service_account");
      const same = (name: string, other: Parameters<typeof text>[0]) => text(other, name) === text(values, name);
      const others =
        account === undefined ? [] : platform.where("aws_eks_pod_identity_association", "service_account", account);
      if (
        !others.some((it) => it.key !== key && same("cluster_name", it.attributes) && same("namespace", it.attributes))
      )
        return undefined;
      return {
        attribute: "service_account",
        code: "ResourceInUseException",
        message: `Association already exists for ${text(values, "namespace")}/${account}.`,
      };
    },
  },
  {
    name: "node-template-said-once",
    types: ["aws_eks_node_group"],
    attributes: ["disk_size", "remote_access"],
    says: "What a launch template says, the node group does not: disk and remote access.",
    source: `${GUIDE}/launch-templates.html`,
    standing: "documented",
    on: "values",
    check: ({ values, prior }) => {
      if (blocks(values, "launch_template").length === 0) return undefined;
      // What was there before was decided by the platform itself.
      const twice = ["disk_size", "remote_access"].filter(
        (name) => known(values, name).length > 0 && known(prior ?? {}, name).length === 0,
      );
      return twice.map((attribute) => ({
        attribute,
        code: "InvalidParameterException",
        message: `${attribute} is for node groups without a launch template. Say it in the template.`,
      }));
    },
  },
];

/** Graviton: a g after the generation, as in m7g, c8gn, is4gen; a1 was the first. */
function isArm(type: string): boolean {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(type);
}
