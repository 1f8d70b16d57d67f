import { EKS_VERSIONS, eksVersion } from "aws-facts";
import type { Environment } from "./schema";

/** How many days before a version leaves standard support its users are told. */
const NOTICE_DAYS = 90;

const DAY = 24 * 60 * 60 * 1000;

/**
 * What an environment runs that has left standard support, or will soon. These are warnings and not problems: a commit
 * that was right does not turn wrong with time.
 * @param today injected, so that the answer is the same for the same arguments
 */
export function supportWarnings({ name, topology }: Environment, today: Date): readonly string[] {
  const version = topology.kind === "kubernetes" ? eksVersion(topology.version) : undefined;
  if (!version) return [];
  const days = Math.ceil((Date.parse(version.standardSupportUntil) - today.getTime()) / DAY);
  if (days > NOTICE_DAYS) return [];
  const when = days < 0 ? "left standard support on" : "leaves standard support on";
  const left = days < 0 ? "" : `, in ${days} days`;
  const next = EKS_VERSIONS[EKS_VERSIONS.indexOf(version) - 1];
  // EKS upgrades by one minor version at a time: https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
  const instead = next ? `; set topology.version to ${next.version}` : "";
  return [
    `${name}: Kubernetes ${version.version} ${when} ${version.standardSupportUntil}${left}; from then on a cluster costs six times as much, and on ${version.extendedSupportUntil} EKS upgrades it by force${instead}`,
  ];
}
