import { App } from "cdktf";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { policyErrors, temporaryFolder } from "../helpers/stack";
import { dataOf, resourcesOf } from "../helpers/template";

const ROLE = "arn:aws:iam::222222222222:role/auditors";

function cluster(topology: EnvironmentInput["topology"] = production.topology) {
  const [environment] = resolveEnvironments(organization, [{ ...production, topology }]) as [Environment];
  const stacks = buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment);
  const stack = stacks.find(({ layer }) => layer === "cluster");
  if (!stack) throw new Error("there is no cluster");
  return stack;
}

const stack = cluster();
const [control] = Object.values(resourcesOf(stack, "aws_eks_cluster"));
const groups = resourcesOf(stack, "aws_eks_node_group");
const addons = resourcesOf(stack, "aws_eks_addon");

describe("the cluster of production", () => {
  it("passes every policy", () => {
    expect(policyErrors(stack)).toEqual([]);
  });

  it("is reached from inside only, and by access entries only", () => {
    expect(control).toMatchObject({
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
      access_config: { authentication_mode: "API" },
    });
    expect(JSON.stringify(control)).not.toContain("public_access_cidrs");
  });

  it("is reached from outside by the ranges that are named, and no other", () => {
    const [open] = Object.values(
      resourcesOf(cluster({ kind: "kubernetes", publicAccessCidrs: ["203.0.113.0/24"] }), "aws_eks_cluster"),
    );
    expect(open?.vpc_config).toMatchObject({ endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] });
  });

  it("lets in who is named, with the rights that are named", () => {
    const withAccess = cluster({ kind: "kubernetes", access: { viewers: [ROLE] } });
    const entries = Object.values(resourcesOf(withAccess, "aws_eks_access_entry"));
    expect(entries.map(({ principal_arn }) => principal_arn)).toEqual([
      ...["arn:aws:iam::222222222222:role/operations", ROLE],
    ]);
    const policies = Object.values(resourcesOf(withAccess, "aws_eks_access_policy_association"));
    expect(policies.map(({ policy_arn }) => policy_arn)).toEqual([
      "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      // It shows no secrets, as AmazonEKSAdminViewPolicy would.
      "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    ]);
  });

  it("has the add-ons that AWS chooses for its version, but those that are held back", () => {
    const held = cluster({ kind: "kubernetes", addonVersions: { coredns: "v1.12.4-eksbuild.1" } });
    const versions = (of: typeof stack) => {
      const chosen = Object.values(dataOf(of, "aws_eks_addon_version")).map(({ addon_name }) => addon_name);
      const { coredns, kube_proxy } = resourcesOf(of, "aws_eks_addon");
      return [chosen.includes("coredns"), coredns?.addon_version, kube_proxy?.addon_version];
    };
    const chosen = (name: string) => `\${data.aws_eks_addon_version.${name}_version.version}`;
    expect(versions(stack)).toEqual([true, chosen("coredns"), chosen("kube_proxy")]);
    expect(versions(held)).toEqual([false, "v1.12.4-eksbuild.1", chosen("kube_proxy")]);
  });

  it("writes every log, into a group that does not keep them for ever", () => {
    expect(control?.enabled_cluster_log_types).toEqual([
      ...["api", "audit", "authenticator", "controllerManager", "scheduler"],
    ]);
    expect(Object.values(resourcesOf(stack, "aws_cloudwatch_log_group"))).toEqual([
      { name: "/aws/eks/httpsok-production/cluster", retention_in_days: 365 },
    ]);
  });

  it("encrypts secrets, is protected, and never pays for extended support", () => {
    expect(control).toMatchObject({
      encryption_config: { resources: ["secrets"] },
      deletion_protection: true,
      upgrade_policy: { support_type: "STANDARD" },
      lifecycle: { prevent_destroy: true },
    });
  });
});

describe("its nodes", () => {
  it("are a group for controllers, and one in each zone for everything else", () => {
    expect(Object.values(groups).map(({ node_group_name_prefix }) => node_group_name_prefix)).toEqual([
      ...["system-", "general-a-", "general-b-", "general-c-"],
    ]);
    expect(groups.system?.taint).toEqual([{ effect: "NO_SCHEDULE", key: "CriticalAddonsOnly", value: "true" }]);
  });

  it("share the sizes that the environment gives", () => {
    const sizes = ["a", "b", "c"].map((zone) => groups[`general_${zone}`]?.scaling_config);
    expect(sizes).toEqual([1, 2, 3].map(() => ({ desired_size: 1, min_size: 1, max_size: 3 })));
  });

  it("leave their number to the autoscaler", () => {
    expect(groups.general_a?.lifecycle).toMatchObject({ ignore_changes: ["scaling_config[0].desired_size"] });
  });

  it("are there before those are gone that they replace", () => {
    for (const group of Object.values(groups)) {
      expect(group).toMatchObject({ lifecycle: { create_before_destroy: true } });
      expect(group.node_group_name).toBeUndefined();
    }
  });

  it("boot the image of their architecture", () => {
    expect(groups.general_a?.ami_type).toBe("AL2023_ARM_64_STANDARD");
    const intel = cluster({ kind: "kubernetes", nodes: { instanceTypes: ["m7i.2xlarge"] } });
    expect(resourcesOf(intel, "aws_eks_node_group").general_a?.ami_type).toBe("AL2023_x86_64_STANDARD");
  });

  it("may be spot where the environment says so, and are bought for the hour elsewhere", () => {
    expect(groups.general_a?.capacity_type).toBeUndefined();
    const cheap = resolveEnvironments(organization, [
      {
        name: "small",
        class: "testing",
        network: { cidr: "10.60.0.0/16" },
        topology: { kind: "kubernetes", nodes: { capacity: "spot" } },
      },
    ]).flatMap((environment) =>
      buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment),
    );
    const [spot] = cheap
      .filter(({ layer }) => layer === "cluster")
      .map((one) => resourcesOf(one, "aws_eks_node_group"));
    expect([spot?.general_a?.capacity_type, spot?.system?.capacity_type]).toEqual(["SPOT", undefined]);
  });

  it("give no pod their identity, and encrypt what they write", () => {
    for (const template of Object.values(resourcesOf(stack, "aws_launch_template"))) {
      expect(template).toMatchObject({
        metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
        block_device_mappings: [{ ebs: { encrypted: "true", volume_type: "gp3" } }],
      });
    }
  });

  it("reach the database", () => {
    expect(JSON.stringify(resourcesOf(stack, "aws_launch_template").general_a_template)).toContain(
      "client_security_group_id",
    );
  });
});

