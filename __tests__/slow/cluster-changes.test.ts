import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { applyLayers, expectInGuide } from "../helpers/changes";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

type Cluster = Omit<Extract<EnvironmentInput["topology"], { kind: "kubernetes" }>, "kind">;

describeWithTerraform("a change of production's cluster", () => {
  const dataDir = temporaryFolder();
  let now: Cluster = { version: "1.35", nodes: { instanceTypes: ["m7g.2xlarge"], min: 3, max: 9 } };
  const change = (more: Cluster) => {
    now = { ...now, ...more };
    const input = { ...production, topology: { kind: "kubernetes", ...now } } as const;
    const [environment] = resolveEnvironments(organization, [input]) as [Environment];
    return applyLayers(dataDir, environment, ["network", "database", "cluster", "addons"]);
  };

  beforeAll(() => change({}));

  // Each change is made on the one before it.
  it("upgrades Kubernetes by one minor version: nothing is replaced, nothing else is touched", async () => {
    const { planned, added } = await change({ version: "1.36" });
    const to = 'version "1.35" -> "1.36"';
    const addons = ["aws_ebs_csi_driver", "coredns", "eks_pod_identity_agent", "kube_proxy", "metrics_server"];
    expect(planned.filter((line) => !line.includes("helm_release"))).toEqual([
      ...[...addons, "snapshot_controller", "vpc_cni"].map(
        (name) => `production-cluster: aws_eks_addon.${name}: addon_version "1" -> (known after apply)`,
      ),
      `production-cluster: aws_eks_cluster.cluster: ${to}`,
      ...["general_a", "general_b", "general_c", "system"].map(
        (group) => `production-cluster: aws_eks_node_group.${group}: ${to}`,
      ),
    ]);
    // The autoscaler is made for one minor version of Kubernetes.
    const [release, ...others] = planned.filter((line) => line.includes("helm_release"));
    expect(release).toMatch(
      /^production-addons: helm_release\.cluster_autoscaler: values\.0 .*v1\.35\.0.* -> .*v1\.36\.0/,
    );
    expect(others).toEqual([]);
    expect(added).toEqual({});
    expectInGuide(
      "cluster.md",
      planned.filter((line) => line.includes(to)),
    );
  });

  it("lets one more role in, and touches nothing else", async () => {
    const { planned, added } = await change({ access: { viewers: ["arn:aws:iam::999999999999:role/auditors"] } });
    expect(planned).toEqual([]);
    expect(added).toEqual({ "production-cluster": 2 });
  });

  it("allows more nodes, in place", async () => {
    const { planned, added } = await change({ nodes: { instanceTypes: ["m7g.2xlarge"], min: 3, max: 12 } });
    const more = "scaling_config.0.max_size 3 -> 4";
    expect(planned).toEqual(
      ["general_a", "general_b", "general_c"].map(
        (group) => `production-cluster: aws_eks_node_group.${group}: ${more}`,
      ),
    );
    expectInGuide("cluster.md", planned);
    expect(added).toEqual({});
  });

  it("moves to other machines, which are there before the old ones go", async () => {
    const { planned } = await change({ nodes: { instanceTypes: ["m8g.2xlarge"], min: 3, max: 12 } });
    expect(planned).toEqual(
      ["general_a", "general_b", "general_c"].map(
        (group) =>
          `production-cluster: aws_eks_node_group.${group}: replaced, the new one first, because of instance_types`,
      ),
    );
    expectInGuide("cluster.md", planned);
  });
});
