import { daysLeft } from "../time/deadline";
import { hourIn } from "../time/hour";

export type ReminderKind = "answer" | "not_sent" | "delivery";

/** D13: on which days before the deadline a reminder goes out. */
export const stepsOf: Record<ReminderKind, readonly number[]> = {
  answer: [14, 7, 3, 1],
  not_sent: [14, 7, 3, 1],
  delivery: [30, 14, 7, 3, 1],
};
/** Reminders go out within these hours of the location: from 9:00 until 16:59. */
export const FIRST_HOUR = 9;
export const LAST_HOUR = 16;

/**
 * D13: the reminder that is due now, if any. After days of standstill that is one, for the nearest
 * step; the earlier ones never come. A step counts only when its day came after `since`: nobody is
 * reminded on the day of being asked, or of steps that had passed before.
 * @param due the deadline, an instant that is too late
 * @param since when its reader was last asked or reminded (or the clock started)
 * @param zone IANA time zone of the location
 */
export function dueReminder(kind: ReminderKind, clock: Clock): DueStep | null {
  return dueStep(stepsOf[kind], clock);
}

export type Clock = { due: Date; since: Date; now: Date; zone: string };
export type DueStep = { step: number; daysLeft: number };

/** The same for any clock that is reminded of on these days before its end, the furthest first. */
export function dueStep(
  steps: readonly number[],
  { due, since, now, zone }: Clock,
): DueStep | null {
  if (now >= due) return null;
  const hour = hourIn(now, zone);
  if (hour < FIRST_HOUR || hour > LAST_HOUR) return null;
  const left = daysLeft(due, now, zone);
  const step = steps.findLast((day) => day >= left);
  if (step === undefined || daysLeft(due, since, zone) <= step) return null;
  return { step, daysLeft: left };
}
