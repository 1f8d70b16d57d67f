import { NetworkPolicy, type NetworkPolicyProps } from "../../../constructs/kubernetes/network-policy";
import { exampleStack } from "../../helpers/stack";
import { resourcesOf } from "../../helpers/template";

function specOf(props: Omit<NetworkPolicyProps, "name" | "namespace">) {
  const stack = exampleStack();
  new NetworkPolicy(stack, "policy", { namespace: "tools", name: "policy", ...props });
  return resourcesOf(stack, "kubernetes_network_policy_v1").policy?.spec;
}

describe("a network policy", () => {
  it("is for every pod of its namespace unless it names some", () => {
    expect(specOf({ to: [{ peers: [{ cidr: "10.0.0.0/8" }], tcp: [443] }] })).toMatchObject({ pod_selector: {} });
    expect(specOf({ pods: { app: ["web", "api"], tier: "front" }, from: [] })).toMatchObject({
      pod_selector: {
        match_labels: { tier: "front" },
        match_expressions: [{ key: "app", operator: "In", values: ["web", "api"] }],
      },
    });
  });

  it("says nothing of a direction that it does not speak of", () => {
    const from = [{ peers: [{ pods: { app: "web" } }] }];
    expect(specOf({ from })).toMatchObject({ policy_types: ["Ingress"] });
    expect(specOf({ to: from })).toMatchObject({ policy_types: ["Egress"] });
    expect(specOf({ from, to: from })).toMatchObject({ policy_types: ["Ingress", "Egress"] });
  });

  it("knows pods of its own namespace, of another and of all, and addresses", () => {
    const peers = [
      { pods: { app: "web" } },
      { pods: { app: "web" }, namespace: "site" },
      { namespace: "site" },
      { namespace: "every" },
      { cidr: "10.0.0.0/8" },
    ];
    expect(specOf({ from: [{ peers }] })).toMatchObject({
      ingress: [
        {
          from: [
            { pod_selector: { match_labels: { app: "web" } } },
            {
              namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "site" } },
              pod_selector: { match_labels: { app: "web" } },
            },
            { namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "site" } } },
            { namespace_selector: {} },
            { ip_block: { cidr: "10.0.0.0/8" } },
          ],
        },
      ],
    });
  });

  it("opens the ports that it names, and all where it names none", () => {
    const peers = [{ pods: { app: "web" } }];
    expect(specOf({ to: [{ peers, tcp: [9094], udp: [9094] }] })).toMatchObject({
      egress: [
        {
          ports: [
            { port: "9094", protocol: "TCP" },
            { port: "9094", protocol: "UDP" },
          ],
        },
      ],
    });
    expect(JSON.stringify(specOf({ to: [{ peers }] }))).not.toContain("port");
  });
});
