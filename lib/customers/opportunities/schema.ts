import { z } from "zod";
import { afterText, chooseText, listLook, locationText, searchText } from "../../lists/schema";

/** K2: where a known customer stands at a workshop; also how far it is from being eligible. */
export const chances = ["eligible", "near", "under_way", "done", "taken", "not"] as const;
export type Chance = (typeof chances)[number];

/** Everything that the opportunities page keeps in its address; what is not understood is left out. */
export const opportunitiesQuery = z.object({
  q: searchText,
  /** The key of a solution area. */
  area: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .or(z.literal(""))
    .catch(""),
  location: locationText,
  /** Workshops that pay this much at least, in minor units. */
  payout: z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .or(z.literal(""))
    .catch(""),
  /** Customers that stand so at one of the workshops. */
  chance: z.enum(["", ...chances]).catch(""),
  choose: chooseText,
  after: afterText,
  ...listLook,
});
export type OpportunitiesQuery = z.output<typeof opportunitiesQuery>;
