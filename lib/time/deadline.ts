import { DateTime } from "luxon";

/**
 * D9: the end of the day that is `days` calendar days after the day of `from`.
 * @param zone IANA time zone of the location
 * @returns the first instant after that day: a thing is in time while `now < due`
 */
export function deadline(from: Date, days: number, zone: string): Date {
  return dayOf(from, zone)
    .plus({ days: days + 1 })
    .startOf("day")
    .toJSDate();
}

/**
 * D9: calendar days left in the zone: 0 on the last day, negative once the deadline has passed.
 * @param due an instant that `deadline` gave
 */
export function daysLeft(due: Date, now: Date, zone: string): number {
  return daysBetween(now, new Date(due.getTime() - 1), zone);
}

/** Calendar days from the day of one instant to the day of another in a zone; the hours do not count. */
export function daysBetween(from: Date, to: Date, zone: string): number {
  return dayNumber(to, zone) - firstDay(from, zone);
}

/** D17: the deadline that is so many calendar days after another one; for nought days the same instant. */
export function laterDeadline(due: Date, days: number, zone: string): Date {
  return days === 0 ? due : deadline(new Date(due.getTime() - 1), days, zone);
}

/** The last calendar day on which a thing with this deadline is in time, as YYYY-MM-DD in the zone. */
export function lastDate(due: Date, zone: string): string {
  const date = lastDay(due, zone).toISODate();
  if (date === null) throw new RangeError(`no such time zone: ${zone}`);
  return date;
}

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export function dateIn(instant: Date, zone: string): string {
  const date = dayOf(instant, zone).toISODate();
  if (date === null) throw new RangeError(`no such time zone: ${zone}`);
  return date;
}

function lastDay(due: Date, zone: string): DateTime {
  return dayOf(new Date(due.getTime() - 1), zone);
}

function dayOf(instant: Date, zone: string): DateTime {
  return DateTime.fromJSDate(instant, { zone }).startOf("day");
}

/** Calendar days since 1970 in the zone. Lists ask for it row by row, so it does no more than it must. */
function dayNumber(instant: Date, zone: string): number {
  const { year, month, day } = DateTime.fromJSDate(instant, { zone });
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

const latest = new Map<string, { at: number; day: number }>();

/** The same, kept for each zone's latest instant: a list counts from one instant, row after row. */
function firstDay(instant: Date, zone: string): number {
  const at = instant.getTime();
  const kept = latest.get(zone);
  if (kept?.at === at) return kept.day;
  const day = dayNumber(instant, zone);
  latest.set(zone, { at, day });
  return day;
}
