import { EKS_VERSIONS, eksVersion, mysqlSeries } from "aws-facts";
import { ELASTIC_VERSIONS } from "./fragments/elastic-versions";
import type { Environment } from "./schema";

/** How many days before a version leaves standard support its users are told. */
const NOTICE_DAYS = 90;

const DAY = 24 * 60 * 60 * 1000;

/** Something that an environment runs and its maker supports up to a day. */
interface Supported {
  readonly what: string;
  readonly until: string;
  /** What follows, and what to do. */
  readonly consequence: string;
}

/**
 * What an environment runs that has left standard support, or will soon. These are warnings and not problems: a commit
 * that was right does not turn wrong with time.
 * @param today injected, so that the answer is the same for the same arguments
 */
export function supportWarnings(environment: Environment, today: Date): readonly string[] {
  return [kubernetes(environment), mysql(environment), elastic(environment)].flatMap((supported) => {
    if (!supported) return [];
    const { what, until, consequence } = supported;
    const days = Math.ceil((Date.parse(until) - today.getTime()) / DAY);
    if (days > NOTICE_DAYS) return [];
    const when =
      days < 0 ? `left standard support on ${until}` : `leaves standard support on ${until}, in ${days} days`;
    return [`${environment.name}: ${what} ${when}; ${consequence}`];
  });
}

function kubernetes({ topology }: Environment): Supported | undefined {
  const version = topology.kind === "kubernetes" ? eksVersion(topology.version) : undefined;
  if (!version) return undefined;
  const next = EKS_VERSIONS[EKS_VERSIONS.indexOf(version) - 1];
  // EKS upgrades by one minor version at a time: https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
  const instead = next ? `; set topology.version to ${next.version}` : "";
  return {
    what: `Kubernetes ${version.version}`,
    until: version.standardSupportUntil,
    // Extended support is off here: constructs/cluster/eks-cluster.ts
    consequence: `then EKS upgrades it by itself, on a day that it chooses, and every plan would want it back${instead}`,
  };
}

function mysql({ database }: Environment): Supported | undefined {
  const series = database.kind === "rds" ? mysqlSeries(database.engineVersion) : undefined;
  if (!series) return undefined;
  return {
    what: `MySQL ${series.series} on RDS`,
    until: series.standardSupportUntil,
    // Extended support is off here: constructs/database/mysql-database.ts
    consequence: "then RDS upgrades it by force; try the next series on staging and set database.engineVersion to it",
  };
}

/** A release that ends with another one has no day, and is not told of. */
function elastic({ topology, logging }: Environment): Supported | undefined {
  if (topology.kind !== "kubernetes" || logging.engine !== "elastic") return undefined;
  const release = ELASTIC_VERSIONS.find(({ version }) => version === logging.version);
  if (!release || !/^\d{4}-/.test(release.supportedUntil)) return undefined;
  const [newest] = ELASTIC_VERSIONS;
  return {
    what: `Elasticsearch ${release.version}`,
    until: release.supportedUntil,
    consequence: `then it gets no fixes; set logging.version to ${newest.version}`,
  };
}
