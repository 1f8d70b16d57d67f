import type { TerraformStack } from "cdktf";
import type { BaseStack } from "../../constructs/core/base-stack";
import { outputsOf } from "./addons";
import { resourcesOf } from "./template";

interface Selector {
  readonly match_labels?: Readonly<Record<string, string>>;
  readonly match_expressions?: readonly { readonly key: string; readonly values: readonly string[] }[];
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: string; readonly protocol: string }[];
}

interface Peer {
  readonly namespace_selector?: Selector;
  readonly pod_selector?: Selector;
  readonly ip_block?: { readonly cidr: string };
}

interface Policy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly pod_selector: Selector;
    readonly policy_types: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/** A pod as `namespace/name`, its name the value of the label that policies know it by, or a range of addresses. */
export type End = string;

/** Whether one end reaches the other at a port, both asked, as Kubernetes would. */
export type Connects = (from: End, to: End, port: number, protocol?: "TCP" | "UDP") => boolean;

/** The network policies of a stack. */
export function policiesOf(stack: TerraformStack): readonly Policy[] {
  return JSON.parse(JSON.stringify(Object.values(resourcesOf(stack, "kubernetes_network_policy_v1"))));
}

/** Those of the stacks of an environment, with the names and ranges that terraform would put in. */
export function policiesOfAll(stacks: readonly BaseStack[]): readonly Policy[] {
  return stacks.flatMap((stack) => JSON.parse(filledIn(JSON.stringify(policiesOf(stack)), stack, stacks)));
}

/**
 * @param policies all that there are
 * @param outside namespaces whose policies are not among them, which let everything through
 */
export function connections(policies: readonly Policy[], outside: readonly string[] = []): Connects {
  const side = (end: End, type: "Ingress" | "Egress", other: End, port: number, protocol: string) => {
    const [namespace = "", name = ""] = end.split("/");
    // Addresses have no policies.
    if (isAddress(end) || outside.includes(namespace)) return true;
    return policies
      .filter(({ metadata, spec }) => metadata.namespace === namespace && matches(spec.pod_selector, name))
      .flatMap(({ spec }) => (type === "Ingress" ? (spec.ingress ?? []) : (spec.egress ?? [])))
      .filter(({ ports }) => !ports || ports.some((one) => one.port === String(port) && one.protocol === protocol))
      .some(({ from = [], to = [] }) => [...from, ...to].some((peer) => isPeer(peer, other, namespace)));
  };
  return (from, to, port, protocol = "TCP") =>
    side(from, "Egress", to, port, protocol) && side(to, "Ingress", from, port, protocol);
}

const isAddress = (end: End) => /^\d/.test(end);

const matches = ({ match_labels = {}, match_expressions = [] }: Selector, name: string) =>
  Object.values(match_labels).every((value) => value === name) &&
  match_expressions.every(({ values }) => values.includes(name));

function isPeer({ namespace_selector, pod_selector, ip_block }: Peer, end: End, own: string): boolean {
  if (isAddress(end)) return ip_block?.cidr === end;
  if (ip_block) return false;
  const [namespace = "", name = ""] = end.split("/");
  const inNamespace = namespace_selector ? matches(namespace_selector, namespace) : namespace === own;
  return inNamespace && (pod_selector === undefined || matches(pod_selector, name));
}

/** Replaces references to namespaces and to the VPC, and to outputs that are some of another stack. */
function filledIn(text: string, stack: BaseStack, stacks: readonly BaseStack[]): string {
  const attribute = (type: string, name: string, key: string) => {
    const found = JSON.stringify(resourcesOf(stack, type)[name]).match(new RegExp(`"${key}":"([^"]+)"`));
    return found?.[1] ?? "unknown";
  };
  return text
    .replace(/\$\{kubernetes_namespace_v1\.(\w+)\.metadata\[0\]\.name\}/g, (_all, name) =>
      attribute("kubernetes_namespace_v1", name, "name"),
    )
    .replace(/\$\{aws_vpc\.(\w+)\.cidr_block\}/g, (_all, name) => attribute("aws_vpc", name, "cidr_block"))
    .replace(/\$\{data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)\}/g, (_all, layer, output) => {
      const other = stacks.find((one) => one.layer === layer);
      return other ? filledIn(String(outputsOf(other)[output]), other, stacks) : "unknown";
    });
}
