import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { workshopClaims } from "./claims";
import { contactReleases } from "./contacts";
import { bytea, instant, isOneAddress, ownId, noLongerThan } from "./columns";
import { memberships } from "./partners";
import type { SurveyQuestion } from "./states";
import type { Locale } from "@/messages/languages";

/** Largest file and number of files of one claim (section 6; W3). */
export const DOCUMENT_BYTES = 10 * 1024 * 1024;
export const DOCUMENTS_PER_CLAIM = 10;

/**
 * A file of a claim's proof. Its bytes are in the file store under their hash. It takes one of the
 * claim's places; a removed one keeps its row for the history.
 */
export const claimDocuments = pgTable(
  "claim_documents",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    claimId: uuid("claim_id").notNull(),
    requirement: text("requirement").notNull(),
    place: smallint("place").notNull(),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    sha256: bytea("sha256").notNull(),
    uploadedAt: instant("uploaded_at").notNull(),
    uploadedBy: uuid("uploaded_by").notNull(),
    removedAt: instant("removed_at"),
    removedBy: uuid("removed_by"),
    /** It waits, or waited, for a scanner's verdict (D28). */
    quarantinedAt: instant("quarantined_at"),
    scannedAt: instant("scanned_at"),
    /** What the scanner found: nobody opens it, and it is no proof. */
    infection: text("infection"),
  },
  (t) => [
    check(
      "claim_documents_length",
      noLongerThan(1_000, t.infection, t.requirement, t.name, t.mediaType),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("claim_documents_id").on(t.id),
    uniqueIndex("claim_documents_place")
      .on(t.partnerId, t.claimId, t.place)
      .where(sql`removed_at is null`),
    index("claim_documents_claim").on(t.claimId, t.uploadedAt),
    index("claim_documents_bytes").on(t.sha256),
    index("claim_documents_waiting")
      .on(t.quarantinedAt)
      .where(sql`quarantined_at is not null and scanned_at is null`),
    foreignKey({
      name: "claim_documents_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    foreignKey({
      name: "claim_documents_uploader_of_partner",
      columns: [t.partnerId, t.uploadedBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    foreignKey({
      name: "claim_documents_remover_of_partner",
      columns: [t.partnerId, t.removedBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    check("claim_documents_size", sql`${t.size} between 1 and ${sql.raw(String(DOCUMENT_BYTES))}`),
    check(
      "claim_documents_places",
      sql`${t.place} between 1 and ${sql.raw(String(DOCUMENTS_PER_CLAIM))}`,
    ),
    check("claim_documents_hash", sql`length(${t.sha256}) = 32`),
    check(
      "claim_documents_name",
      sql`length(${t.name}) between 1 and 255 and ${t.name} !~ '[/\\\\[:cntrl:]]'`,
    ),
    check(
      "claim_documents_scan_whole",
      sql`(${t.scannedAt} is null or ${t.quarantinedAt} is not null) and (${t.infection} is null or ${t.scannedAt} is not null)`,
    ),
    check(
      "claim_documents_removed_whole",
      sql`(${t.removedAt} is null) = (${t.removedBy} is null)`,
    ),
  ],
);

/**
 * One survey of a claim, asked of one person (W4–W9). Another person's replaces it; an answered one
 * stays. The questions are those of the day on which it was sent.
 */
export const claimSurveys = pgTable(
  "claim_surveys",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    claimId: uuid("claim_id").notNull(),
    kind: text("kind", { enum: ["partner", "customer"] }).notNull(),
    recipientName: text("recipient_name").notNull(),
    recipientEmail: text("recipient_email").notNull(),
    language: text("language").$type<Locale>().notNull(),
    questions: jsonb("questions").$type<SurveyQuestion[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by").notNull(),
    /** D19: what lets a contact outside of the tenant's domains be asked; null: it is within. */
    releaseId: uuid("release_id"),
    replacedAt: instant("replaced_at"),
    /** D18, D19: when it was found that its address can be no contact's of the customer any more. */
    closedAt: instant("closed_at"),
    answeredAt: instant("answered_at"),
    answeredName: text("answered_name"),
    answers: jsonb("answers").$type<Record<string, string | number>>(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    /** D19: it came from a network address at which somebody of the partner had signed in. */
    partnerNetwork: boolean("partner_network").notNull().default(false),
  },
  (t) => [
    check(
      "claim_surveys_length",
      noLongerThan(
        200_000,
        t.kind,
        t.language,
        t.recipientName,
        t.recipientEmail,
        sql`${t.questions}::text`,
        t.answeredName,
        sql`${t.answers}::text`,
        t.ipAddress,
        t.userAgent,
      ),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("claim_surveys_id").on(t.id),
    index("claim_surveys_claim").on(t.claimId, t.kind),
    uniqueIndex("claim_surveys_one_live")
      .on(t.partnerId, t.claimId, t.kind)
      .where(sql`replaced_at is null and closed_at is null`),
    index("claim_surveys_release").on(t.releaseId),
    foreignKey({
      name: "claim_surveys_release_of_partner",
      columns: [t.partnerId, t.releaseId],
      foreignColumns: [contactReleases.partnerId, contactReleases.id],
    }),
    foreignKey({
      name: "claim_surveys_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    foreignKey({
      name: "claim_surveys_sender_of_partner",
      columns: [t.partnerId, t.createdBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    check(
      "claim_surveys_answer_whole",
      sql`(${t.answeredAt} is null) = (${t.answers} is null) and (${t.answeredAt} is null) = (${t.answeredName} is null)`,
    ),
    check(
      "claim_surveys_one_end",
      sql`num_nonnulls(${t.answeredAt}, ${t.replacedAt}, ${t.closedAt}) <= 1`,
    ),
    check("claim_surveys_mailbox", isOneAddress(t.recipientEmail)),
    check("claim_surveys_closed_kind", sql`${t.closedAt} is null or ${t.kind} = 'customer'`),
  ],
);

/** The link of one survey e-mail. Only the hash of its token is kept, from when the worker hands the e-mail over. */
export const surveyLinks = pgTable(
  "survey_links",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    surveyId: uuid("survey_id").notNull(),
    tokenHash: bytea("token_hash"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("survey_links_length", noLongerThan(10_000, t.tokenHash)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    uniqueIndex("survey_links_token_key").on(t.tokenHash),
    index("survey_links_survey").on(t.surveyId),
    foreignKey({
      name: "survey_links_survey_of_partner",
      columns: [t.partnerId, t.surveyId],
      foreignColumns: [claimSurveys.partnerId, claimSurveys.id],
    }),
  ],
);
