import { z } from "zod";
import { claimStatuses } from "@/db/schema/states";
import {
  afterText,
  chooseText,
  dueWithin,
  listLook,
  locationText,
  ownerText,
  searchText,
  several,
} from "../../lists/schema";

/** What can be filtered by: whose turn it is, or one status. */
export const claimGroups = ["to_do", "with_programme", "done"] as const;

/**
 * Everything that the list of claims keeps in its address, and its export with it; what is not
 * understood is left out.
 */
export const claimsQuery = z.object({
  q: searchText,
  /** K4: any of these. */
  status: several([...claimGroups, ...claimStatuses]),
  /** An engagement's slug. */
  engagement: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .or(z.literal(""))
    .catch(""),
  location: locationText,
  /** The partner's clock ends within so many calendar days. */
  due: z.enum(["", ...dueWithin]).catch(""),
  sort: z.enum(["due", "-due", "name", "-name", "number", "-number"]).catch("due"),
  owner: ownerText,
  choose: chooseText,
  after: afterText,
  ...listLook,
});

export type ClaimsQuery = z.output<typeof claimsQuery>;
export type ClaimGroup = (typeof claimGroups)[number];
