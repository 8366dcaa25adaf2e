import { z } from "zod";
import { afterText, listLook, locationText, ownerText } from "../../lists/schema";

/** What can wait for the partner, in the order in which it is shown. */
export const attentionKinds = [
  "not_sent",
  "consent_ends",
  "mail_failed",
  "contact_closed",
  "delivery_ends",
  "claims",
  "follow_up",
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** Everything that the page keeps in its address; what is not understood is left out. */
export const attentionQuery = z.object({
  kind: z.enum(["", ...attentionKinds]).catch(""),
  location: locationText,
  owner: ownerText,
  after: afterText,
  ...listLook,
});
export type AttentionQuery = z.output<typeof attentionQuery>;
