import { App } from "cdktf";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { policyErrors, temporaryFolder } from "../helpers/stack";
import { dataOf, resourcesOf } from "../helpers/template";

function addons(
  topology: EnvironmentInput["topology"] = production.topology,
  state: EnvironmentInput["state"] = undefined,
) {
  const [environment] = resolveEnvironments(organization, [{ ...production, topology, state }]) as [Environment];
  const stacks = buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment);
  const stack = stacks.find(({ layer }) => layer === "addons");
  if (!stack) throw new Error("there are no add-ons");
  return stack;
}

const stack = addons();
const releases = resourcesOf(stack, "helm_release");

describe("what every workload finds in the cluster", () => {
  it("passes every policy", () => {
    expect(policyErrors(stack)).toEqual([]);
  });

  it("is storage that is encrypted, in the zone of its pod, with one class by default", () => {
    const classes = Object.values(resourcesOf(stack, "kubernetes_storage_class_v1"));
    expect(classes.map(({ reclaim_policy }) => reclaim_policy)).toEqual(["Delete", "Retain"]);
    for (const one of classes) {
      expect(one).toMatchObject({
        parameters: { type: "gp3", encrypted: "true" },
        volume_binding_mode: "WaitForFirstConsumer",
        allow_volume_expansion: true,
      });
    }
    expect(classes.filter((one) => JSON.stringify(one).includes("is-default-class"))).toHaveLength(1);
  });

  it("is a namespace where nothing may be privileged, and nothing comes in or goes out until it is said", () => {
    const { application } = resourcesOf(stack, "kubernetes_namespace_v1");
    expect(JSON.stringify(application)).toContain('"pod-security.kubernetes.io/enforce":"restricted"');
    const [isolation] = Object.values(resourcesOf(stack, "kubernetes_network_policy_v1"));
    expect(isolation?.spec).toMatchObject({ policy_types: ["Ingress", "Egress"], pod_selector: {} });
    expect(JSON.stringify(isolation)).not.toContain('ingress":[');
  });

  it("is the controllers, two of each, all at once or not at all", () => {
    expect(Object.values(releases).map(({ name }) => name)).toEqual([
      ...["aws-load-balancer-controller", "cert-manager", "external-secrets", "cluster-autoscaler"],
    ]);
    for (const { values, atomic } of Object.values(releases)) {
      expect(atomic).toBe(true);
      expect(String(values)).toMatch(/"replicaCount" = 2/);
    }
  });
});

describe("the controllers' rights", () => {
  it("are by pod identity, and only of those that need any", () => {
    const associations = Object.values(resourcesOf(stack, "aws_eks_pod_identity_association"));
    expect(associations.map(({ service_account }) => service_account)).toEqual([
      ...["aws-load-balancer-controller", "cluster-autoscaler"],
    ]);
  });

  it("to resize nodes end at the cluster's own", () => {
    const policy = JSON.stringify(dataOf(stack, "aws_iam_policy_document").cluster_autoscaler_role_permissions);
    expect(policy).toContain("aws:ResourceTag/k8s.io/cluster-autoscaler/");
  });

  it("to delete load balancers end at what the controller has made", () => {
    const { statement } = dataOf(stack, "aws_iam_policy_document").aws_load_balancer_controller_role_permissions ?? {};
    const deleting = (Array.isArray(statement) ? statement : []).filter((one) =>
      JSON.stringify(one.actions).match(/Delete(LoadBalancer|TargetGroup|SecurityGroup)"/),
    );
    expect(deleting).toHaveLength(2);
    for (const { condition } of deleting) {
      expect(JSON.stringify(condition)).toContain("aws:ResourceTag/elbv2.k8s.aws/cluster");
    }
  });
});

describe("terraform's way into the cluster", () => {
  const providers = (of: ReturnType<typeof addons>) => JSON.stringify(of.toTerraform().provider);

  it("is the AWS CLI of the runner", () => {
    expect(providers(stack)).toContain('"get-token"');
    expect(providers(stack)).not.toContain('"token":');
  });

  it("is a token of its own in Terraform Cloud, whose runners have no such CLI", () => {
    const cloud = addons(production.topology, { kind: "terraform-cloud", organization: "httpsok" });
    expect(providers(cloud)).toContain("ephemeral.aws_eks_cluster_auth.providers_login.token");
    expect(providers(cloud)).not.toContain("get-token");
  });
});
