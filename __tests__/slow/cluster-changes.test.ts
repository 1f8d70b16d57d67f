import { CHARTS } from "../../constructs/helm/catalogue";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { applyLayers, expectInGuide } from "../helpers/changes";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

const LAYERS = ["network", "database", "schema", "cluster", "addons", "monitoring", "logging"];

type Cluster = Omit<Extract<EnvironmentInput["topology"], { kind: "kubernetes" }>, "kind">;

/** Which versions of its add-ons suit a cluster that changes is asked when it has. */
const addonsOf = (environment: string) =>
  [
    "aws_ebs_csi_driver",
    "coredns",
    "eks_pod_identity_agent",
    "kube_proxy",
    "metrics_server",
    "snapshot_controller",
    "vpc_cni",
  ].map((name) => `${environment}-cluster: aws_eks_addon.${name}: addon_version "1" -> (known after apply)`);

describeWithTerraform("a change of production's cluster", () => {
  const dataDir = temporaryFolder();
  let now: Cluster = { version: "1.35", nodes: { instanceTypes: ["m7g.2xlarge"], min: 3, max: 9 } };
  const change = (more: Cluster) => {
    now = { ...now, ...more };
    const input = { ...production, topology: { kind: "kubernetes", ...now } } as const;
    const [environment] = resolveEnvironments(organization, [input]) as [Environment];
    return applyLayers(dataDir, environment, LAYERS);
  };

  beforeAll(() => change({}));

  afterEach(() => jest.restoreAllMocks());

  // Each change is made on the one before it.
  it("upgrades Kubernetes by one minor version: nothing is replaced, nothing else is touched", async () => {
    const { planned, added } = await change({ version: "1.36" });
    const to = 'version "1.35" -> "1.36"';
    expect(planned.filter((line) => !line.includes("helm_release"))).toEqual([
      ...addonsOf("production"),
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
    expect(planned).toEqual([
      // What the application may ask for follows.
      'production-addons: kubernetes_resource_quota_v1.application_quota: spec.0.hard.requests.cpu "72" -> "96", spec.0.hard.requests.memory "288Gi" -> "384Gi"',
      ...["general_a", "general_b", "general_c"].map(
        (group) => `production-cluster: aws_eks_node_group.${group}: ${more}`,
      ),
      // More servers of the application have more connections to the database.
      "production-schema: mysql_user.app_user: max_user_connections 562 -> 750",
    ]);
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

  it("writes records for everybody and certificates of Let's Encrypt when a public zone is named", async () => {
    const { planned, added } = await change({ publicZoneId: "Z0123456789ABCDEFGHIJ" });
    const releases = planned.map((line) => line.replace(/: values.*/s, ""));
    expect(releases.filter((line) => line.includes("helm_release"))).toEqual([
      "production-addons: helm_release.external_dns",
      "production-addons: helm_release.issuers",
    ]);
    // The right of cert-manager: a role, its policy, who has it.
    expect(added).toEqual({ "production-addons": 3 });
  });

  it("upgrades a chart, and touches no other release", async () => {
    const chart: { version: string } = CHARTS.certManager;
    jest.replaceProperty(chart, "version", "v1.21.2");
    const { planned, added } = await change({});
    expect(planned).toEqual(['production-addons: helm_release.cert_manager: version "v1.21.1" -> "v1.21.2"']);
    expectInGuide("cluster.md", planned);
    expect(added).toEqual({});
  });

  it("upgrades the monitoring, and touches nothing that it watches", async () => {
    const certManager: { version: string } = CHARTS.certManager;
    jest.replaceProperty(certManager, "version", "v1.21.2");
    const chart: { version: string } = CHARTS.kubePrometheusStack;
    jest.replaceProperty(chart, "version", "88.5.4");
    const { planned, added } = await change({});
    expect(planned).toEqual([
      'production-monitoring: helm_release.kube_prometheus_stack: version "88.5.3" -> "88.5.4"',
    ]);
    expect(added).toEqual({});
  });
});

describeWithTerraform("a cluster of production with other choices", () => {
  const apply = (dataDir: string, topology: Cluster, layers = LAYERS) => {
    const input = { ...production, topology: { kind: "kubernetes", ...topology } } as const;
    const [environment] = resolveEnvironments(organization, [input]) as [Environment];
    return applyLayers(dataDir, environment, layers);
  };

  it.each([
    { scaling: "karpenter", ingress: "alb" },
    { scaling: "auto-mode", ingress: "traefik" },
  ] as const)("is made as a whole, and a second plan is empty: $scaling, $ingress", async (choices) => {
    const { result } = await apply(temporaryFolder(), choices);
    expect(result.stacks.map(({ id, secondPlanEmpty }) => `${id} ${secondPlanEmpty}`).sort()).toEqual(
      LAYERS.map((layer) => `production-${layer} true`).sort(),
    );
  });

  it("moves to Karpenter with nodes to run on all the time: first they can be made, then the groups go", async () => {
    const dataDir = temporaryFolder();
    await apply(dataDir, {});
    const first = await apply(dataDir, { scaling: "karpenter" }, ["addons"]);
    expect(first.planned.filter((line) => !line.endsWith(": created"))).toEqual(
      ["aws_eks_pod_identity_association", "aws_iam_role", "aws_iam_role_policy", "helm_release"].map((type) =>
        expect.stringContaining(`production-addons: ${type}.cluster_autoscaler`),
      ),
    );
    const { planned } = await apply(dataDir, { scaling: "karpenter" });
    expect(planned).toEqual(
      ["aws_eks_node_group", "aws_launch_template"].flatMap((type) =>
        ["a", "b", "c"].map(
          (zone) =>
            `production-cluster: ${type}.general_${zone}${type.endsWith("template") ? "_template" : ""}: deleted`,
        ),
      ),
    );
    expectInGuide(
      "cluster.md",
      planned.filter((line) => line.includes("node_group")),
    );
  });

  it("moves to Traefik without a change of the cluster", async () => {
    const dataDir = temporaryFolder();
    await apply(dataDir, {});
    const { planned } = await apply(dataDir, { ingress: "traefik" });
    const lines = planned.map((line) => line.replace(/: (values|spec\.0).*/s, ": $1"));
    expect(lines.filter((line) => line.startsWith("production-addons"))).toEqual([
      // It still makes load balancers, and is the default no more.
      "production-addons: helm_release.aws_load_balancer_controller: values",
      "production-addons: helm_release.traefik: created",
      "production-addons: kubernetes_limit_range_v1.namespace_traefik_defaults: created",
      "production-addons: kubernetes_namespace_v1.namespace_traefik: created",
      // The application lets in Traefik, and load balancers no more.
      "production-addons: kubernetes_network_policy_v1.application_ingress: spec.0",
      "production-addons: kubernetes_network_policy_v1.namespace_traefik_isolation: created",
      "production-addons: kubernetes_network_policy_v1.traefik_traffic: created",
      "production-addons: kubernetes_resource_quota_v1.namespace_traefik_quota: created",
    ]);
    // It is watched, too.
    const others = lines.filter((line) => !line.startsWith("production-addons"));
    expect(
      others.filter((line) => !/^production-monitoring: (helm_release|kubernetes_config_map_v1)\./.test(line)),
    ).toEqual([]);
  });

  it("gets a group of nodes for a zone more, and its controllers' group anew, the new one first", async () => {
    const dataDir = temporaryFolder();
    const small = (zones: number) => {
      const input = { name: "small", class: "testing", topology: { kind: "kubernetes" } } as const;
      const network = { cidr: "10.60.0.0/16", zones };
      const [environment] = resolveEnvironments(organization, [{ ...input, network }]) as [Environment];
      return applyLayers(dataDir, environment, LAYERS);
    };
    await small(2);
    const { planned } = await small(3);
    const ofCluster = planned.filter((line) => /-(cluster|addons): /.test(line));
    expect(ofCluster).toEqual([
      ...addonsOf("small"),
      expect.stringMatching(/^small-cluster: aws_eks_cluster\.cluster: vpc_config\.0\.subnet_ids\.\d [^:]*$/),
      "small-cluster: aws_eks_node_group.general_c: created",
      "small-cluster: aws_eks_node_group.system: replaced, the new one first, because of subnet_ids",
      "small-cluster: aws_launch_template.general_c_template: created",
    ]);
    expectInGuide(
      "cluster.md",
      ofCluster.filter((line) => line.includes("node_group")),
    );
  });
});
