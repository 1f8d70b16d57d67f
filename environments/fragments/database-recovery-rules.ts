import { rdsRule } from "./database-rule";
import { dailyWindow, overlap, weeklyWindow } from "./windows";

const availability = rdsRule(["class", "network", "recovery", "topology"], (database, environment, report) => {
  if (environment.class === "production" && !database.multiAz) {
    report("database.multiAz", "false is not allowed in class production (requirement 2.1); leave it out");
  }
  const zones = environment.network.zones.length;
  // The other topologies need two in any case.
  if (zones < 2 && environment.topology.kind === "single-node") {
    report(
      "network.zones",
      `${zones} in use, but RDS needs subnets in at least 2, even for one instance (database.kind)`,
    );
  }
  const { network, region: other } = environment.recovery;
  if (!database.replicas.recovery) {
    if (database.replicas.promoted) {
      report(
        "database.replicas.promoted",
        "true, but there is no replica to promote (database.replicas.recovery); leave it out",
      );
    }
    return;
  }
  if (other === undefined || network === undefined) {
    report(
      "database.replicas.recovery",
      "true, but there is no region or no network for it; give recovery.region and recovery.network, or leave it out",
    );
  } else if (network.zones.length < 2) {
    report("recovery.network.zones", `${network.zones.length} in use, but a replica there needs at least 2`);
  }
});

const copies = rdsRule(["recovery"], ({ backups, replicas, encryption, masterPassword }, { recovery }, report) => {
  const readers = replicas.zones.length + (replicas.recovery ? 1 : 0);
  if (backups.replicate && recovery.region === undefined) {
    report("database.backups.replicate", "true, but there is no region for it; give recovery.region, or leave it out");
  }
  if (backups.retentionDays === 0 && (readers > 0 || backups.replicate)) {
    const what = readers > 0 ? "replicas are made from backups" : "there is then nothing to replicate";
    report("database.backups.retentionDays", `0 turns backups off, and ${what}; allow 1 day or more`);
  }
  if (encryption === "aws-key" && (replicas.recovery || backups.replicate)) {
    report(
      "database.encryption",
      "aws-key cannot leave its region, but a copy in another region is wanted (database.replicas.recovery, database.backups.replicate); choose own-key",
    );
  }
  if (masterPassword === "managed" && readers > 0) {
    report(
      "database.masterPassword",
      "RDS cannot manage the password of a database with replicas; leave it out, or remove the replicas (database.replicas)",
    );
  }
});

/** Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/blue-green-deployments-considerations.html */
const blueGreen = rdsRule([], ({ blueGreen: wanted, replicas, backups, masterPassword }, _environment, report) => {
  if (!wanted) return;
  const reasons = [
    ...(replicas.zones.length > 0 || replicas.recovery ? ["replicas (database.replicas)"] : []),
    ...(backups.replicate ? ["backups in another region (database.backups.replicate)"] : []),
    ...(masterPassword === "managed" ? ["a password that RDS manages (database.masterPassword)"] : []),
  ];
  if (reasons.length > 0)
    report("database.blueGreen", `true, but RDS has it for no database with ${reasons.join(" or ")}`);
  if (backups.retentionDays === 0)
    report("database.blueGreen", "true, but it needs backups (database.backups.retentionDays)");
});

/**
 * The newest data that may be lost with the region. RDS ships logs every five minutes and promises no lag of their copy
 * elsewhere; an hour is what we let it have.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
 */
const COPIED_BACKUPS_MINUTES = 60;

const recoveryPoint = rdsRule(["recovery"], ({ backups, replicas }, { recovery }, report) => {
  const { rpoMinutes, region } = recovery;
  // Without a region nothing at all can be elsewhere, which is reported once.
  if (rpoMinutes >= 24 * 60 || region === undefined || replicas.recovery) return;
  if (!backups.replicate) {
    report(
      "recovery.rpoMinutes",
      `${rpoMinutes} minutes cannot be met: nothing of the database is in another region; turn on database.replicas.recovery or database.backups.replicate, or allow 1440 minutes or more`,
    );
  } else if (rpoMinutes < COPIED_BACKUPS_MINUTES) {
    report(
      "recovery.rpoMinutes",
      `${rpoMinutes} minutes cannot be met by copied backups, which may be ${COPIED_BACKUPS_MINUTES} minutes old; turn on database.replicas.recovery, or allow ${COPIED_BACKUPS_MINUTES} minutes or more`,
    );
  }
});

const windows = rdsRule([], ({ backups, maintenanceWindow }, _environment, report) => {
  const daily = dailyWindow(backups.window);
  const weekly = weeklyWindow(maintenanceWindow);
  if (!daily) {
    report(
      "database.backups.window",
      `${backups.window} is no daily window of half an hour or more; write it as 17:00-18:00, in UTC`,
    );
  }
  if (!weekly) {
    report(
      "database.maintenanceWindow",
      `${maintenanceWindow} is no weekly window of half an hour to a day; write it as sun:18:30-sun:19:30, in UTC`,
    );
  }
  if (weekly && daily?.some((day) => overlap(day, weekly))) {
    report(
      "database.maintenanceWindow",
      `${maintenanceWindow} overlaps the backup window ${backups.window} (database.backups.window), which RDS refuses; move one of them`,
    );
  }
});

export const databaseRecoveryRules = [availability, copies, blueGreen, recoveryPoint, windows];