describe("nodes that are made one by one", () => {
  const karpenter = cluster({ kind: "kubernetes", scaling: "karpenter" });
  const auto = cluster({ kind: "kubernetes", scaling: "auto-mode" });

  it("by Karpenter: a group for controllers is all that is made here", () => {
    expect(policyErrors(karpenter)).toEqual([]);
    expect(Object.keys(resourcesOf(karpenter, "aws_eks_node_group"))).toEqual(["system"]);
    expect(Object.keys(resourcesOf(karpenter, "aws_eks_addon"))).toEqual(Object.keys(addons));
  });

  it("by Auto Mode: nothing is, and EKS brings networking, volumes and load balancers", () => {
    expect(policyErrors(auto)).toEqual([]);
    expect(resourcesOf(auto, "aws_eks_node_group")).toEqual({});
    expect(Object.keys(resourcesOf(auto, "aws_eks_addon"))).toEqual(["snapshot_controller", "metrics_server"]);
    const [made] = Object.values(resourcesOf(auto, "aws_eks_cluster"));
    expect(made).toMatchObject({
      compute_config: { enabled: true, node_pools: ["system"], node_role_arn: "${aws_iam_role.nodes.arn}" },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
      storage_config: { block_storage: { enabled: true } },
      bootstrap_self_managed_addons: false,
    });
  });

  it("by Auto Mode: the control plane has the rights to do so, and nodes fewer than elsewhere", () => {
    const attachments = Object.values(resourcesOf(auto, "aws_iam_role_policy_attachment"));
    const policies = (role: string) =>
      attachments
        .filter((one) => String(one.role).includes(role))
        .map((one) => String(one.policy_arn).split("/").at(-1));
    expect(policies("cluster_role")).toEqual(
      ["Cluster", "Compute", "BlockStorage", "LoadBalancing", "Networking"].map((what) => `AmazonEKS${what}Policy`),
    );
    expect(policies("nodes")).toEqual(["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"]);
    const { statement } = dataOf(auto, "aws_iam_policy_document").cluster_role_trust ?? {};
    expect(statement).toMatchObject([{ actions: ["sts:AssumeRole", "sts:TagSession"] }]);
  });

  it("are turned off in so many words, since leaving them out would not", () => {
    expect(control).toMatchObject({
      compute_config: { enabled: false },
      kubernetes_network_config: { elastic_load_balancing: { enabled: false } },
      storage_config: { block_storage: { enabled: false } },
    });
  });
});

describe("its add-ons", () => {
  it("come in order: networking before nodes, the rest after them", () => {
    const before = ["eks_pod_identity_agent", "vpc_cni", "kube_proxy"];
    for (const group of Object.values(groups)) {
      expect(group.depends_on).toEqual(expect.arrayContaining(before.map((name) => `aws_eks_addon.${name}`)));
    }
    for (const name of ["coredns", "aws_ebs_csi_driver", "snapshot_controller", "metrics_server"]) {
      expect(addons[name]?.depends_on).toEqual(expect.arrayContaining(["aws_eks_node_group.system"]));
    }
  });

  it("are of the version that suits the cluster's", () => {
    const versions = dataOf(stack, "aws_eks_addon_version");
    expect(Object.keys(versions)).toHaveLength(Object.keys(addons).length);
    for (const { kubernetes_version } of Object.values(versions)) {
      expect(kubernetes_version).toContain("aws_eks_cluster.cluster.version");
    }
  });

  it("enforce network policies", () => {
    expect(addons.vpc_cni?.configuration_values).toContain('"enableNetworkPolicy" = "true"');
  });

  it("run on the nodes that are kept for them where they would not by themselves", () => {
    for (const name of ["snapshot_controller", "metrics_server"]) {
      expect(addons[name]?.configuration_values).toContain('"key" = "CriticalAddonsOnly"');
    }
  });

  it("have rights by pod identity, and only those that need any", () => {
    const withRights = Object.entries(addons).filter(([, addon]) => addon.pod_identity_association);
    expect(withRights.map(([name]) => name)).toEqual(["vpc_cni", "aws_ebs_csi_driver"]);
  });
});
