import type { Traffic } from "../kubernetes/network-policy";

/**
 * The address of the Service `kubernetes`: the first of the range that EKS takes for Services, one of two. Network
 * policies of the VPC CNI see it before it is translated.
 * Source: https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
const API_SERVICES = ["10.100.0.1/32", "172.20.0.1/32"];

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
