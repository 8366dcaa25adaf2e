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

/** What the address of the history says; anything that it does not understand is left out. */
export const historyQuery = z.object({
  q: searchText,
  /** K4: any of these. */
  reason: several(endReasons),
  /** An MPN location ID. */
  location: locationText,
  owner: ownerText,
  sort: z.enum(["ended", "-ended"]).catch("-ended"),
  after: afterText,
  ...listLook,
});
export type HistoryQuery = z.output<typeof historyQuery>;
