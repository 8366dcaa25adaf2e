import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant, isOneAddress, mailboxKeyOf, ownId, noLongerThan } from "./columns";
import { contactReleases } from "./contacts";
import { associations } from "./customers";
import { memberships, users } from "./partners";
import { tenants } from "./tenants";
import type { Locale } from "@/messages/languages";

/** One question to one contact. A request to another contact replaces the one before it (D11). */
export const consentRequests = pgTable(
  "consent_requests",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    associationId: uuid("association_id").notNull(),
    /** Stands in its e-mails, so that a recipient can check them without their link; 53 random bits. */
    number: text("number")
      .notNull()
      .default(
        sql`lpad((('x' || right(gen_random_uuid()::text, 12) || left(gen_random_uuid()::text, 4))::bit(64)::bigint & 9223372036854775807) % 10000000000000000 || '', 16, '0')`,
      ),
    consentDueAt: instant("consent_due_at").notNull(),
    contactFirstName: text("contact_first_name").notNull(),
    contactLastName: text("contact_last_name").notNull(),
    contactTitle: text("contact_title").notNull(),
    contactEmail: text("contact_email").notNull(),
    language: text("language").$type<Locale>().notNull(),
    partnerContactName: text("partner_contact_name").notNull(),
    partnerContactEmail: text("partner_contact_email").notNull(),
    partnerContactPhone: text("partner_contact_phone").notNull(),
    wordingVersion: text("wording_version").notNull(),
    sentBy: uuid("sent_by").notNull(),
    sentAt: instant("sent_at").notNull(),
    remindersOn: boolean("reminders_on").notNull().default(true),
    /** D19: what lets a contact outside of the tenant's domains be asked; null: it is within. */
    releaseId: uuid("release_id"),
    replacedAt: instant("replaced_at"),
    /** D18: when it was closed for good, and by what (kept by a trigger where it is taken). */
    closedAt: instant("closed_at"),
    /** `taken`: another partner's consent. `contact`: its address can be no contact's any more (D19). */
    closedFor: text("closed_for", { enum: ["taken", "contact", "programme"] }),
  },
  (t) => [
    check(
      "consent_requests_length",
      noLongerThan(
        1_000,
        t.language,
        t.contactFirstName,
        t.contactLastName,
        t.contactTitle,
        t.contactEmail,
        t.partnerContactName,
        t.partnerContactEmail,
        t.partnerContactPhone,
        t.wordingVersion,
      ),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("consent_requests_id").on(t.id),
    unique("consent_requests_due_key").on(t.partnerId, t.id, t.associationId, t.consentDueAt),
    unique("consent_requests_number_key").on(t.number),
    check(
      "consent_requests_mailboxes",
      sql`${isOneAddress(t.contactEmail)} and ${isOneAddress(t.partnerContactEmail)}`,
    ),
    check("consent_requests_number_whole", sql`${t.number} ~ '^[0-9]{16}$'`),
    uniqueIndex("consent_requests_one_live")
      .on(t.partnerId, t.associationId)
      .where(sql`replaced_at is null and closed_at is null`),
    index("consent_requests_association").on(t.associationId),
    index("consent_requests_release").on(t.releaseId),
    index("consent_requests_partner_contact").on(t.partnerId, sql`lower(${t.partnerContactEmail})`),
    foreignKey({
      name: "consent_requests_release_of_partner",
      columns: [t.partnerId, t.releaseId],
      foreignColumns: [contactReleases.partnerId, contactReleases.id],
    }),
    check(
      "consent_requests_closed_for",
      sql`(${t.closedAt} is null) = (${t.closedFor} is null) and ${t.closedFor} in ('taken', 'contact', 'programme')`,
    ),
    check("consent_requests_one_end", sql`${t.replacedAt} is null or ${t.closedAt} is null`),
    foreignKey({
      name: "consent_requests_due_of_association",
      columns: [t.partnerId, t.associationId, t.consentDueAt],
      foreignColumns: [associations.partnerId, associations.id, associations.consentDueAt],
    }).onUpdate("cascade"),
    foreignKey({
      name: "consent_requests_sender_of_partner",
      columns: [t.partnerId, t.sentBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    check("consent_requests_sent_in_time", sql`${t.sentAt} < ${t.consentDueAt}`),
  ],
);

/**
 * The link of one e-mail. Only the hash of its token is kept (D11, D15), from when the worker hands the e-mail over:
 * before that the link opens nothing.
 */
export const consentLinks = pgTable(
  "consent_links",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    requestId: uuid("request_id").notNull(),
    tokenHash: bytea("token_hash"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("consent_links_length", noLongerThan(10_000, t.tokenHash)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("consent_links_id").on(t.id),
    uniqueIndex("consent_links_token_key").on(t.tokenHash),
    index("consent_links_request").on(t.requestId),
    foreignKey({
      name: "consent_links_request_of_partner",
      columns: [t.partnerId, t.requestId],
      foreignColumns: [consentRequests.partnerId, consentRequests.id],
    }),
  ],
);

/** The customer's answer: one for each request and each association, before the deadline (D8, D15). */
export const consentDecisions = pgTable(
  "consent_decisions",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    requestId: uuid("request_id").notNull(),
    associationId: uuid("association_id").notNull(),
    consentDueAt: instant("consent_due_at").notNull(),
    linkId: uuid("link_id").notNull(),
    decision: text("decision", { enum: ["accept", "decline"] }).notNull(),
    fullName: text("full_name").notNull(),
    reason: text("reason"),
    decidedAt: instant("decided_at").notNull(),
    language: text("language").$type<Locale>().notNull(),
    wordingVersion: text("wording_version").notNull(),
    wordingHash: text("wording_hash").notNull(),
    /** The exact text that was agreed to or declined. */
    wording: text("wording").notNull(),
    contactEmail: text("contact_email").notNull(),
    ipAddress: text("ip_address").notNull(),
    userAgent: text("user_agent").notNull(),
    confirmedByCode: boolean("confirmed_by_code").notNull(),
    /** D19: it came from a network address at which somebody of the partner had signed in. */
    partnerNetwork: boolean("partner_network").notNull().default(false),
    auditHash: text("audit_hash").notNull(),
  },
  (t) => [
    check(
      "consent_decisions_length",
      noLongerThan(
        20_000,
        t.decision,
        t.language,
        t.fullName,
        t.reason,
        t.wording,
        t.wordingVersion,
        t.wordingHash,
        t.contactEmail,
        t.ipAddress,
        t.userAgent,
        t.auditHash,
      ),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    unique("consent_decisions_one_per_request").on(t.partnerId, t.requestId),
    unique("consent_decisions_one_per_association").on(t.partnerId, t.associationId),
    foreignKey({
      name: "consent_decisions_request",
      columns: [t.partnerId, t.requestId, t.associationId, t.consentDueAt],
      foreignColumns: [
        consentRequests.partnerId,
        consentRequests.id,
        consentRequests.associationId,
        consentRequests.consentDueAt,
      ],
    }),
    foreignKey({
      name: "consent_decisions_link_of_partner",
      columns: [t.partnerId, t.linkId],
      foreignColumns: [consentLinks.partnerId, consentLinks.id],
    }),
    check("consent_decisions_in_time", sql`${t.decidedAt} < ${t.consentDueAt}`),
    // "…" stands for who was removed (O23).
    check("consent_decisions_named", sql`length(trim(${t.fullName})) >= 2 or ${t.fullName} = '…'`),
    check(
      "consent_decisions_reason_on_decline",
      sql`${t.reason} is null or ${t.decision} = 'decline'`,
    ),
  ],
);

/** A suspicious answer or withdrawal that waits for the code mailed to the contact (D10). */
export const answerCodes = pgTable(
  "answer_codes",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    requestId: uuid("request_id").notNull(),
    linkId: uuid("link_id").notNull(),
    codeHash: bytea("code_hash").notNull(),
    decision: text("decision", { enum: ["accept", "decline", "withdraw"] }).notNull(),
    fullName: text("full_name").notNull(),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    attempts: smallint("attempts").notNull().default(0),
    usedAt: instant("used_at"),
  },
  (t) => [
    check("answer_codes_length", noLongerThan(4_000, t.codeHash, t.decision, t.fullName, t.reason)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("answer_codes_id").on(t.id),
    index("answer_codes_request").on(t.requestId, t.createdAt),
    foreignKey({
      name: "answer_codes_link_of_partner",
      columns: [t.partnerId, t.linkId],
      foreignColumns: [consentLinks.partnerId, consentLinks.id],
    }),
    foreignKey({
      name: "answer_codes_request_of_partner",
      columns: [t.partnerId, t.requestId],
      foreignColumns: [consentRequests.partnerId, consentRequests.id],
    }),
    check("answer_codes_attempts", sql`${t.attempts} between 0 and 5`),
  ],
);

/** "Not expected? Tell us": a message from a recipient, which decides nothing (D10). */
export const consentReports = pgTable(
  "consent_reports",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    requestId: uuid("request_id").notNull(),
    message: text("message").notNull(),
    createdAt: instant("created_at").notNull(),
    /** What staff made of it: who looked at it first, what they noted, and that it is done. */
    lookedAt: instant("looked_at"),
    lookedBy: uuid("looked_by").references(() => users.id),
    note: text("note"),
    doneAt: instant("done_at"),
    doneBy: uuid("done_by").references(() => users.id),
  },
  (t) => [
    check("consent_reports_length", noLongerThan(4_000, t.message, t.note)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("consent_reports_recent").on(t.createdAt, t.id),
    index("consent_reports_open")
      .on(t.createdAt, t.id)
      .where(sql`done_at is null`),
    check("consent_reports_looked", sql`(${t.lookedAt} is null) = (${t.lookedBy} is null)`),
    check(
      "consent_reports_done",
      sql`(${t.doneAt} is null) = (${t.doneBy} is null) and (${t.doneAt} is null or ${t.lookedAt} is not null)`,
    ),
    foreignKey({
      name: "consent_reports_request_of_partner",
      columns: [t.partnerId, t.requestId],
      foreignColumns: [consentRequests.partnerId, consentRequests.id],
    }),
  ],
);

/**
 * D19: after a report, an address of a customer that a partner may not ask again, whatever became of the
 * request, until staff lift it. It holds for the whole company and for every spelling of the mailbox.
 */
export const contactBans = pgTable(
  "contact_bans",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    contactEmail: text("contact_email").notNull(),
    mailbox: text("mailbox")
      .notNull()
      .generatedAlwaysAs(mailboxKeyOf(sql`contact_email`)),
    /** The report that led to it, and the request that was reported. */
    reportId: uuid("report_id").notNull(),
    requestId: uuid("request_id").notNull(),
    /** What the partner reads. */
    reason: text("reason").notNull(),
    bannedAt: instant("banned_at").notNull(),
    bannedBy: uuid("banned_by")
      .notNull()
      .references(() => users.id),
    liftedAt: instant("lifted_at"),
    liftedBy: uuid("lifted_by").references(() => users.id),
    liftedWhy: text("lifted_why"),
  },
  (t) => [
    check("contact_bans_length", noLongerThan(4_000, t.contactEmail, t.reason, t.liftedWhy)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    uniqueIndex("contact_bans_once")
      .on(t.partnerId, t.tenantId, t.mailbox)
      .where(sql`lifted_at is null`),
    index("contact_bans_request").on(t.requestId),
    foreignKey({
      name: "contact_bans_report_of_partner",
      columns: [t.partnerId, t.reportId],
      foreignColumns: [consentReports.partnerId, consentReports.id],
    }),
    foreignKey({
      name: "contact_bans_request_of_partner",
      columns: [t.partnerId, t.requestId],
      foreignColumns: [consentRequests.partnerId, consentRequests.id],
    }),
    check("contact_bans_mailbox", isOneAddress(t.contactEmail)),
    check("contact_bans_reason", sql`length(trim(${t.reason})) > 0`),
    check(
      "contact_bans_lifted_whole",
      sql`(${t.liftedAt} is null) = (${t.liftedBy} is null) and (${t.liftedAt} is null) = (${t.liftedWhy} is null)`,
    ),
  ],
);

/** D30: "I am not the right person": what a contact said, which decides nothing. */
export const wrongContacts = pgTable(
  "wrong_contacts",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    requestId: uuid("request_id").notNull(),
    /** Somebody else there decides, or the person is not (any more) at the organisation. */
    why: text("why", { enum: ["colleague", "elsewhere"] }).notNull(),
    /** Who may be the right one, as typed. Nothing is ever mailed to who was named. */
    colleague: text("colleague"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("wrong_contacts_length", noLongerThan(1_000, t.colleague)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("wrong_contacts_request").on(t.partnerId, t.requestId, t.createdAt),
    foreignKey({
      name: "wrong_contacts_request_of_partner",
      columns: [t.partnerId, t.requestId],
      foreignColumns: [consentRequests.partnerId, consentRequests.id],
    }),
    check("wrong_contacts_why", sql`${t.why} in ('colleague', 'elsewhere')`),
  ],
);

/** Reminders that were decided upon: at most one for each request and day before the deadline (D13). */
export const reminders = pgTable(
  "reminders",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    associationId: uuid("association_id").notNull(),
    kind: text("kind", {
      enum: [
        "answer",
        "not_sent",
        "delivery",
        "expired",
        "delivery_expired",
        "no_longer_open",
        "free_again",
        "review",
        "dispute",
        "review_expired",
        "dispute_expired",
        "stopped",
      ],
    }).notNull(),
    daysBefore: integer("days_before").notNull(),
    /** Of a clock that can start again: the deadline that this is about. */
    dueAt: instant("due_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("reminders_length", noLongerThan(10_000, t.kind)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    unique("reminders_once")
      .on(t.partnerId, t.associationId, t.kind, t.daysBefore, t.dueAt)
      .nullsNotDistinct(),
    foreignKey({
      name: "reminders_association_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
  ],
);

/** The address in a reminder that turns reminders off (RFC 8058). Only its token's hash is kept. */
export const reminderSwitches = pgTable(
  "reminder_switches",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    requestId: uuid("request_id").notNull(),
    /** The id of the key that its token is derived with (O20). */
    keyId: text("key_id").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    offAt: instant("off_at"),
  },
  (t) => [
    check("reminder_switches_length", noLongerThan(10_000, t.keyId, t.tokenHash)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    unique("reminder_switches_request_key").on(t.partnerId, t.requestId, t.keyId),
    uniqueIndex("reminder_switches_token_key").on(t.tokenHash),
    foreignKey({
      name: "reminder_switches_request_of_partner",
      columns: [t.partnerId, t.requestId],
      foreignColumns: [consentRequests.partnerId, consentRequests.id],
    }),
  ],
);
