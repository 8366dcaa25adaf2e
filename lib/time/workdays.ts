import { dateIn, startOfDay } from "./deadline";

/** How many working days something may take, on which days of the week one works (1: Monday), and where the days are. */
export type Target = { days: number; workdays: readonly number[]; zone: string };

/** The last day of a target as YYYY-MM-DD in its zone: so many working days after the day of `from`. */
export function targetDay(from: Date, target: Target): string {
  return textOf(lastOf(dayOf(dateIn(from, target.zone)), target));
}

/** Working days left until a day: 0 on the day itself, negative once it is over; days off in between do not count. */
export function workdaysLeft(day: string, now: Date, { workdays, zone }: Target): number {
  const [end, today] = [dayOf(day), dayOf(dateIn(now, zone))];
  let worked = 0;
  for (let n = Math.min(end, today) + 1; n <= Math.max(end, today); n++)
    if (workdays.includes(weekday(n))) worked += 1;
  // What ended on Friday is over on Saturday, though nobody works then.
  return today > end ? -Math.max(1, worked) : worked;
}

/** What came before this instant is over its target at `now`. */
export function overBefore(now: Date, target: Target): Date {
  const today = dayOf(dateIn(now, target.zone));
  let first = today;
  while (lastOf(first - 1, target) >= today) first -= 1;
  return startOfDay(textOf(first), target.zone);
}

function lastOf(from: number, { days, workdays }: Target): number {
  let day = from;
  for (let left = days; left > 0;) if (workdays.includes(weekday(++day))) left -= 1;
  return day;
}

const DAY = 86_400_000;
const dayOf = (text: string) => Date.parse(text) / DAY;
const textOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
/** 1970 began on a Thursday. */
const weekday = (day: number) => ((day + 3) % 7) + 1;
