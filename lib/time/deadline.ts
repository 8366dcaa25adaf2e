import { DateTime } from "luxon";

/**
 * D9: the end of the day that is `days` calendar days after the day of `from`.
 * @param zone IANA time zone of the location
 * @returns the first instant after that day: a thing is in time while `now < due`
 */
export function deadline(from: Date, days: number, zone: string): Date {
  return DateTime.fromJSDate(from, { zone })
    .startOf("day")
    .plus({ days: days + 1 })
    .startOf("day")
    .toJSDate();
}

/** The first instant after a calendar day (YYYY-MM-DD) in a zone. */
export function endOfDay(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).plus({ days: 1 }).startOf("day").toJSDate();
}

/** The first instant of a calendar day (YYYY-MM-DD) in a zone. */
export function startOfDay(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).startOf("day").toJSDate();
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
  return dayNumber(to, zone) - dayNumber(from, zone);
}

/** D17: the deadline that is so many calendar days after another one; for nought days the same instant. */
export function laterDeadline(due: Date, days: number, zone: string): Date {
  return days === 0 ? due : deadline(new Date(due.getTime() - 1), days, zone);
}

/** The last calendar day on which a thing with this deadline is in time, as YYYY-MM-DD in the zone. */
export function lastDate(due: Date, zone: string): string {
  return dateIn(new Date(due.getTime() - 1), zone);
}

const dates = new Map<string, string>();

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export function dateIn(instant: Date, zone: string): string {
  // Lists ask row by row, from one instant to deadlines that end with the same few days: kept for a while.
  const key = `${zone} ${String(instant.getTime())}`;
  const known = dates.get(key);
  if (known !== undefined) return known;
  const date = DateTime.fromJSDate(instant, { zone }).toISODate();
  if (date === null) throw new RangeError(`no such time zone: ${zone}`);
  if (dates.size >= 1_000) dates.clear();
  dates.set(key, date);
  return date;
}

/** Calendar days since 1970 in the zone. */
function dayNumber(instant: Date, zone: string): number {
  return Date.parse(dateIn(instant, zone)) / 86_400_000;
}
