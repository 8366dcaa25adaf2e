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
  const last = lastDay(due, zone);
  const today = dayOf(now, zone);
  return Math.round(
    DateTime.utc(last.year, last.month, last.day).diff(
      DateTime.utc(today.year, today.month, today.day),
      "days",
    ).days,
  );
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
