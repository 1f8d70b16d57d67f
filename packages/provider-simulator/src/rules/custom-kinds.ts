import type { Values } from "../provider/value";
import { text } from "./access";
import type { Platform, Refusal } from "./rule";

/** Kinds that are there when a chart is released, by the chart's name, such as `{ "cert-manager": ["ClusterIssuer"] }`. */
export type Crds = Readonly<Record<string, readonly string[]>>;

/** Kinds of Kubernetes' own groups need no chart. */
const OWN_GROUP = /^(v1|(apps|batch|autoscaling|policy)\/v\d\w*|[a-z.]+\.k8s\.io\/v\d\w*)$/;

/** Groups whose kinds EKS brings in Auto Mode: https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html */
const AUTO_MODE_GROUP = /^(eks\.amazonaws\.com|karpenter\.sh)\//;

/** Whether an object is of a kind that the cluster does not know. @param crds kinds that charts bring */
export function missingKind(crds: Crds, object: Values, platform: Platform): Refusal | undefined {
  const [kind, version] = [text(object, "kind"), text(object, "apiVersion")];
  if (kind === undefined || version === undefined || OWN_GROUP.test(version)) return undefined;
  // A cluster is in a region, and what talks to its API is not.
  const autoMode = platform.everywhere("aws_eks_cluster", "compute_config.enabled", "true").length > 0;
  if (autoMode && AUTO_MODE_GROUP.test(version)) return undefined;
  const bringers = Object.entries(crds).flatMap(([chart, kinds]) => (kinds.includes(kind) ? [chart] : []));
  if (bringers.some((chart) => platform.where("helm_release", "chart", chart).length > 0)) return undefined;
  const hint =
    bringers.length > 0
      ? `Release ${bringers.join(" or ")} first: the cluster must know the kind before it is asked for one.`
      : "No chart that is known brings it.";
  return { code: `no matches for kind "${kind}" in version "${version}"`, message: hint };
}
