import type { Environment } from "../schema";
import { type Rule, rule } from "../validation/fragment";
import type { DeepReadonly } from "../validation/merge";
import type { Report } from "../validation/problems";
import type { RdsDatabase } from "./database";

type Rds = DeepReadonly<RdsDatabase>;

/** A rule on MySQL on RDS, and on other keys that it needs. */
export function rdsRule<Key extends keyof Environment>(
  needs: readonly Key[],
  check: (database: Rds, environment: Pick<Environment, Key | "database">, report: Report) => void,
): Rule {
  return rule<Key | "database">(["database", ...needs], (environment, report) => {
    if (environment.database.kind === "rds") check(environment.database, environment, report);
  });
}
