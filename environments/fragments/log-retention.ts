import { LOG_RETENTION_DAYS } from "aws-facts";
import type { Report } from "../validation/problems";

/** CloudWatch keeps logs for certain numbers of days only. */
export function checkLogRetention(path: string, days: number, report: Report): void {
  if (LOG_RETENTION_DAYS.includes(days)) return;
  const longer = LOG_RETENTION_DAYS.find((allowed) => allowed > days);
  const instead = longer === undefined ? "" : `; the next longer one is ${longer}`;
  report(path, `CloudWatch cannot keep logs for ${days} days, only for ${LOG_RETENTION_DAYS.join(", ")}${instead}`);
}
