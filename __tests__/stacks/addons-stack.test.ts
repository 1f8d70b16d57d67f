import { production } from "../../environments/production";
import { addons } from "../helpers/addons";
import { policyErrors } from "../helpers/stack";
import { dataOf, resourcesOf } from "../helpers/template";

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

  it("is room for the application, no more than its nodes have, and no way in past the ingress", () => {
    const [quota] = Object.values(resourcesOf(stack, "kubernetes_resource_quota_v1"));
    expect(quota?.spec).toEqual({
      // Nine nodes of 8 vCPU and 32 GiB.
      hard: {
        "requests.cpu": "72",
        "requests.memory": "288Gi",
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    });
  });

  it("is the controllers, all at once or not at all, on the nodes that are kept for them", () => {
    expect(Object.values(releases).map(({ name }) => name)).toEqual([
      ...["cluster-autoscaler", "aws-load-balancer-controller", "cert-manager", "external-secrets", "external-dns"],
      ...["eck-operator", "snapshots", "issuers"],
    ]);
    for (const { atomic } of Object.values(releases)) expect(atomic).toBe(true);
    for (const { chart, values } of Object.values(releases)) {
      if (!String(chart).startsWith("./")) expect(String(values)).toContain('"key" = "CriticalAddonsOnly"');
    }
  });

  it("is two of each, but of the one that writes records, which would undo each other's work", () => {
    const replicas = Object.fromEntries(
      Object.entries(releases).map(([name, { values }]) => [name, /"replicaCount" = (\d)/.exec(String(values))?.[1]]),
    );
    expect(replicas).toEqual({
      aws_load_balancer_controller: "2",
      cert_manager: "2",
      cluster_autoscaler: "2",
      eck_operator: "2",
      external_secrets: "2",
      external_dns: undefined,
      issuers: undefined,
      snapshots: undefined,
    });
  });

  it("is an authority that signs certificates inside the cluster", () => {
    const text = String(releases.issuers?.values);
    expect(text).toContain('"isCA" = true');
    expect(text).toContain('"secretName" = "internal-authority"');
    expect(text).not.toContain("acme");
    expect(releases.issuers?.depends_on).toEqual(["helm_release.cert_manager"]);
  });

  it("has no operator of Elasticsearch where logs go elsewhere", () => {
    const loki = addons(production.topology, { logging: { engine: "loki" } });
    expect(resourcesOf(loki, "helm_release").eck_operator).toBeUndefined();
    expect(String(releases.eck_operator?.values)).toContain('"disabled" = true');
  });
});

describe("the controllers' rights", () => {
  it("are by pod identity, and only of those that need any", () => {
    const associations = Object.values(resourcesOf(stack, "aws_eks_pod_identity_association"));
    expect(associations.map(({ service_account }) => service_account)).toEqual([
      ...["cluster-autoscaler", "aws-load-balancer-controller", "external-secrets", "external-dns"],
    ]);
  });

  it("to act for namespaces that read secrets end at the roles of this environment's", () => {
    const policy = dataOf(stack, "aws_iam_policy_document").external_secrets_role_permissions;
    expect(policy?.statement).toEqual([
      {
        actions: ["sts:AssumeRole", "sts:TagSession"],
        resources: ["arn:aws:iam::222222222222:role/httpsok-production-secrets-*"],
        sid: "ActForNamespaces",
      },
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
    const cloud = addons(production.topology, { state: { kind: "terraform-cloud", organization: "httpsok" } });
    expect(providers(cloud)).toContain("ephemeral.aws_eks_cluster_auth.providers_login.token");
    expect(providers(cloud)).not.toContain("get-token");
  });
});
