import { CHARTS } from "../../constructs/helm/catalogue";
import { production } from "../../environments/production";
import { addons, addonsOf, type Cluster, outputsOf, stacksOfProduction } from "../helpers/addons";
import { valuesOf } from "../helpers/releases";
import { policyErrors } from "../helpers/stack";
import { dataOf, resourcesOf } from "../helpers/template";

const stack = addons();
const releases = resourcesOf(stack, "helm_release");

/** How each of the controllers says that Ingress objects without a class are its own. */
const CLAIMS_TO_BE_DEFAULT =
  /"ingressClassConfig" = \{\s*"default" = true|"isDefaultClass" = true|ingressclass[^"]*is-default-class" = "true"/;

describe.each(["cluster-autoscaler", "karpenter", "auto-mode"] as const)("nodes by %s", (scaling) => {
  it.each(["alb", "traefik"] as const)("and traffic by %s pass every policy", (ingress) => {
    const chosen = addonsOf({ scaling, ingress });
    expect(policyErrors(chosen)).toEqual([]);
    const values = Object.values(resourcesOf(chosen, "helm_release")).map((release) => String(release.values));
    expect(values.filter((text) => CLAIMS_TO_BE_DEFAULT.test(text))).toHaveLength(1);
    expect(outputsOf(chosen).ingress_class).toBe(ingress);
  });
});

describe("an Ingress", () => {
  const hosts = {
    monitoring: { ...production.monitoring, grafana: { host: "grafana.httpsok.example" } },
    logging: { engine: "elastic", kibana: { host: "logs.httpsok.example" } },
  } as const;
  const choices = (["cluster-autoscaler", "karpenter", "auto-mode"] as const).flatMap((scaling) =>
    (["alb", "traefik"] as const).map((ingress) => ({ scaling, ingress })),
  );

  it.each(choices)("names a class that there is: $scaling, $ingress", ({ scaling, ingress }) => {
    const stacks = stacksOfProduction({ kind: "kubernetes", scaling, ingress }, hosts);
    const values = valuesOf(stacks);
    const named = values.filter(({ key }) => key === "ingressClassName").map(({ value }) => value);
    expect(named).toEqual(["alb", "alb"]);
    // The controller of AWS says it in one value, Auto Mode has an object, and Traefik a section.
    const kinds = values.filter(({ value }) => value === "IngressClass").map(({ path }) => path.replace(/kind$/, ""));
    const made = values
      .filter(({ path }) => /\.ingressClass(\.name)?$/.test(path) || kinds.some((at) => path === `${at}metadata.name`))
      .map(({ value }) => value);
    expect(made).toEqual(ingress === "traefik" ? ["alb", "traefik"] : ["alb"]);
  });
});

describe("Karpenter", () => {
  const chosen = addonsOf({ scaling: "karpenter" });
  const karpenter = resourcesOf(chosen, "helm_release");

  it("comes after its kinds and what fills its queue, and nodes after it and their way in", () => {
    expect(karpenter.cluster_autoscaler).toBeUndefined();
    expect(karpenter.karpenter).toMatchObject({
      repository: "oci://public.ecr.aws/karpenter",
      depends_on: expect.arrayContaining(["helm_release.karpenter_crd", "aws_sqs_queue_policy.interruptions_policy"]),
    });
    expect(karpenter.nodes?.depends_on).toEqual(
      expect.arrayContaining(["helm_release.karpenter", "aws_eks_access_entry.general_nodes_access"]),
    );
  });

  it("makes nodes as the environment has them: types, disks, how many, with no way to their identity", () => {
    const text = String(karpenter.nodes?.values);
    for (const expected of [
      '"values" = ["m7g.2xlarge"]',
      '"values" = ["on-demand"]',
      '"values" = ["arm64"]',
      '"cpu" = "72"',
      '"memory" = "288Gi"',
      '"volumeSize" = "100Gi"',
      '"encrypted" = true',
      '"httpTokens" = "required"',
      '"httpPutResponseHopLimit" = 1',
      "client_security_group_id",
    ]) {
      expect(text).toContain(expected);
    }
    // An exact release of the image: another would replace every node on the day it appears.
    expect(text).toMatch(/"alias" = "al2023@v\d{8}"/);
  });

  it("hears of everything that takes nodes away, from EventBridge alone, by TLS alone", () => {
    expect(Object.keys(resourcesOf(chosen, "aws_cloudwatch_event_target"))).toHaveLength(5);
    expect(resourcesOf(chosen, "aws_sqs_queue").interruptions).toMatchObject({ sqs_managed_sse_enabled: true });
    const access = JSON.stringify(dataOf(chosen, "aws_iam_policy_document").interruptions_access);
    expect(access).toContain("aws:SourceArn");
    expect(access).toContain("aws:SecureTransport");
  });

  it("changes what it has tagged, and passes no role but that of its nodes", () => {
    const { statement } = dataOf(chosen, "aws_iam_policy_document").karpenter_role_permissions ?? {};
    const statements = Array.isArray(statement) ? statement : [];
    const changing = statements.filter(({ actions }) =>
      /(ec2|iam):(Create|Delete|Terminate|Run|Tag|AddRole)/.test(String(actions)),
    );
    expect(changing.length).toBeGreaterThan(7);
    for (const { sid, condition } of changing) {
      // What instances are launched from is not made by it: images, subnets, security groups.
      expect([sid, sid === "LaunchFrom" || JSON.stringify(condition).includes("kubernetes.io/")]).toEqual([sid, true]);
    }
    expect(statements.filter(({ actions }) => String(actions).includes("PassRole"))).toMatchObject([
      { resources: ["${aws_iam_role.general_nodes.arn}"] },
    ]);
  });
});

describe("Auto Mode", () => {
  const chosen = addonsOf({ scaling: "auto-mode" });
  const auto = resourcesOf(chosen, "helm_release");

  it("leaves out what EKS brings", () => {
    expect(Object.keys(auto)).toEqual([
      ...["network_policies", "nodes", "ingress_class", "cert_manager", "external_secrets", "external_dns"],
      ...["eck_operator", "snapshots", "issuers"],
    ]);
    const classes = Object.values(resourcesOf(chosen, "kubernetes_storage_class_v1"));
    expect(classes.map(({ storage_provisioner }) => storage_provisioner)).toEqual([
      ...["ebs.csi.eks.amazonaws.com", "ebs.csi.eks.amazonaws.com"],
    ]);
    expect(String(auto.snapshots?.values)).toContain("ebs.csi.eks.amazonaws.com");
  });

  it("makes nodes of the types that the environment has, which reach the database", () => {
    const text = String(auto.nodes?.values);
    expect(text).toContain('"values" = ["m7g.2xlarge"]');
    expect(text).toContain("client_security_group_id");
    expect(text).toContain('"size" = "100Gi"');
    expect(resourcesOf(chosen, "aws_eks_access_entry").general_nodes_access).toMatchObject({ type: "EC2" });
  });

  it("enforces network policies, which it does not by itself", () => {
    expect(String(auto.network_policies?.values)).toContain('"enable-network-policy-controller" = "true"');
  });
});

describe("Traefik", () => {
  const release = (scaling: Cluster["scaling"]) =>
    resourcesOf(addonsOf({ scaling, ingress: "traefik" }), "helm_release");

  it("is the default, behind a load balancer of the controller, which is not", () => {
    const { traefik, aws_load_balancer_controller: controller } = release("cluster-autoscaler");
    expect(String(traefik?.values)).toContain('"isDefaultClass" = true');
    expect(String(traefik?.values)).toContain('"loadBalancerClass" = "service.k8s.aws/nlb"');
    expect(traefik?.depends_on).toContain("helm_release.aws_load_balancer_controller");
    expect(String(controller?.values)).toMatch(/"ingressClassConfig" = \{\s*"default" = false/);
  });

  it("needs nodes where they are made one by one, and no controller in Auto Mode", () => {
    const policy = "kubernetes_network_policy_v1.traefik_traffic";
    expect(release("karpenter").traefik?.depends_on).toEqual([
      ...[policy, "helm_release.aws_load_balancer_controller", "helm_release.nodes"],
    ]);
    const { traefik, aws_load_balancer_controller } = release("auto-mode");
    expect(traefik?.depends_on).toEqual([policy, "helm_release.ingress_class", "helm_release.nodes"]);
    expect(String(traefik?.values)).toContain('"loadBalancerClass" = "eks.amazonaws.com/nlb"');
    expect(aws_load_balancer_controller).toBeUndefined();
  });

  it("speaks TLS 1.2 or newer, sends everybody there, and tells nobody that it is used", () => {
    const text = String(release("cluster-autoscaler").traefik?.values);
    for (const expected of [
      '"minVersion" = "VersionTLS12"',
      '"to" = "websecure"',
      '"replicas" = 3',
      '"sendAnonymousUsage" = false',
      '"dashboard" = false',
    ]) {
      expect(text).toContain(expected);
    }
  });

  it("is at least the version that is required (3.3.4: 2.8)", () => {
    expect(Number.parseFloat(CHARTS.traefik.appVersion)).toBeGreaterThanOrEqual(2.8);
  });
});

describe("names of the cluster", () => {
  const ZONE = "Z0123456789ABCDEFGHIJ";

  it("go into the private zone alone, unless a public one is named", () => {
    const filters = (of: ReturnType<typeof addons>) => String(resourcesOf(of, "helm_release").external_dns?.values);
    expect(filters(stack)).toContain("private_zone_id");
    expect(filters(stack)).not.toContain(ZONE);
    expect(filters(addonsOf({ publicZoneId: ZONE }))).toContain(ZONE);
  });

  it("are written by a controller that touches these zones alone, and records of its own kinds alone", () => {
    const { statement } = dataOf(stack, "aws_iam_policy_document").external_dns_role_permissions ?? {};
    const writing = (Array.isArray(statement) ? statement : []).filter(({ actions }) => /Change/.test(String(actions)));
    expect(writing).toMatchObject([
      {
        resources: [expect.stringMatching(/^arn:aws:route53:::hostedzone\/\$\{.*private_zone_id\}$/)],
        condition: [{ values: ["A", "AAAA", "CNAME", "TXT"] }],
      },
    ]);
    expect(String(releases.external_dns?.values)).toMatch(/"txtOwnerId" = data\.terraform_remote_state\.cluster/);
  });

  it("have certificates of Let's Encrypt where a public zone proves them, by a right to that zone", () => {
    const open = addonsOf({ publicZoneId: ZONE });
    expect(String(resourcesOf(open, "helm_release").issuers?.values)).toContain(`"hostedZoneID" = "${ZONE}"`);
    const policy = JSON.stringify(dataOf(open, "aws_iam_policy_document").cert_manager_role_permissions);
    expect(policy).toContain(`arn:aws:route53:::hostedzone/${ZONE}`);
    expect(dataOf(stack, "aws_iam_policy_document").cert_manager_role_permissions).toBeUndefined();
  });
});
