import { Refusal } from "../../errors";
import { dateIn, endOfDay, startOfDay } from "../../time/deadline";

const DAYS = 3_653;

/**
 * K6: a day at a location, from its first instant to the first one after it.
 * Refuses with `day_over` for a day that is over there, or more than ten years ahead.
 */
export function dayAt(day: string, timeZone: string, now: Date) {
  const latest = dateIn(new Date(now.getTime() + DAYS * 86_400_000), timeZone);
  if (day < dateIn(now, timeZone) || day > latest) throw new Refusal("day_over", { field: "day" });
  return { day, startsAt: startOfDay(day, timeZone), dueAt: endOfDay(day, timeZone) };
}
