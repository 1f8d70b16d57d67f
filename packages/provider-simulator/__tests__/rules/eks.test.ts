import { eksReferences, eksRules } from "../../src/rules/aws/eks";
import { referenceRules } from "../../src/rules/references";
import { ruleWorld } from "./world";

const rules = [...eksRules, ...eksReferences.flatMap(referenceRules)];

function cloud(cluster: object = {}) {
  const world = ruleWorld(rules);
  for (const [id, zone, vpc] of [
    ["subnet-a", "a", "vpc-1"],
    ["subnet-b", "b", "vpc-1"],
    ["subnet-b2", "b", "vpc-1"],
    ["subnet-x", "a", "vpc-2"],
  ]) {
    world.has("aws_subnet", { id: id ?? "", vpc_id: vpc ?? "", availability_zone: `eu-central-1${zone}` });
  }
  world.has(
    "aws_iam_role",
    { id: "nodes", name: "nodes", arn: "arn:aws:iam::111122223333:role/nodes" },
    { account: "111122223333", region: "" },
  );
  world.has("aws_eks_cluster", { id: "main", name: "main", version: "1.36", ...cluster });
  return world;
}

const network = (subnet_ids: readonly string[], more: object = {}) => ({ vpc_config: [{ subnet_ids, ...more }] });

describe("a cluster", () => {
  it("in two zones of one VPC is taken", () => {
    expect(cloud().create("aws_eks_cluster", { name: "new", ...network(["subnet-a", "subnet-b"]) })).toEqual([]);
  });

  it.each([
    ["in one zone", network(["subnet-b", "subnet-b2"]), "at least two different AZs"],
    ["in two VPCs", network(["subnet-x", "subnet-b"]), "a cluster is in one VPC"],
    ["in a subnet that does not exist", network(["subnet-a", "subnet-none"]), "subnet-none"],
    ["of a name that is taken", { name: "main" }, "ResourceInUseException"],
    [
      "that nobody can reach",
      network([], { endpoint_private_access: false, endpoint_public_access: false }),
      "cannot both be disabled",
    ],
    [
      "that private addresses reach from outside",
      network([], { endpoint_public_access: true, public_access_cidrs: ["10.0.0.0/8"] }),
      "10.0.0.0/8, which is reserved",
    ],
  ])("%s is refused", (_, values, said) => {
    expect(
      cloud()
        .create("aws_eks_cluster", { name: "new", ...values })
        .join(),
    ).toContain(said);
  });

  it.each([
    [true, true, true, ""],
    [false, false, false, ""],
    [true, true, false, "storage_config.block_storage.enabled would not"],
    [false, true, true, "compute_config.enabled would not"],
  ])("in Auto Mode by %s, %s, %s: %s", (compute, balancing, storage, said) => {
    const auto = {
      compute_config: [{ enabled: compute }],
      kubernetes_network_config: [{ elastic_load_balancing: [{ enabled: balancing }] }],
      storage_config: [{ block_storage: [{ enabled: storage }] }],
    };
    const answer = cloud().create("aws_eks_cluster", { name: "new", ...auto });
    expect(said === "" ? answer : [answer.join()]).toEqual(said === "" ? [] : [expect.stringContaining(said)]);
  });

  it.each([
    ["1.36", "1.37", ""],
    ["1.36", "1.36", ""],
    ["1.35", "1.37", "go to 1.36 first"],
    ["1.36", "1.35", "cannot go down"],
  ])("goes from %s to %s: %s", (from, to, said) => {
    const found = cloud().update("aws_eks_cluster", { name: "x", version: from }, { name: "x", version: to });
    if (said === "") expect(found).toEqual([]);
    else expect(found.join()).toContain(said);
  });

  it("takes access entries one way only", () => {
    const mode = (authentication_mode: string) => ({ name: "x", access_config: [{ authentication_mode }] });
    expect(cloud().update("aws_eks_cluster", mode("CONFIG_MAP"), mode("API"))).toEqual([]);
    expect(cloud().update("aws_eks_cluster", mode("API"), mode("CONFIG_MAP")).join()).toContain("one way only");
  });

  it("is kept by its nodes, and not by its add-ons", () => {
    const world = cloud();
    world.has("aws_eks_addon", { id: "main:coredns", cluster_name: "main" });
    expect(world.delete("aws_eks_cluster", { id: "main", name: "main" })).toEqual([]);
    world.has("aws_eks_node_group", { id: "main:system", cluster_name: "main" });
    expect(world.delete("aws_eks_cluster", { id: "main", name: "main" }).join()).toContain("still in use");
  });
});

