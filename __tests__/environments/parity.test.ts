import { loadEnvironments } from "../../environments";
import { isRecord } from "../../environments/validation/merge";
import addresses from "../golden/addresses.json";

/** Where staging may differ from production, and why; it is what every change is tried on first (3.1.3). */
const ALLOWED: Readonly<Record<string, string>> = {
  name: "it is another environment",
  class: "its data is masked, and its rules a little less strict",
  account: "a mistake in one cannot reach the other",
  "network.cidr": "networks do not overlap",
  "network.privateZone": "it holds the name",
  "network.flowLogs.retentionDays": "nobody audits it",
  "recovery.network.cidr": "networks do not overlap",
  "state.bucket": "a state is kept in the account that it is about",
  "storage.backups.retentionDays": "its data can be made again",
  "storage.backups.objectLock.mode": "its data can be made again",
  "storage.backups.objectLock.days": "its data can be made again",
  "storage.logs.retentionDays": "nobody audits it",
  "storage.site.noncurrentVersionDays": "its data can be made again",
  "storage.downloads.noncurrentVersionDays": "its data can be made again",
  "topology.access.administrators": "a role is of the account that it is in",
  "topology.logRetentionDays": "nobody audits it",
  "topology.nodes.max": "it serves fewer users",
  "database.backups.retentionDays": "its data can be made again",
  "database.backups.binlogRetentionHours": "its data can be made again",
  "database.connections.applications": "it follows the number of nodes",
  "database.monitoring.intervalSeconds": "a minute is fine enough to compare by",
  "database.monitoring.logRetentionDays": "nobody audits it",
  "monitoring.retentionDays": "nobody compares its months",
  "monitoring.volumeGb": "it keeps metrics for fewer days",
  "monitoring.endpoints": "they are its own addresses",
  "monitoring.channels.email.secret": "a secret is kept in the account that it is for",
  "monitoring.channels.slack.secret": "a secret is kept in the account that it is for",
  "monitoring.channels.pagerduty.secret": "a secret is kept in the account that it is for",
  "monitoring.heartbeat.secret": "a secret is kept in the account that it is for",
  "logging.retentionDays": "nobody audits it",
  "logging.auditRetentionDays": "nobody audits it",
  "logging.dailyGb": "it serves fewer users",
  "logging.kubernetes.volumeGb": "it keeps fewer logs, for fewer days",
  "logging.kubernetes.memoryGb": "it keeps fewer logs, for fewer days",
};

/** Every value by its path. */
function leaves(value: unknown, path = ""): ReadonlyMap<string, string> {
  if (!isRecord(value)) return new Map([[path, JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, path === "" ? key : `${path}.${key}`)]),
  );
}

/** What an environment is made of, as "<layer> <address>"; the recorded addresses are those that are synthesized. */
function madeOf(name: string): readonly string[] {
  return Object.entries(addresses).flatMap(([stack, list]) =>
    stack.startsWith(`${name}-`) ? list.map((address) => `${stack.slice(name.length + 1)} ${address}`) : [],
  );
}

describe("staging", () => {
  const [staging, production] = ["staging", "production"].map((name) => leaves(loadEnvironments([name])[0]));
  const paths = [...new Set([...(staging?.keys() ?? []), ...(production?.keys() ?? [])])];
  const different = paths.filter((path) => staging?.get(path) !== production?.get(path));

  it("differs from production where there is a reason, and nowhere else", () => {
    expect(different.sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it("has every resource that production has, but the locks on its backups", () => {
    const [here, there] = [madeOf("staging"), madeOf("production")];
    const missing = there.filter((address) => !here.includes(address));
    expect(missing).toEqual([
      "storage aws_s3_bucket_object_lock_configuration.backups_object_lock",
      "storage aws_s3_bucket_object_lock_configuration.backups_replica_object_lock",
    ]);
    expect(here.filter((address) => !there.includes(address))).toEqual([]);
  });
});
