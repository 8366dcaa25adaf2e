import type {
  CustomerCriterion,
  Localized,
  PartnerCriteria,
  PoeRequirement,
  Resource,
  Surveys,
} from "@/db/schema/states";
import type { Money } from "../money";
import { dateIn } from "../time/deadline";
import type { Availability } from "./schema";

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

/** The market bands: their countries, and the one for all others. */
export type Bands = readonly { key: string; elsewhere: boolean; countries: readonly string[] }[];

/** D16: the market band of a country; every country that is not listed is in the one for the others, if any. */
export function bandOf(bands: Bands, country: string): string {
  const listed = bands.find(({ countries }) => countries.includes(country));
  return (listed ?? bands.find(({ elsewhere }) => elsewhere))?.key ?? "";
}

export type Rate = { band: string; validFrom: string; amount: Money | null };

/**
 * D16: the rate of a band on a calendar day (YYYY-MM-DD): the one that became valid last.
 * Null when there is none yet; a rate of null says that nothing is paid in that band.
 */
export function rateAt(rates: readonly Rate[], band: string, date: string): Rate | null {
  let current: Rate | null = null;
  for (const rate of rates) {
    if (rate.band !== band || rate.validFrom > date) continue;
    if (!current || rate.validFrom > current.validFrom) current = rate;
  }
  return current;
}

/** What a version of an engagement says (P8). */
export type VersionContent = {
  name: string;
  summary: Localized;
  consentDays: number;
  deliveryDays: number;
  reviewDays: number;
  disputeDays: number;
  clockStandsStill: boolean;
  partnerCriteria: PartnerCriteria;
  customerCriteria: CustomerCriterion[];
  customerCountries: string[] | null;
  poe: PoeRequirement[];
  surveys: Surveys;
  resources: Resource[];
  demonstrationThresholds: boolean;
};
