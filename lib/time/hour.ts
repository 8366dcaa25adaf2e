import { DateTime } from "luxon";

/** The hour of the day of an instant in a zone, from 0 to 23. */
export function hourIn(instant: Date, zone: string): number {
  const { hour, isValid } = DateTime.fromJSDate(instant, { zone });
  if (!isValid) throw new RangeError(`no such time zone: ${zone}`);
  return hour;
}
