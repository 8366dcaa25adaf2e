import { lastDay, type Dates } from "../rules";
import type { CatalogueState } from "./schema";

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
