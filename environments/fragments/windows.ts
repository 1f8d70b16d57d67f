const MINUTES_PER_DAY = 24 * 60;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const LEAST_MINUTES = 30;

/** Minutes of a week from Monday 00:00 UTC on, `to` excluded; `to` may lie in the next week. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A weekly window such as `sun:18:30-sun:19:30`, of half an hour to a day; undefined when it is none. */
export function weeklyWindow(text: string): Span | undefined {
  const match = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/i.exec(text);
  if (!match) return undefined;
  const [, fromDay = "", fromHour = "", fromMinute = "", toDay = "", toHour = "", toMinute = ""] = match;
  return span(at(fromDay, fromHour, fromMinute), at(toDay, toHour, toMinute), 7 * MINUTES_PER_DAY);
}

/** A daily window such as `17:00-18:00`, of half an hour at least, as it lies on each day; undefined when it is none. */
export function dailyWindow(text: string): readonly Span[] | undefined {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [, fromHour = "", fromMinute = "", toHour = "", toMinute = ""] = match;
  const day = span(at("mon", fromHour, fromMinute), at("mon", toHour, toMinute), MINUTES_PER_DAY);
  return day && DAYS.map((_, index) => shifted(day, index * MINUTES_PER_DAY));
}

/** Whether two spans of the week have a minute in common. */
export function overlap(one: Span, other: Span): boolean {
  const week = 7 * MINUTES_PER_DAY;
  return [-week, 0, week].some((by) => one.from < other.to + by && other.from + by < one.to);
}

function at(day: string, hour: string, minute: string): number | undefined {
  const index = DAYS.indexOf(day.toLowerCase());
  if (index < 0 || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return index * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute);
}

function span(from: number | undefined, to: number | undefined, period: number): Span | undefined {
  if (from === undefined || to === undefined) return undefined;
  const end = to < from ? to + period : to;
  const minutes = end - from;
  return minutes >= LEAST_MINUTES && minutes <= MINUTES_PER_DAY ? { from, to: end } : undefined;
}

function shifted({ from, to }: Span, by: number): Span {
  return { from: from + by, to: to + by };
}
