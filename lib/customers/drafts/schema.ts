import { z } from "zod";

/** The usual reasons why an e-mail's domain is not one of the tenant's (S28). */
export const mismatchReasons = [
  "group_company",
  "new_domain",
  "renamed",
  "supplier",
  "other",
] as const;
export type MismatchReason = (typeof mismatchReasons)[number];

const line = (max: number) => z.string().trim().max(max);
const raw = z.string().max(2_000).catch("").default("");
const several = z
  .union([z.array(z.string()), z.string().transform((one) => (one === "" ? [] : [one]))])
  .default([]);

/** Which draft a form belongs to, and whether "Back" was pressed instead of "Next". */
export const stepInput = z.object({
  draft: z.uuid(),
  go: z.enum(["next", "back"]).catch("next").default("next"),
});

/** What is typed on the first screen of "Add customer", as typed: it is kept even when it is wrong. */
export const customerInput = stepInput.extend({ location: raw, email: raw, identifier: raw });
export type CustomerInput = z.infer<typeof customerInput>;

export const tenantInput = stepInput.extend({ tenant: raw });
export const reasonInput = stepInput.extend({ reason: raw, reasonNote: raw });
export const workshopsInput = stepInput.extend({ workshops: several });
export const locationInput = stepInput.extend({ location: raw });
export const reviewInput = z.object({ draft: z.uuid() });

/** S19–S23: a location, an e-mail address, and perhaps a TPID or tenant ID. */
export const customerFields = z.object({
  location: z.string().min(1, "required"),
  email: line(254).min(1, "required").pipe(z.email("invalid_email")),
  identifier: line(64),
});

/** S28: one of the usual reasons; in one's own words when it is another. */
export const reasonFields = z
  .object({
    reason: z.enum(mismatchReasons, { error: "required_reason" }),
    reasonNote: line(500),
  })
  .refine(({ reason, reasonNote }) => reason !== "other" || reasonNote !== "", {
    path: ["reasonNote"],
    error: "required_reason_note",
  });

/** What the typed e-mail and identifier led to. */
const found = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tenant"), tenantId: z.uuid(), mismatch: z.boolean() }),
  z.object({ kind: z.literal("choose"), tenantIds: z.array(z.uuid()) }),
  z.object({ kind: z.literal("known"), tenantId: z.uuid() }),
]);
export type Found = z.infer<typeof found>;

/** A draft of "Add customer": everything as typed, and what it led to so far (D4). */
export const addDraft = z.object({
  location: raw,
  email: raw,
  identifier: raw,
  found: found.nullable().default(null),
  tenant: raw,
  reason: raw,
  reasonNote: raw,
  /** Ids of engagements; null before the second screen was sent. */
  workshops: z.array(z.string()).nullable().default(null),
  /** Whether the second screen was good. */
  chosen: z.boolean().default(false),
});
export type AddDraft = z.infer<typeof addDraft>;

/** A draft of "Claim customer". */
export const claimDraft = z.object({
  location: raw,
  located: z.boolean().default(false),
  workshops: z.array(z.string()).nullable().default(null),
  chosen: z.boolean().default(false),
});
export type ClaimDraft = z.infer<typeof claimDraft>;

/** What a completed run of "Add customer" or "Claim customer" did. */
export const roundsResult = z.object({
  tenantId: z.uuid(),
  associations: z.array(z.object({ id: z.uuid(), engagementId: z.uuid() })),
});
export type RoundsResult = z.infer<typeof roundsResult>;

/** What a completed run of "Trigger customer consent" did. */
export const sentResult = z.object({ associationId: z.uuid(), requestId: z.uuid() });
