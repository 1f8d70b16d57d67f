import { PRIVATE_RANGES } from "aws-facts";
import { CidrError, parseCidr, within } from "subnet-plan";
import { rule } from "../validation/fragment";
import { checkMachine, checkOneArchitecture, isDemanding } from "./hardware";
import { checkLogRetention } from "./log-retention";

/** Replicas of its controller, none on a node that it has made: the chart's defaults. */
const KARPENTER_PODS = 2;

const systemNodes = rule(["region", "topology"], ({ region, topology }, report) => {
  if (topology.kind !== "kubernetes") return;
  const { instanceTypes, min, max } = topology.system;
  const path = "topology.system";
  for (const type of instanceTypes) checkMachine({ path: `${path}.instanceTypes`, type, region }, undefined, report);
  checkOneArchitecture(`${path}.instanceTypes`, instanceTypes, report);
  if (max < min) report(`${path}.max`, `${max} is below ${path}.min, which is ${min}; raise it to ${min} or more`);
});

const scaling = rule(["class", "topology"], ({ class: kind, topology }, report) => {
  if (topology.kind !== "kubernetes") return;
  const { system, nodes } = topology;
  if (topology.scaling === "karpenter" && isDemanding(kind) && system.min < KARPENTER_PODS) {
    report(
      "topology.system.min",
      `${system.min} is too few: Karpenter runs on ${KARPENTER_PODS} system nodes, to which nobody adds any; raise it to ${KARPENTER_PODS} or more`,
    );
  }
  if (nodes.capacity === "spot" && kind === "production") {
    report(
      "topology.nodes.capacity",
      "spot is taken away with two minutes' notice, in many machines at once; class production stays on on-demand",
    );
  }
});

/** Add-ons of EKS that Auto Mode does not bring by itself. */
const IN_AUTO_MODE = ["metrics-server", "snapshot-controller"];

const addonVersions = rule(["topology"], ({ topology }, report) => {
  if (topology.kind !== "kubernetes" || topology.scaling !== "auto-mode") return;
  for (const name of Object.keys(topology.addonVersions)) {
    if (IN_AUTO_MODE.includes(name)) continue;
    report(
      `topology.addonVersions.${name}`,
      "no add-on in Auto Mode, which brings it in a version of its own; remove it",
    );
  }
});

const publicAccess = rule(["class", "topology"], (environment, report) => {
  const { topology } = environment;
  if (topology.kind !== "kubernetes") return;
  for (const cidr of topology.publicAccessCidrs) {
    const path = "topology.publicAccessCidrs";
    const prefix = prefixOf(cidr, (message) => report(path, message));
    if (prefix === undefined) continue;
    if (PRIVATE_RANGES.some((range) => within(cidr, range))) {
      report(path, `${cidr} is private: inside the network the API is reached without it; remove it`);
    } else if (prefix === 0 && isDemanding(environment.class)) {
      report(
        path,
        `${cidr} is everybody, which class ${environment.class} does not allow; name the ranges of your offices and runners`,
      );
    }
  }
});

const access = rule(["class", "topology"], ({ class: kind, topology }, report) => {
  if (topology.kind !== "kubernetes") return;
  if (kind === "production" && topology.access.administrators.length === 0) {
    report(
      "topology.access.administrators",
      "nobody is named: only the role that first deployed would get in, and nobody when it is gone; name the role of those who operate the cluster, here or for all environments in organization.ts",
    );
  }
  const seen = new Map<string, string>();
  for (const [level, arns] of Object.entries(topology.access)) {
    for (const arn of arns) {
      const other = seen.get(arn);
      if (other) report(`topology.access.${level}`, `${arn} is among ${other} already; a role gets in once`);
      seen.set(arn, level);
    }
  }
});

const logs = rule(["topology"], ({ topology }, report) => {
  if (topology.kind === "kubernetes") checkLogRetention("topology.logRetentionDays", topology.logRetentionDays, report);
});

function prefixOf(cidr: string, report: (message: string) => void): number | undefined {
  try {
    return parseCidr(cidr).prefix;
  } catch (error) {
    if (!(error instanceof CidrError)) throw error;
    report(error.message);
    return undefined;
  }
}

/** What holds for the Kubernetes topology alone. */
export const clusterRules = [systemNodes, scaling, addonVersions, publicAccess, access, logs];
