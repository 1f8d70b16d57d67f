import { instanceType, nearest } from "aws-facts";
import { rule } from "../validation/fragment";
import { suggestion } from "../validation/values";
import { ELASTIC_VERSIONS } from "./elastic-versions";
import { isDemanding } from "./hardware";

/**
 * Disks take (GB a day) x (days) x (copies) x (1 + 15% that Elasticsearch leaves free + 10% for what nobody foresees).
 * Source: https://www.elastic.co/blog/benchmarking-and-sizing-your-elasticsearch-cluster-for-logs-and-metrics
 */
const FREE_SHARE = 0.15 + 0.1;

/** What is kept for longer, since it says who did what: less than this on clusters with few people. */
const AUDIT_SHARE = 0.1;

/** What Loki as one program takes: https://grafana.com/docs/loki/latest/get-started/deployment-modes/ */
const LOKI_GB_PER_NODE = 20;

/** The rest is for the system and for what runs on every node. */
const SHARE_OF_A_NODE = 0.75;

const FEWEST_THAT_LIVE_ON = 3;

const version = rule(["logging"], ({ logging }, report) => {
  if (logging.engine !== "elastic") return;
  const known = ELASTIC_VERSIONS.map((entry) => entry.version);
  if (known.includes(logging.version)) return;
  const choices = ELASTIC_VERSIONS.map((entry) => `${entry.version} (fixes until ${entry.supportedUntil})`);
  const meant = suggestion(nearest(logging.version, known));
  report(
    "logging.version",
    `${logging.version} is no version that this project knows${meant}; choose from ${choices.join(", ")}`,
  );
});

const ages = rule(["logging"], ({ logging }, report) => {
  const { retentionDays, auditRetentionDays } = logging;
  const others = `${retentionDays} days (logging.retentionDays)`;
  if (auditRetentionDays < retentionDays) {
    report(
      "logging.auditRetentionDays",
      `${auditRetentionDays}, but logs that say less are kept for ${others}; raise it to ${retentionDays} or more`,
    );
  }
  if (logging.engine === "elastic" && logging.warmAfterDays >= retentionDays) {
    report(
      "logging.warmAfterDays",
      `${logging.warmAfterDays}, but logs are deleted after ${others}; lower it, or keep logs for longer`,
    );
  }
});

const volume = rule(["topology", "logging"], ({ topology, logging }, report) => {
  if (topology.kind !== "kubernetes") return;
  const { retentionDays, auditRetentionDays, dailyGb } = logging;
  const { nodes, volumeGb } = logging.kubernetes;
  const days = `${dailyGb} GB a day (logging.dailyGb)`;
  if (logging.engine === "loki") {
    if (dailyGb <= LOKI_GB_PER_NODE * nodes) return;
    const least = Math.ceil(dailyGb / LOKI_GB_PER_NODE);
    report(
      "logging.kubernetes.nodes",
      `${nodes} take about ${LOKI_GB_PER_NODE * nodes} GB a day, but ${days} are expected; raise it to ${least} or more, or choose engine elastic`,
    );
    return;
  }
  // One beside the first wherever there is a node for it.
  const copies = nodes > 1 ? 2 : 1;
  const fullDays = retentionDays + AUDIT_SHARE * Math.max(auditRetentionDays - retentionDays, 0);
  const least = Math.ceil((dailyGb * fullDays * copies * (1 + FREE_SHARE)) / nodes);
  if (least <= volumeGb) return;
  report(
    "logging.kubernetes.volumeGb",
    `${volumeGb} GB on each of ${nodes} do not hold ${days} for ${retentionDays} days (logging.retentionDays), a tenth of it for ${auditRetentionDays} (logging.auditRetentionDays), in ${copies === 1 ? "1 copy" : `${copies} copies`}; raise it to ${least} or more, or keep logs for fewer days`,
  );
});

const quorum = rule(["class", "topology", "logging"], (environment, report) => {
  const { topology, logging } = environment;
  if (topology.kind !== "kubernetes") return;
  const { nodes } = logging.kubernetes;
  const path = "logging.kubernetes.nodes";
  if (isDemanding(environment.class) && nodes < FEWEST_THAT_LIVE_ON) {
    report(
      path,
      `${nodes} in class ${environment.class} do not live on when one is lost, since the rest is no majority; it takes ${FEWEST_THAT_LIVE_ON} or more (requirement 2.1)`,
    );
  } else if (nodes === 2) {
    report(path, "2 are no safer than 1: when one is lost, the other is no majority; choose 1, or 3 and more");
  }
  if (nodes > topology.nodes.max) {
    report(
      path,
      `${nodes} asked, each on a node of its own, but the cluster has at most ${topology.nodes.max} (topology.nodes.max); lower one or raise the other`,
    );
  }
});

const memory = rule(["topology", "logging"], ({ topology, logging }, report) => {
  if (topology.kind !== "kubernetes") return;
  const { memoryGb } = logging.kubernetes;
  for (const name of topology.nodes.instanceTypes) {
    const most = Math.floor((instanceType(name)?.memoryGib ?? Number.POSITIVE_INFINITY) * SHARE_OF_A_NODE);
    if (memoryGb > most) {
      report(
        "logging.kubernetes.memoryGb",
        `${memoryGb} GB do not fit on a ${name} (topology.nodes.instanceTypes) beside what runs on every node; at most ${most} do`,
      );
    }
  }
});

export const loggingRules = [version, ages, volume, quorum, memory];