describe("a node group", () => {
  it("may have a disk size that the platform gave it beside its launch template", () => {
    const group = { cluster_name: "main", launch_template: [{ version: "1" }], disk_size: 0 };
    expect(ruleWorld(eksRules).update("aws_eks_node_group", group, { ...group, version: "1.36" })).toEqual([]);
  });

  const right = {
    cluster_name: "main",
    node_group_name: "system",
    node_role_arn: "arn:aws:iam::111122223333:role/nodes",
    subnet_ids: ["subnet-a"],
    version: "1.35",
    ami_type: "AL2023_ARM_64_STANDARD",
    instance_types: ["m7g.large", "c8gn.xlarge"],
    scaling_config: [{ min_size: 1, desired_size: 2, max_size: 3 }],
  };

  it("that is right is taken", () => {
    expect(cloud().create("aws_eks_node_group", right)).toEqual([]);
  });

  it.each([
    ["no such cluster", { cluster_name: "none" }, "ResourceNotFoundException"],
    ["a version ahead of its cluster", { version: "1.37" }, "do not fit a cluster of 1.36"],
    ["a version four behind", { version: "1.32" }, "they may be of 1.33 to 1.36"],
    ["x86 machines for an arm image", { instance_types: ["m7i.large"] }, "it is x86_64"],
    ["arm machines for an x86 image", { ami_type: "AL2023_x86_64_STANDARD" }, "it is arm64"],
    ["more wanted than allowed", { scaling_config: [{ min_size: 1, desired_size: 4, max_size: 3 }] }, "1, 4 and 3"],
    [
      "a taint twice",
      {
        taint: [
          { key: "a", effect: "NO_SCHEDULE" },
          { key: "a", effect: "NO_SCHEDULE" },
        ],
      },
      "stands twice",
    ],
    [
      "a disk beside a template",
      { launch_template: [{ version: "1" }], disk_size: 20 },
      "disk_size is for node groups without",
    ],
  ])("is refused for %s", (_, change, said) => {
    expect(
      cloud()
        .create("aws_eks_node_group", { ...right, ...change })
        .join(),
    ).toContain(said);
  });

  it("is one of its name in its cluster", () => {
    const world = cloud();
    world.has("aws_eks_node_group", { id: "main:system", cluster_name: "main", node_group_name: "system" });
    expect(world.create("aws_eks_node_group", right).join()).toContain("ResourceInUseException");
    world.has("aws_eks_cluster", { id: "other", name: "other", version: "1.36" });
    expect(world.create("aws_eks_node_group", { ...right, cluster_name: "other" })).toEqual([]);
  });
});

describe("access and identities", () => {
  it("need a cluster that takes entries", () => {
    const entry = { cluster_name: "main", principal_arn: "arn:aws:iam::111122223333:role/ops" };
    expect(cloud().create("aws_eks_access_entry", entry)).toEqual([]);
    const old = cloud({ access_config: [{ authentication_mode: "CONFIG_MAP" }] });
    expect(old.create("aws_eks_access_entry", entry).join()).toContain("[API, API_AND_CONFIG_MAP]");
  });

  it("are one for each service account", () => {
    const world = cloud();
    const identity = { cluster_name: "main", namespace: "app", service_account: "api" };
    expect(world.create("aws_eks_pod_identity_association", identity)).toEqual([]);
    world.has("aws_eks_pod_identity_association", { id: "a-1", ...identity });
    expect(world.create("aws_eks_pod_identity_association", identity).join()).toContain("already exists for app/api");
    expect(world.create("aws_eks_pod_identity_association", { ...identity, namespace: "other" })).toEqual([]);
  });
});
