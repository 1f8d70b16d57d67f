import { type AddOn, installAddOns } from "../../../constructs/addons/add-on";
import { resolveToken } from "../../../constructs/core/resolve";
import { CHARTS } from "../../../constructs/helm/catalogue";
import { HelmRelease } from "../../../constructs/helm/helm-release";
import { exampleStack } from "../../helpers/stack";
import { resourcesOf } from "../../helpers/template";

type Controller = Extract<AddOn, { chart: unknown }>;

const addOn = (id: string, more: Partial<Controller> = {}): AddOn => ({
  id,
  chart: CHARTS.certManager,
  namespace: "tools",
  values: {},
  ...more,
});

function install(...addOns: readonly AddOn[]) {
  const stack = exampleStack();
  installAddOns(stack, "cluster", addOns);
  return stack;
}

describe("add-ons", () => {
  it("are released after those that they need, whatever the order in which they are given", () => {
    const releases = resourcesOf(
      install(addOn("issuers", { needs: ["certificates"] }), addOn("certificates")),
      "helm_release",
    );
    expect(Object.keys(releases)).toEqual(["certificates", "issuers"]);
    expect(releases.issuers?.depends_on).toEqual(["helm_release.certificates"]);
  });

  it("share a namespace, which is made once", () => {
    const stack = install(addOn("one"), addOn("other"));
    expect(Object.keys(resourcesOf(stack, "kubernetes_namespace_v1"))).toEqual(["namespace_tools"]);
  });

  it("have a namespace where nothing comes in or goes out but what they say, before they start", () => {
    const traffic = { from: [{ peers: [{ cidr: "10.0.0.0/16" }], tcp: [9443] }] };
    const stack = install(addOn("one", { traffic }), addOn("other"));
    expect(resourcesOf(stack, "kubernetes_network_policy_v1")).toMatchObject({
      namespace_tools_isolation: { spec: { pod_selector: {}, policy_types: ["Ingress", "Egress"] } },
      one_traffic: { spec: { policy_types: ["Ingress"], ingress: [{ ports: [{ port: "9443", protocol: "TCP" }] }] } },
    });
    const { one, other } = resourcesOf(stack, "helm_release");
    expect(one?.depends_on).toEqual(["kubernetes_network_policy_v1.one_traffic"]);
    expect(other?.depends_on).toBeUndefined();
  });

  it("may take no port on every node", () => {
    expect(resourcesOf(install(addOn("one")), "kubernetes_resource_quota_v1").namespace_tools_quota).toMatchObject({
      spec: { hard: { "services.nodeports": "0" } },
    });
  });

  it("start when their pods may act in AWS, and not before", () => {
    const identity = { serviceAccount: "one", statements: [{ actions: ["s3:ListBucket"], resources: ["*"] }] };
    const { one } = resourcesOf(install(addOn("one", { identity })), "helm_release");
    expect(one?.depends_on).toEqual([
      "aws_iam_role_policy.one_role_policy",
      "aws_eks_pod_identity_association.one_identity",
    ]);
  });

  it("are objects, too, of kinds that another brings", () => {
    const issuer = { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name: "internal" } };
    const issuers: AddOn = { id: "issuers", namespace: "tools", needs: ["certificates"], objects: [issuer] };
    const releases = resourcesOf(install(issuers, addOn("certificates")), "helm_release");
    expect(releases.issuers).toMatchObject({ chart: "./assets/objects", depends_on: ["helm_release.certificates"] });
  });

  it("come after what else they wait for", () => {
    const stack = exampleStack();
    const { resource } = new HelmRelease(stack, "else", {
      chart: CHARTS.certManager,
      name: "else",
      namespace: "default",
      values: {},
    });
    installAddOns(stack, "cluster", [addOn("one", { after: [resource] })]);
    expect(resourcesOf(stack, "helm_release").one?.depends_on).toEqual(["helm_release.else"]);
  });

  it("tell their roles, of those that have one", () => {
    const stack = exampleStack();
    const identity = { serviceAccount: "one", statements: [{ actions: ["s3:ListBucket"], resources: ["*"] }] };
    const roleOf = installAddOns(stack, "cluster", [addOn("one", { identity }), addOn("other")]);
    expect(resolveToken(stack, roleOf("one").arn)).toBe("${aws_iam_role.one_role.arn}");
    expect(() => roleOf("other")).toThrow("the add-on other has no role: it is not there, or does nothing in AWS.");
  });

  it("are refused together with everything that is wrong with them", () => {
    const set = () =>
      install(
        addOn("alb", { is: ["default ingress class"] }),
        addOn("traefik", { is: ["default ingress class"] }),
        addOn("issuers", { needs: ["certificates"] }),
        addOn("alb"),
      );
    expect(set).toThrow(
      "staging-example: alb is there twice. issuers needs certificates, which is not among the add-ons; add it. alb and traefik both want to be the default ingress class; choose one.",
    );
  });

  it("are refused when they would isolate what EKS runs", () => {
    const traffic = { from: [{ peers: [{ cidr: "10.0.0.0/16" }], tcp: [9443] }] };
    expect(() => install(addOn("one", { namespace: "kube-system", traffic }))).toThrow(
      "one says its traffic, but kube-system is not isolated, and would be; leave it out.",
    );
  });

  it("are refused when they need each other in a circle", () => {
    const set = () => install(addOn("hen", { needs: ["egg"] }), addOn("egg", { needs: ["hen"] }));
    expect(set).toThrow("hen, egg: some of them need each other in a circle.");
  });
});
