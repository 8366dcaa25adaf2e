import { z } from "zod";

/** What `claim_opened` and `claim_terms` say of a claim that came into being. */
export const openedRow = z.object({
  claim: z.object({
    id: z.guid(),
    number: z.int(),
    payoutMinor: z.int().nullable(),
    currency: z.string().nullable(),
    band: z.string(),
    rateValidFrom: z.string().nullable(),
  }),
  terms: z.object({
    requires: z.array(z.string()),
    deliveryDueAt: z.string(),
    reviewDueAt: z.string(),
    disputeDays: z.int(),
    clockStandsStill: z.boolean(),
  }),
});
