import { DOCKER_BRIDGE, PRIVATE_RANGES } from "aws-facts";
import {
  CidrError,
  freeRange,
  MAXIMUM_PREFIX,
  MINIMUM_PREFIX,
  overlap,
  parseCidr,
  tierPrefix,
  within,
} from "subnet-plan";
import type { Environment } from "../schema";
import { rule } from "../validation/fragment";
import type { Problem, Report } from "../validation/problems";

/** Each pod takes an address of its private subnet, so a cluster needs at least /22 in each zone: 1,019 usable addresses. */
const CLUSTER_MAXIMUM_PREFIX = 18;

function checkVpcRange(path: string, cidr: string, forCluster: boolean, report: Report): void {
  const prefix = prefixOf(path, cidr, report);
  if (prefix === undefined) return;
  if (!PRIVATE_RANGES.some((range) => within(cidr, range))) {
    report(path, `${cidr} is not private; take a range inside ${PRIVATE_RANGES.join(", ")}`);
  }
  if (overlap(cidr, DOCKER_BRIDGE)) {
    report(path, `${cidr} overlaps ${DOCKER_BRIDGE}, which Docker uses on every machine; take another range`);
  }
  if (prefix < MINIMUM_PREFIX || prefix > MAXIMUM_PREFIX) {
    const why =
      prefix < MINIMUM_PREFIX ? "AWS takes no larger VPC" : "its subnets would be smaller than the /28 AWS takes";
    report(path, `${cidr} is /${prefix}, but a VPC is /${MINIMUM_PREFIX} to /${MAXIMUM_PREFIX}: ${why}`);
  } else if (forCluster && prefix > CLUSTER_MAXIMUM_PREFIX) {
    const subnet = tierPrefix(prefix, "private");
    // AWS keeps five addresses of each subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    const pods = 2 ** (32 - subnet) - 5;
    report(
      path,
      `${cidr} leaves /${subnet} to a private subnet, so ${pods} addresses for the pods of a zone; topology kubernetes needs a VPC of /${CLUSTER_MAXIMUM_PREFIX} or larger`,
    );
  }
}

function prefixOf(path: string, cidr: string, report: Report): number | undefined {
  try {
    return parseCidr(cidr).prefix;
  } catch (error) {
    if (!(error instanceof CidrError)) throw error;
    report(path, error.message);
    return undefined;
  }
}

export const addressSpaceRules = [
  rule(["network", "topology"], ({ network, topology }, report) => {
    checkVpcRange("network.cidr", network.cidr, topology.kind === "kubernetes", report);
  }),
  rule(["recovery", "topology"], ({ recovery, topology }, report) => {
    if (!recovery.network) return;
    checkVpcRange("recovery.network.cidr", recovery.network.cidr, topology.kind === "kubernetes", report);
  }),
];

/** An environment as far as it could be read, under the name that problems are reported with. */
interface Draft {
  readonly name: string;
  readonly environment: Partial<Environment>;
}

interface Claim {
  readonly environment: string;
  readonly path: string;
  readonly cidr: string;
}

/** Ranges may not overlap, whatever the account or region: networks that overlap can never be joined. */
export function overlaps(drafts: readonly Draft[]): readonly Problem[] {
  const claims = drafts.flatMap(claimsOf).filter(({ cidr }) => isRange(cidr));
  const taken = claims.map(({ cidr }) => cidr);
  return claims.flatMap(({ environment, path, cidr }, index) =>
    claims
      .slice(0, index)
      .filter((earlier) => overlap(earlier.cidr, cidr))
      .map((earlier) => {
        const free = freeRange(parseCidr(cidr).prefix, taken, cidr.split("/")[0]);
        const instead = free === undefined ? "a free range" : `a free range such as ${free}`;
        const message = `${cidr} overlaps ${earlier.cidr} of ${earlier.environment} (${earlier.path}); choose ${instead}`;
        return { environment, path, message };
      }),
  );
}

function claimsOf({ name: environment, environment: { network, recovery } }: Draft): readonly Claim[] {
  const claims: Claim[] = [];
  if (network) claims.push({ environment, path: "network.cidr", cidr: network.cidr });
  if (recovery?.network) claims.push({ environment, path: "recovery.network.cidr", cidr: recovery.network.cidr });
  return claims;
}

function isRange(cidr: string): boolean {
  try {
    parseCidr(cidr);
    return true;
  } catch {
    return false;
  }
}
