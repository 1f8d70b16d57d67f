import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Labels that pods have; a list means one of its values. */
type PodLabels = Readonly<Record<string, string | readonly string[]>>;

/** Who is at the other end: pods of this namespace, pods of another or of all, or addresses. */
export type Peer =
  | { readonly pods: PodLabels; readonly namespace?: string }
  | { readonly namespace: string | "every" }
  | { readonly cidr: string };

/** Connections that are let through. */
export interface Traffic {
  readonly peers: readonly Peer[];
  /** TCP ports. @default every port, unless there are others */
  readonly tcp?: readonly number[];
  /** UDP ports. @default none */
  readonly udp?: readonly number[];
}

export interface NetworkPolicyProps {
  readonly namespace: string;
  /** Of the policy, after the pods that it is for. */
  readonly name: string;
  /** Pods that it is for. @default every pod of the namespace */
  readonly pods?: PodLabels;
  /** Who may connect to them; an empty list refuses whom no other policy names. @default nobody more */
  readonly from?: readonly Traffic[];
  /** To whom they may connect; an empty list as above. @default to nobody more */
  readonly to?: readonly Traffic[];
}

/**
 * Lets connections through that the isolation of a namespace refuses. Both ends are asked: who connects needs a policy
 * as well as who is connected to. Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends Construct {
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, { namespace, name, pods = {}, from, to }: NetworkPolicyProps) {
    super(scope, id);
    this.resource = new NetworkPolicyV1(this, "Resource", {
      metadata: { name, namespace },
      spec: {
        podSelector: selectorOf(pods),
        policyTypes: [...(from ? ["Ingress"] : []), ...(to ? ["Egress"] : [])],
        ingress: orNone(from?.map((traffic) => ({ from: traffic.peers.map(peerOf), ports: portsOf(traffic) }))),
        egress: orNone(to?.map((traffic) => ({ to: traffic.peers.map(peerOf), ports: portsOf(traffic) }))),
      },
    });
  }
}

/** Blocks of terraform are there or not: none is an empty list. */
function orNone<T>(rules: readonly T[] | undefined): T[] | undefined {
  return rules && rules.length > 0 ? [...rules] : undefined;
}

function peerOf(peer: Peer) {
  if ("cidr" in peer) return { ipBlock: { cidr: peer.cidr } };
  return {
    namespaceSelector: peer.namespace === undefined ? undefined : namespaceSelectorOf(peer.namespace),
    podSelector: "pods" in peer ? selectorOf(peer.pods) : undefined,
  };
}

function namespaceSelectorOf(namespace: string) {
  return namespace === "every" ? {} : { matchLabels: { "kubernetes.io/metadata.name": namespace } };
}

function selectorOf(labels: PodLabels) {
  const one: Record<string, string> = {};
  const several = [];
  for (const [key, value] of Object.entries(labels)) {
    if (typeof value === "string") one[key] = value;
    else several.push({ key, operator: "In", values: [...value] });
  }
  return {
    ...(Object.keys(one).length > 0 && { matchLabels: one }),
    ...(several.length > 0 && { matchExpressions: several }),
  };
}

function portsOf({ tcp = [], udp = [] }: Traffic) {
  const ports = [
    ...tcp.map((port) => ({ port: String(port), protocol: "TCP" })),
    ...udp.map((port) => ({ port: String(port), protocol: "UDP" })),
  ];
  return ports.length > 0 ? ports : undefined;
}
