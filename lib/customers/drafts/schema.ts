import { z } from "zod";
import { emailAddress, oneOrMore } from "../../input";
import { customerIdentifier, mismatchReasons } from "../../tenants/schema";

/** Something typed, kept as it is, also when it is wrong (D4). */
const raw = z.string().max(2_000).catch("").default("");
const several = oneOrMore.default([]);

/** Which wizard and draft a form belongs to, and whether "Back" was pressed instead of "Next". */
const slug = z.string().max(200);
const step = { slug, draft: z.guid(), go: z.enum(["next", "back"]).catch("next").default("next") };

/** The screens of the wizards, as they come in. */
export const customerInput = z.object({ ...step, location: raw, email: raw, identifier: raw });
export const tenantInput = z.object({ ...step, tenant: raw });
export const reasonInput = z.object({ ...step, reason: raw, reasonNote: raw });
export const workshopsInput = z.object({ ...step, workshops: several });
/** `tenantId` is the known customer to claim. */
export const claimLocationInput = z.object({ ...step, tenantId: z.guid(), location: raw });
export const claimWorkshopsInput = workshopsInput.extend({ tenantId: z.guid() });
export const reviewInput = z.object({ slug, draft: z.guid() });
export const claimReviewInput = reviewInput.extend({ tenantId: z.guid() });

/** S19–S23: a location, an e-mail address, and perhaps a TPID or tenant ID. */
export const customerFields = z.object({
  location: z.string().min(1, "required_location"),
  email: emailAddress("required_customer_email"),
  identifier: customerIdentifier,
});

/** S28: one of the usual reasons; in one's own words when it is another. */
export const reasonFields = z
  .object({
    reason: z.enum(mismatchReasons, { error: "required_reason" }),
    reasonNote: z.string().trim().max(500),
  })
  .refine(({ reason, reasonNote }) => reason !== "other" || reasonNote !== "", {
    path: ["reasonNote"],
    error: "required_reason_note",
  });

/** What the typed e-mail and identifier led to. */
const found = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tenant"), tenantId: z.guid(), mismatch: z.boolean() }),
  z.object({ kind: z.literal("choose"), tenantIds: z.array(z.guid()) }),
]);
export type Found = z.infer<typeof found>;

/** A draft of "Add customer": everything as typed, and what it led to so far. */
export const addDraft = z.object({
  location: raw,
  email: raw,
  identifier: raw,
  found: found.nullable().default(null),
  tenant: raw,
  /** D1: whether the partner knew the tenant when it was found. */
  known: z.boolean().default(false),
  reason: raw,
  reasonNote: raw,
  /** Ids of engagements; null before that screen was sent. */
  workshops: z.array(z.string()).nullable().default(null),
  /** Whether the choice of workshops was good. */
  chosen: z.boolean().default(false),
});
export type AddDraft = z.infer<typeof addDraft>;

/** A draft of "Claim customer". */
export const claimDraft = z.object({
  location: raw,
  /** Whether the location was good. */
  located: z.boolean().default(false),
  workshops: z.array(z.string()).nullable().default(null),
  chosen: z.boolean().default(false),
});
export type ClaimDraft = z.infer<typeof claimDraft>;

/** What a completed run of "Add customer" or "Claim customer" did. */
export const roundsResult = z.object({
  tenantId: z.guid(),
  associations: z.array(z.object({ id: z.guid(), engagementId: z.guid() })),
});
export type RoundsResult = z.infer<typeof roundsResult>;

/** What a completed run of "Trigger customer consent" did. */
export const sentResult = z.object({
  associationId: z.guid(),
  requestId: z.guid(),
  /** D19: nothing was sent yet: the contact waits for the programme's release. */
  waiting: z.boolean().default(false),
});
