/** One minor version of Kubernetes on EKS; days as `2027-08-02`. */
export interface EksVersion {
  readonly version: string;
  readonly standardSupportUntil: string;
  /** Until then a cluster may stay that pays for extended support, six times as much. */
  readonly extendedSupportUntil: string;
  /** Whether a cluster with standard support alone can stay with it: otherwise EKS upgrades it by itself. */
  readonly offered: boolean;
}

/**
 * Newest first. Sources: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html and
 * https://endoflife.date/amazon-eks; as of 2026-11.
 */
export const EKS_VERSIONS: readonly EksVersion[] = [
  { version: "1.36", standardSupportUntil: "2027-08-02", extendedSupportUntil: "2028-08-02", offered: true },
  { version: "1.35", standardSupportUntil: "2027-03-27", extendedSupportUntil: "2028-03-27", offered: true },
  { version: "1.34", standardSupportUntil: "2026-12-02", extendedSupportUntil: "2027-12-02", offered: true },
  { version: "1.33", standardSupportUntil: "2026-07-29", extendedSupportUntil: "2027-07-29", offered: false },
  { version: "1.32", standardSupportUntil: "2026-03-23", extendedSupportUntil: "2027-03-23", offered: false },
  { version: "1.31", standardSupportUntil: "2025-11-26", extendedSupportUntil: "2026-11-26", offered: false },
  { version: "1.30", standardSupportUntil: "2025-07-23", extendedSupportUntil: "2026-07-23", offered: false },
  { version: "1.29", standardSupportUntil: "2025-03-23", extendedSupportUntil: "2026-03-23", offered: false },
  { version: "1.28", standardSupportUntil: "2024-11-26", extendedSupportUntil: "2025-11-26", offered: false },
];

/** A version by its number; undefined when EKS never had it or the table does not reach back so far. */
export function eksVersion(version: string): EksVersion | undefined {
  return EKS_VERSIONS.find((known) => known.version === version);
}
