import type { Money } from "../money";
import { dateIn } from "../time/deadline";
import type { Availability, Band, EngagementType } from "./schema";

/** The days of each clock: consent from creation, submit and review from consent, dispute from rejection. */
export type Windows = { consent: number; submit: number; review: number; dispute: number };

const windows: Record<EngagementType, Windows> = {
  assessment: { consent: 30, submit: 60, review: 90, dispute: 30 },
  workshop: { consent: 30, submit: 90, review: 120, dispute: 30 },
  "project-xs": { consent: 30, submit: 120, review: 150, dispute: 30 },
  "project-s": { consent: 30, submit: 120, review: 150, dispute: 30 },
  "project-m": { consent: 30, submit: 200, review: 230, dispute: 30 },
  "project-l": { consent: 30, submit: 260, review: 290, dispute: 30 },
  "project-xl": { consent: 30, submit: 260, review: 290, dispute: 30 },
  "project-xxl": { consent: 30, submit: 260, review: 290, dispute: 30 },
};

/** Section 7: the windows of an engagement type, in days. */
export function windowsOf(type: EngagementType): Windows {
  return windows[type];
}

/** S1, S2: customers are worked with for engagements of role Build intent only: the workshops. */
export function hasCustomers({ partnerRole }: { partnerRole: string }): boolean {
  return partnerRole === "Build intent";
}

export type Dates = {
  /** Calendar days, as YYYY-MM-DD; both inclusive, null for no end. */
  availableFrom: string;
  availableUntil: string | null;
  lastDayToAdd: string | null;
};

/**
 * Section 7: whether an engagement is still to come, on offer, or over at an instant.
 * @param zone IANA time zone of the location that asks: days are its days (D9)
 */
export function availability(engagement: Dates, now: Date, zone: string): Availability {
  const today = dateIn(now, zone);
  if (today < engagement.availableFrom) return "upcoming";
  const last = lastDay(engagement);
  return last !== null && last < today ? "expired" : "active";
}

/** Section 7: whether customers may be added or claimed at an instant, in the location's time zone. */
export function isOpenToAdd(engagement: Dates, now: Date, zone: string): boolean {
  return availability(engagement, now, zone) === "active";
}

/** The last day on which customers may be added or claimed, as YYYY-MM-DD; null without an end. */
export function lastDay({ availableUntil, lastDayToAdd }: Dates): string | null {
  if (availableUntil === null || lastDayToAdd === null) return availableUntil ?? lastDayToAdd;
  return availableUntil < lastDayToAdd ? availableUntil : lastDayToAdd;
}

/** D16: the market band of a country; every country that is not listed is in band C. */
export function bandOf(listed: readonly { country: string; band: Band }[], country: string): Band {
  return listed.find((entry) => entry.country === country)?.band ?? "C";
}

export type Rate = { band: Band; validFrom: string; amount: Money | null };

/**
 * D16: the rate of a band on a calendar day (YYYY-MM-DD): the one that became valid last.
 * Null when there is none yet; a rate of null says that nothing is paid in that band.
 */
export function rateAt(rates: readonly Rate[], band: Band, date: string): Rate | null {
  let current: Rate | null = null;
  for (const rate of rates) {
    if (rate.band !== band || rate.validFrom > date) continue;
    if (!current || rate.validFrom > current.validFrom) current = rate;
  }
  return current;
}
