import { rule } from "../validation/fragment";
import { connections } from "./database-connections";
import { databaseRecoveryRules } from "./database-recovery-rules";
import { rdsRule } from "./database-rule";
import { databaseSizeRules } from "./database-size-rules";
import { checkLogRetention } from "./log-retention";

const place = rule(["database", "topology"], ({ database, topology }, report) => {
  if (database.kind === "container" && topology.kind !== "single-node") {
    report(
      "database.kind",
      `container is for one machine: with topology ${topology.kind} each would have a database of its own; leave it out, or choose rds`,
    );
  }
});

const logs = rdsRule([], ({ monitoring }, _environment, report) => {
  checkLogRetention("database.monitoring.logRetentionDays", monitoring.logRetentionDays, report);
});

export const databaseRules = [place, ...databaseSizeRules, ...databaseRecoveryRules, logs, connections];
