import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodRole, type PodRoleProps } from "../cluster/pod-role";
import { ConstructError } from "../core/errors";
import type { Chart } from "../helm/catalogue";
import { HelmRelease, type Values } from "../helm/helm-release";
import { Namespace } from "../kubernetes/namespace";

/** What an add-on may know of the cluster that it is for. */
export interface ClusterFacts {
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  readonly partition: string;
  readonly account: string;
  /** Of Kubernetes, such as 1.36. */
  readonly version: string;
}

/** Something that a cluster is given beside what EKS installs: a chart, its settings, its rights. */
export interface AddOn {
  /** Name of the release, and part of every id. */
  readonly id: string;
  readonly chart: Chart;
  readonly namespace: string;
  /** Ids of add-ons whose kinds or webhooks it uses. @default none */
  readonly needs?: readonly string[];
  /** What only one add-on of a cluster may be, such as `default ingress class`. @default nothing */
  readonly is?: readonly string[];
  /** What its pods may do in AWS, and as whom they run. @default nothing */
  readonly identity?: Omit<PodRoleProps, "workload"> & { readonly serviceAccount: string };
  readonly values: Values;
}

/** Namespaces that every cluster has. */
const OF_THE_CLUSTER = ["kube-system"];

/**
 * Releases add-ons in the order of their needs, each with its namespace and its rights.
 * @throws ConstructError with all that is wrong with the set
 */
export function installAddOns(scope: Construct, clusterName: string, addOns: readonly AddOn[]): void {
  const problems = problemsOf(addOns);
  if (problems.length > 0) throw new ConstructError(scope, problems.join(" "));

  const namespaces = new Map(OF_THE_CLUSTER.map((name) => [name, name]));
  const released = new Map<string, ITerraformDependable>();
  for (const addOn of inOrder(addOns)) {
    const { id, chart, values, needs = [] } = addOn;
    const namespace = namespaces.get(addOn.namespace) ?? ownNamespace(scope, addOn.namespace);
    namespaces.set(addOn.namespace, namespace);
    const own = new Construct(scope, id);
    const rights = addOn.identity ? identify(own, clusterName, namespace, addOn, addOn.identity) : [];
    const after = [...rights, ...needs.flatMap((need) => released.get(need) ?? [])];
    released.set(id, new HelmRelease(own, "Resource", { chart, name: id, namespace, values, after }).resource);
  }
}

/** Not isolated: controllers talk to AWS and to the API of Kubernetes, whose addresses no policy can name. */
function ownNamespace(scope: Construct, name: string): string {
  return new Namespace(scope, `namespace-${name}`, { name, podSecurity: "restricted", isolated: false }).name;
}

/** Lets the pods of an add-on act in AWS: the role and who may take it, which must be there when they start. */
function identify(
  scope: Construct,
  clusterName: string,
  namespace: string,
  { id }: AddOn,
  { serviceAccount, ...rights }: NonNullable<AddOn["identity"]>,
): readonly ITerraformDependable[] {
  const role = new PodRole(scope, "role", { ...rights, workload: id });
  const association = new EksPodIdentityAssociation(scope, "identity", {
    clusterName,
    namespace,
    serviceAccount,
    roleArn: role.arn,
  });
  return [...role.rights, association];
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
  const circles = missing.length === 0 && inOrder(addOns).length < addOns.length;
  const circle = circles ? [`${ids.join(", ")}: some of them need each other in a circle.`] : [];
  return [...twice, ...missing, ...claimed, ...circle];
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
