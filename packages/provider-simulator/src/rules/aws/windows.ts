/** Minutes of a week. */
const WEEK = 7 * 24 * 60;
const DAY = 24 * 60;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A stretch of time in each week, or in each day; minutes since its beginning. */
export interface Window {
  readonly start: number;
  readonly length: number;
  readonly every: "week" | "day";
}

/** Reads `sun:03:00-sun:04:00` or `03:00-04:00`. @returns undefined when it is neither */
export function readWindow(text: string): Window | undefined {
  const weekly = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/i.exec(text);
  if (weekly) {
    const [, day = "", hour, minute, otherDay = "", otherHour, otherMinute] = weekly;
    const [from, to] = [minuteOf(hour, minute, day), minuteOf(otherHour, otherMinute, otherDay)];
    return from === undefined || to === undefined ? undefined : span(from, to, "week");
  }
  const [, hour, minute, otherHour, otherMinute] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text) ?? [];
  const [from, to] = [minuteOf(hour, minute), minuteOf(otherHour, otherMinute)];
  return from === undefined || to === undefined ? undefined : span(from, to, "day");
}

/** Whether two windows share a minute of any week. */
export function collide(a: Window, b: Window): boolean {
  const stretches = (window: Window) =>
    window.every === "week" ? [window.start] : DAYS.map((_, day) => day * DAY + window.start);
  return stretches(a).some((one) =>
    stretches(b).some((other) => distance(one, other) < a.length || distance(other, one) < b.length),
  );
}

/** Minutes from one point of the week to the next time that another comes. */
function distance(from: number, to: number): number {
  return (to - from + WEEK) % WEEK;
}

function span(start: number, end: number, every: Window["every"]): Window {
  const period = every === "week" ? WEEK : DAY;
  return { start, length: (end - start + period) % period, every };
}

function minuteOf(hour: string | undefined, minute: string | undefined, day?: string): number | undefined {
  const [h, m] = [Number(hour), Number(minute)];
  const index = day === undefined ? 0 : DAYS.indexOf(day.toLowerCase());
  return hour === undefined || h > 23 || m > 59 || index < 0 ? undefined : index * DAY + h * 60 + m;
}
