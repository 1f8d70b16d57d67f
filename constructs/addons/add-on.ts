import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodRole, type PodRoleProps } from "../cluster/pod-role";
import { ConstructError } from "../core/errors";
import type { Chart } from "../helm/catalogue";
import { CustomObjects, type KubernetesObject } from "../helm/custom-objects";
import { HelmRelease, type Values } from "../helm/helm-release";
import { Namespace } from "../kubernetes/namespace";
import { NetworkPolicy, type NetworkPolicyProps } from "../kubernetes/network-policy";

/** What an add-on may know of the cluster that it is for. */
export interface ClusterFacts {
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  readonly vpcCidr: string;
  readonly partition: string;
  readonly account: string;
  /** Of Kubernetes, such as 1.36. */
  readonly version: string;
}

/** Something that a cluster is given beside what EKS installs. */
export type AddOn = Controller | Objects;

interface Part {
  /** Name of the release, and part of every id. */
  readonly id: string;
  readonly namespace: string;
  /** Ids of add-ons whose kinds or webhooks it uses, or on whose nodes it runs. @default none */
  readonly needs?: readonly string[];
  /** What only one add-on of a cluster may be, such as `default ingress class`. @default nothing */
  readonly is?: readonly string[];
  /** What else must exist before. @default nothing */
  readonly after?: readonly ITerraformDependable[];
}

/** A chart, its settings, its rights. */
interface Controller extends Part {
  readonly chart: Chart;
  /** What its pods may do in AWS, and as whom they run. @default nothing */
  readonly identity?: Omit<PodRoleProps, "workload"> & { readonly serviceAccount: string };
  readonly values: Values;
  /** What the isolation of its namespace lets through. @default nothing but name resolution */
  readonly traffic?: Pick<NetworkPolicyProps, "from" | "to">;
}

/** Objects of kinds that a controller, or EKS, brings. */
interface Objects extends Part {
  readonly objects: readonly KubernetesObject[];
}

/** What of a cluster's controllers may be one alone. */
export const DEFAULT_INGRESS_CLASS = "default ingress class";

/** Lets pods of a controller run on system nodes: https://docs.aws.amazon.com/eks/latest/userguide/critical-workload.html */
export const ON_SYSTEM_NODES = [{ key: "CriticalAddonsOnly", operator: "Exists" }] as const;

/** Namespaces that every cluster has; they are not isolated. */
const OF_THE_CLUSTER = ["kube-system"];

/**
 * Releases add-ons in the order of their needs, each with its namespace, its rights and its ways in and out.
 * @returns gives the role of an add-on, by its id
 * @throws ConstructError with all that is wrong with the set
 */
export function installAddOns(
  scope: Construct,
  clusterName: string,
  addOns: readonly AddOn[],
): (id: string) => PodRole {
  const problems = problemsOf(addOns);
  if (problems.length > 0) throw new ConstructError(scope, problems.join(" "));

  const namespaces = new Map(OF_THE_CLUSTER.map((name) => [name, name]));
  const released = new Map<string, ITerraformDependable>();
  const roles = new Map<string, PodRole>();
  for (const addOn of inOrder(addOns)) {
    const { id, needs = [] } = addOn;
    const namespace = namespaces.get(addOn.namespace) ?? ownNamespace(scope, addOn.namespace);
    namespaces.set(addOn.namespace, namespace);
    const own = new Construct(scope, id);
    const after = [...(addOn.after ?? []), ...needs.flatMap((need) => released.get(need) ?? [])];
    if ("objects" in addOn) {
      const { objects } = addOn;
      released.set(id, new CustomObjects(own, "Resource", { name: id, namespace, objects, after }).resource);
      continue;
    }
    const { chart, identity, values, traffic } = addOn;
    if (traffic) after.unshift(new NetworkPolicy(own, "traffic", { ...traffic, namespace, name: id }).resource);
    if (identity) {
      const { serviceAccount, ...rights } = identity;
      const role = new PodRole(own, "role", { ...rights, workload: id });
      const who = { clusterName, namespace, serviceAccount, roleArn: role.arn };
      after.unshift(...role.rights, new EksPodIdentityAssociation(own, "identity", who));
      roles.set(id, role);
    }
    released.set(id, new HelmRelease(own, "Resource", { chart, name: id, namespace, values, after }).resource);
  }
  return (id) => {
    const role = roles.get(id);
    if (!role)
      throw new ConstructError(scope, `the add-on ${id} has no role: it is not there, or does nothing in AWS.`);
    return role;
  };
}

/** No port on every node: whoever comes from outside comes by a load balancer. */
function ownNamespace(scope: Construct, name: string): string {
  const quota = { "services.nodeports": "0" };
  return new Namespace(scope, `namespace-${name}`, { name, podSecurity: "restricted", quota }).name;
}

/** Everything that is wrong with a set of add-ons, a sentence each. */
function problemsOf(addOns: readonly AddOn[]): string[] {
  const ids = addOns.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice.`);
  const missing = addOns.flatMap(({ id, needs = [] }) =>
    needs
      .filter((need) => !ids.includes(need))
      .map((need) => `${id} needs ${need}, which is not among the add-ons; add it.`),
  );
  const roles = [...new Set(addOns.flatMap(({ is = [] }) => is))];
  const claimed = roles.flatMap((role) => {
    const by = addOns.filter(({ is = [] }) => is.includes(role)).map(({ id }) => id);
    return by.length > 1 ? [`${by.join(" and ")} both want to be the ${role}; choose one.`] : [];
  });
  const shared = addOns
    .filter((addOn) => "traffic" in addOn && OF_THE_CLUSTER.includes(addOn.namespace))
    .map(
      ({ id, namespace }) => `${id} says its traffic, but ${namespace} is not isolated, and would be; leave it out.`,
    );
  const circles = missing.length === 0 && inOrder(addOns).length < addOns.length;
  const circle = circles ? [`${ids.join(", ")}: some of them need each other in a circle.`] : [];
  return [...twice, ...missing, ...claimed, ...shared, ...circle];
}

/** Each after all that it needs, otherwise as they were given; without those that wait for each other. */
function inOrder(addOns: readonly AddOn[]): readonly AddOn[] {
  const ordered: AddOn[] = [];
  const isReady = ({ needs = [] }: AddOn) => needs.every((need) => ordered.some(({ id }) => id === need));
  for (let left = [...addOns]; left.some(isReady); left = left.filter((addOn) => !ordered.includes(addOn))) {
    ordered.push(...left.filter(isReady));
  }
  return ordered;
}
