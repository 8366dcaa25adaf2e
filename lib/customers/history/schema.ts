import { z } from "zod";
import { endReasons } from "@/db/schema/states";
import {
  afterText,
  listLook,
  locationText,
  ownerText,
  searchText,
  several,
} from "../../lists/schema";

export { endReasons };

/** In which month a round ended, where it is. */
export const endMonths = ["this_month", "last_month"] as const;

/** What the address of the history says; anything that it does not understand is left out. */
export const historyQuery = z.object({
  q: searchText,
  /** K4: any of these. */
  reason: several(endReasons),
  month: z.enum(["", ...endMonths]).catch(""),
  /** An MPN location ID. */
  location: locationText,
  owner: ownerText,
  sort: z.enum(["ended", "-ended"]).catch("-ended"),
  after: afterText,
  ...listLook,
});
export type HistoryQuery = z.output<typeof historyQuery>;
