import { deadline } from "@/lib/time/deadline";

const hour = 3_600_000;

/**
 * An instant on the calendar day `daysAgo` days before today in the zone, at about `hours` o'clock.
 * Never in the future: today's hours are spread over the part of the day that is over.
 */
export function dayAt(now: Date, zone: string, daysAgo: number, hours: number): Date {
  const start = deadline(now, -daysAgo - 1, zone).getTime();
  const wanted = start + hours * hour;
  if (wanted < now.getTime()) return new Date(wanted);
  return new Date(start + (now.getTime() - start) * (hours / 24));
}

/** The first days (YYYY-MM-01) of the `count` whole months before this one, the newest first. */
export function monthsBefore(now: Date, count: number): string[] {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  return Array.from({ length: count }, (_, at) => {
    const total = year * 12 + month - 1 - at;
    return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, "0")}-01`;
  });
}

/** The instant after a share of the time from one to another. */
export function between(from: Date, until: Date): (share: number) => Date {
  return (share) => new Date(from.getTime() + (until.getTime() - from.getTime()) * share);
}
