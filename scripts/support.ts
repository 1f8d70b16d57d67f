import { staleCharts } from "../constructs/helm/catalogue";
import { loadEnvironments, supportWarnings } from "../environments";
import { command, UsageError } from "./command";

const USAGE = `Usage: npm run support [-- <day>]

Fails when an environment runs what has left support, or will within 90 days, or when a chart was last looked at more
than 180 days ago. For a schedule: a commit that was right does not turn wrong with time, but somebody must be told.
  <day>  such as 2027-05-01, to ask what will be due by then; today without one`;

/** A day as it is written, or now. */
function dayOf(given: readonly string[]): Date {
  const [day, ...others] = given;
  if (day === undefined) return new Date();
  const date = new Date(day);
  if (others.length > 0 || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(date.getTime())) throw new UsageError(USAGE);
  return date;
}

void command(() => {
  const today = dayOf(process.argv.slice(2));
  const due = [
    ...loadEnvironments().flatMap((environment) => supportWarnings(environment, today)),
    ...staleCharts(today),
  ];
  if (due.length === 0) {
    console.log("Everything is supported.");
    return;
  }
  for (const line of due) console.error(line);
  process.exitCode = 1;
});
