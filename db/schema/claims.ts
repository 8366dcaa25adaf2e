import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  instant,
  isAmount,
  isCurrency,
  isOneAddress,
  minorUnits,
  noLongerThan,
  ownId,
} from "./columns";
import { FIRST_NUMBER, LAST_NUMBER } from "./claim-numbers";
import { contactReleases } from "./contacts";
import { associations } from "./customers";
import { claimStatuses } from "./states";
import { memberships, users } from "./partners";
import { payments } from "./payment-runs";
import type { Locale } from "@/messages/languages";

export const claimStatus = pgEnum("claim_status", claimStatuses);

/**
 * The partner's file that asks for payment; it comes into being with the consent (section 6).
 * `*_due_at` is the first instant after the last day, fixed when its clock started (D9).
 */
export const workshopClaims = pgTable(
  "workshop_claims",
  {
    id: ownId(),
    number: integer("number").notNull().unique(),
    partnerId: uuid("partner_id").notNull(),
    associationId: uuid("association_id").notNull(),
    /** These four are its association's; the composite foreign key holds them to it. */
    engagementId: uuid("engagement_id").notNull(),
    tenantId: uuid("tenant_id").notNull(),
    locationId: uuid("location_id").notNull(),
    timeZone: text("time_zone").notNull(),
    status: claimStatus("status").notNull().default("editing"),
    /** When it came to this status. */
    statusAt: instant("status_at").notNull(),
    /** Grows with each change: who acts on an older one is told. */
    version: integer("version").notNull().default(1),
    friendlyName: text("friendly_name"),
    /** D16: fixed at the consent date; null where the programme pays nothing. */
    payoutMinor: minorUnits("payout_minor"),
    /** Of the payout: the programme's at the consent date; null where nothing is paid. */
    currency: text("currency"),
    band: text("band").notNull(),
    rateValidFrom: text("rate_valid_from"),
    /** W3: the proof that the engagement asked for at the consent date. */
    requires: text("requires").array().notNull(),
    createdAt: instant("created_at").notNull(),
    deliveryDueAt: instant("delivery_due_at").notNull(),
    reviewDueAt: instant("review_due_at").notNull(),
    disputeDueAt: instant("dispute_due_at"),
    disputeDays: integer("dispute_days").notNull(),
    /** D17: the partner's clock stands still while the programme holds the claim. */
    clockStandsStill: boolean("clock_stands_still").notNull(),
    contactFirstName: text("contact_first_name").notNull(),
    contactLastName: text("contact_last_name").notNull(),
    contactTitle: text("contact_title").notNull(),
    contactEmail: text("contact_email").notNull(),
    contactLanguage: text("contact_language").$type<Locale>().notNull(),
    /** D19: what lets a contact outside of the tenant's domains be asked; null: it is within. */
    contactReleaseId: uuid("contact_release_id"),
    partnerContactName: text("partner_contact_name").notNull(),
    partnerContactEmail: text("partner_contact_email").notNull(),
    invoiceNumber: text("invoice_number"),
    invoiceAmount: numeric("invoice_amount", { precision: 14, scale: 2 }),
    invoiceCurrency: text("invoice_currency"),
    workshopFrom: date("workshop_from"),
    workshopUntil: date("workshop_until"),
    /** The last time it was sent in; the first one is the association's. */
    submittedAt: instant("submitted_at"),
    submittedBy: uuid("submitted_by"),
    reviewerId: uuid("reviewer_id").references(() => users.id),
    reviewerSince: instant("reviewer_since"),
    rejectedAt: instant("rejected_at"),
    disputedAt: instant("disputed_at"),
    approvedAt: instant("approved_at"),
    paidAt: instant("paid_at"),
    paymentReference: text("payment_reference"),
    /** P30: the transfer of a payment run that paid it; null: it was paid by hand, or is not paid. */
    paymentId: uuid("payment_id"),
    /** P1 of section 9: the claim that ran out and from which this one was copied. */
    renewsClaimId: uuid("renews_claim_id"),
    /** The end of the clock that runs for the partner; far in the future when none runs. */
    dueAt: instant("due_at")
      .notNull()
      .generatedAlwaysAs(
        sql`case status
          when 'editing' then delivery_due_at
          when 'action_required' then review_due_at
          when 'rejected' then dispute_due_at
          else '9999-12-31 00:00:00+00'::timestamptz end`,
      ),
  },
  (t) => [
    check(
      "workshop_claims_length",
      noLongerThan(
        1_000,
        t.band,
        t.contactLanguage,
        t.rateValidFrom,
        sql`${t.requires}::text`,
        t.timeZone,
        t.friendlyName,
        t.contactFirstName,
        t.contactLastName,
        t.contactTitle,
        t.contactEmail,
        t.partnerContactName,
        t.partnerContactEmail,
        t.invoiceNumber,
        t.invoiceCurrency,
        t.paymentReference,
      ),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("workshop_claims_id").on(t.id),
    index("workshop_claims_partner_contact").on(t.partnerId, sql`lower(${t.partnerContactEmail})`),
    unique("workshop_claims_association_key").on(t.partnerId, t.associationId),
    uniqueIndex("workshop_claims_payment_key")
      .on(t.paymentReference)
      .where(sql`payment_id is null`),
    foreignKey({
      name: "workshop_claims_payment_of_partner",
      columns: [t.partnerId, t.paymentId],
      foreignColumns: [payments.partnerId, payments.id],
    }),
    index("workshop_claims_by_due").on(t.partnerId, t.dueAt, t.number),
    index("workshop_claims_by_status_due").on(t.partnerId, t.status, t.dueAt, t.number),
    index("workshop_claims_by_number").on(t.partnerId, t.number),
    index("workshop_claims_to_review").on(t.status, t.submittedAt, t.number),
    index("workshop_claims_disputed")
      .on(t.status, t.disputedAt, t.number)
      .where(sql`status = 'disputed'`),
    index("workshop_claims_to_decide").on(t.status, t.reviewDueAt, t.number),
    index("workshop_claims_by_submission")
      .on(t.submittedAt, t.number)
      .where(sql`submitted_at is not null`),
    index("workshop_claims_clock")
      .on(t.dueAt)
      .where(sql`status in ('action_required', 'rejected')`),
    foreignKey({
      name: "workshop_claims_association_of_partner",
      columns: [t.partnerId, t.associationId, t.engagementId, t.tenantId, t.locationId],
      foreignColumns: [
        associations.partnerId,
        associations.id,
        associations.engagementId,
        associations.tenantId,
        associations.locationId,
      ],
    }).onUpdate("cascade"),
    foreignKey({
      name: "workshop_claims_release_of_partner",
      columns: [t.partnerId, t.contactReleaseId],
      foreignColumns: [contactReleases.partnerId, contactReleases.id],
    }),
    foreignKey({
      name: "workshop_claims_renews_own",
      columns: [t.partnerId, t.renewsClaimId],
      foreignColumns: [t.partnerId, t.id],
    }),
    foreignKey({
      name: "workshop_claims_submitter_of_partner",
      columns: [t.partnerId, t.submittedBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    check(
      "workshop_claims_mailboxes",
      sql`${isOneAddress(t.contactEmail)} and ${isOneAddress(t.partnerContactEmail)}`,
    ),
    check(
      "workshop_claims_number",
      sql`${t.number} between ${sql.raw(`${FIRST_NUMBER} and ${LAST_NUMBER}`)}`,
    ),
    check(
      "workshop_claims_submitted_whole",
      sql`(${t.submittedAt} is null) = (${t.submittedBy} is null)
        and (${t.status}::text in ('editing', 'cancelled', 'not_submitted_expired')) = (${t.submittedAt} is null)`,
    ),
    check(
      "workshop_claims_rejected_whole",
      sql`(${t.rejectedAt} is null) = (${t.disputeDueAt} is null)
        and (${t.status}::text not in ('rejected', 'disputed', 'rejected_final', 'dispute_expired') or ${t.rejectedAt} is not null)`,
    ),
    check(
      "workshop_claims_dispute_in_time",
      sql`(${t.disputedAt} is null or ${t.disputedAt} < ${t.disputeDueAt})
        and (${t.status}::text not in ('disputed', 'rejected_final') or ${t.disputedAt} is not null)`,
    ),
    check(
      "workshop_claims_paid_whole",
      sql`(${t.status}::text = 'paid') = (${t.paidAt} is not null)
        and (${t.paidAt} is null) = (${t.paymentReference} is null)
        and (${t.paymentId} is null or ${t.paidAt} is not null)
        and (${t.status}::text in ('approved', 'paid')) = (${t.approvedAt} is not null)`,
    ),
    check(
      "workshop_claims_reviewer_whole",
      sql`(${t.reviewerId} is null) = (${t.reviewerSince} is null)
        and (${t.status}::text <> 'under_review' or ${t.reviewerId} is not null)`,
    ),
    check(
      "workshop_claims_expired_late",
      sql`case ${t.status}::text
        when 'not_submitted_expired' then ${t.statusAt} >= ${t.deliveryDueAt}
        when 'post_submission_expired' then ${t.statusAt} >= ${t.reviewDueAt}
        when 'dispute_expired' then ${t.statusAt} >= ${t.disputeDueAt}
        else true end`,
    ),
    check(
      "workshop_claims_invoice_whole",
      sql`(${t.invoiceAmount} is null) = (${t.invoiceCurrency} is null) and ${t.invoiceAmount} >= 0
        and ${t.invoiceCurrency} ~ '^[A-Z]{3}$'`,
    ),
    check(
      "workshop_claims_payout_whole",
      sql`(${t.payoutMinor} is null) = (${t.currency} is null) and ${isAmount(t.payoutMinor)} and ${isCurrency(t.currency)}`,
    ),
    check("workshop_claims_dates_in_order", sql`${t.workshopFrom} <= ${t.workshopUntil}`),
  ],
);

/** Every move of a claim from one status to another, and who may make it; equal to `lib/claims/rules.ts`. */
export const claimMoves = pgTable(
  "claim_moves",
  {
    fromStatus: claimStatus("from_status").notNull(),
    toStatus: claimStatus("to_status").notNull(),
    mover: text("mover", { enum: ["partner", "customer", "operator", "clock", "bank"] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.fromStatus, t.toStatus, t.mover] })],
);

/** What partner and programme write to each other about a claim (W10); an answer names its parent. */
export const claimComments = pgTable(
  "claim_comments",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    claimId: uuid("claim_id").notNull(),
    parentId: uuid("parent_id"),
    authorKind: text("author_kind", { enum: ["partner", "operator"] }).notNull(),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    authorName: text("author_name").notNull(),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("claim_comments_length", noLongerThan(20_000, t.authorKind, t.authorName)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("claim_comments_id").on(t.id),
    unique("claim_comments_claim_key").on(t.partnerId, t.claimId, t.id),
    index("claim_comments_claim").on(t.claimId, t.createdAt),
    foreignKey({
      name: "claim_comments_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    foreignKey({
      name: "claim_comments_answers_same_claim",
      columns: [t.partnerId, t.claimId, t.parentId],
      foreignColumns: [t.partnerId, t.claimId, t.id],
    }),
    check("claim_comments_not_empty", sql`length(trim(${t.body})) between 1 and 4000`),
  ],
);

export type ReviewReason = { requirement: string; code: string };

/** Each decision of the programme about a claim, with its reasons (W12–W14). */
export const claimReviews = pgTable(
  "claim_reviews",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    claimId: uuid("claim_id").notNull(),
    /** Which sending-in it answers. */
    submittedAt: instant("submitted_at").notNull(),
    decision: text("decision", {
      enum: ["action_required", "approved", "rejected", "rejected_final"],
    }).notNull(),
    reasons: jsonb("reasons").$type<ReviewReason[]>().notNull(),
    comment: text("comment").notNull(),
    reviewerId: uuid("reviewer_id")
      .notNull()
      .references(() => users.id),
    reviewerName: text("reviewer_name").notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [
    check(
      "claim_reviews_length",
      noLongerThan(20_000, t.comment, t.reviewerName, sql`${t.reasons}::text`),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("claim_reviews_claim").on(t.claimId, t.decidedAt),
    foreignKey({
      name: "claim_reviews_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    check(
      "claim_reviews_reasoned",
      sql`${t.decision} = 'approved' or (jsonb_array_length(${t.reasons}) > 0 and length(trim(${t.comment})) > 0)`,
    ),
  ],
);
