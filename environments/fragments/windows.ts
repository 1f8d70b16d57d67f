const MINUTES_PER_DAY = 24 * 60;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const LONG_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
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

/** Part of a day, or of certain days; `to` may be 24:00. */
export interface Period {
  /** @default every day */
  readonly weekday?: string;
  readonly from: string;
  readonly to: string;
}

/** A daily window as parts of days; one that goes over midnight has two. */
export function dailyPeriods(text: string): readonly Period[] {
  const [from = "", to = ""] = text.split("-");
  if (from < to) return [{ from, to }];
  return [
    { from, to: "24:00" },
    { from: "00:00", to },
  ].filter((part) => part.from !== part.to);
}

/** A weekly window as parts of days; none when it is no window. */
export function weeklyPeriods(text: string): readonly Period[] {
  const window = weeklyWindow(text);
  if (!window) return [];
  const clock = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const first = Math.floor(window.from / MINUTES_PER_DAY);
  const part = (day: number): Period => {
    const start = day * MINUTES_PER_DAY;
    return {
      weekday: LONG_DAYS[day % 7],
      from: clock(Math.max(window.from - start, 0)),
      to: clock(Math.min(window.to - start, MINUTES_PER_DAY)),
    };
  };
  return [part(first), part(first + 1)].filter(({ from, to }) => from < to);
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
