import { z } from "zod";

/** What can wait for the partner, in the order in which it is shown. */
export const attentionKinds = [
  "not_sent",
  "consent_ends",
  "mail_failed",
  "delivery_ends",
  "claims",
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** Everything that the page keeps in its address; what is not understood is left out. */
export const attentionQuery = z.object({
  kind: z.enum(["", ...attentionKinds]).catch(""),
  /** An MPN location ID. */
  location: z.string().max(20).catch(""),
  after: z.string().max(100).nullable().catch(null),
});
export type AttentionQuery = z.output<typeof attentionQuery>;
