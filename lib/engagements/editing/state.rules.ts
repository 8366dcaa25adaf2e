import { lastDay, type Dates } from "../rules";

export const catalogueStates = ["draft", "scheduled", "active", "closed", "ended"] as const;
/** P7: nobody knows of it yet; it is to come; it is on offer; closed to new customers; over. */
export type CatalogueState = (typeof catalogueStates)[number];

/**
 * P7: where an engagement stands on a day.
 * @param from the day from which its first version holds; null: none was published
 */
export function catalogueState(dates: Dates, from: string | null, today: string): CatalogueState {
  if (from === null) return "draft";
  if (from > today || dates.availableFrom > today) return "scheduled";
  if (dates.availableUntil !== null && dates.availableUntil < today) return "ended";
  const last = lastDay(dates);
  return last !== null && last < today ? "closed" : "active";
}
