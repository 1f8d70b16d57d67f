import type { Traffic } from "../kubernetes/network-policy";

/**
 * The address of the Service `kubernetes`: the first of the range that EKS takes for Services, one of two. Network
 * policies of the VPC CNI see it before it is translated.
 * Source: https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
const API_SERVICES = ["10.100.0.1/32", "172.20.0.1/32"];
const NAME_SERVICES = ["10.100.0.10/32", "172.20.0.10/32"];

/**
 * To what resolves names: pods, and in Auto Mode a service of each node, which no labels find but the address of its
 * Service does, the tenth of its range. Source: https://github.com/aws/containers-roadmap/issues/2552
 */
export const TO_NAME_SERVER: Traffic = {
  peers: [{ namespace: "kube-system", pods: { "k8s-app": "kube-dns" } }, ...NAME_SERVICES.map((cidr) => ({ cidr }))],
  tcp: [53],
  udp: [53],
};

/** To the API of Kubernetes, by its Service and by the control plane's own addresses in the VPC. */
export function toKubernetesApi(vpcCidr: string): Traffic {
  return { peers: [...API_SERVICES, vpcCidr].map((cidr) => ({ cidr })), tcp: [443] };
}

/**
 * To the agent on the node that gives pods their role.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html#pod-id-considerations
 */
export const TO_POD_IDENTITY: Traffic = { peers: [{ cidr: "169.254.170.23/32" }], tcp: [80] };

/** To anybody by HTTPS: addresses of AWS and of other services are many, and change. */
export const TO_ANYBODY_BY_HTTPS: Traffic = { peers: [{ cidr: "0.0.0.0/0" }], tcp: [443] };

/** To any name server: who proves a name by a record asks those that have it. */
export const TO_ANY_NAME_SERVER: Traffic = { peers: [{ cidr: "0.0.0.0/0" }], tcp: [53], udp: [53] };

/** From the control plane, whose addresses are in the VPC, to a webhook: the port of the pod, not of its Service. */
export function fromControlPlane(vpcCidr: string, port: number): Traffic {
  return { peers: [{ cidr: vpcCidr }], tcp: [port] };
}
