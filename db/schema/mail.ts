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
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bulkRuns } from "./bulk-runs";
import { instant, isOneAddress, mailboxKeyOf, ownId, noLongerThan } from "./columns";
import { associations } from "./customers";
import { claimSurveys } from "./proof";
import { emailStates, troublesInSql } from "./states";
import type { Locale } from "@/messages/languages";

/**
 * How limits hold an e-mail (D25). `ask`: a partner's act asks somebody outside. `notice`: the product
 * tells somebody outside. `own`: a receipt, or a notice to people of the partner or the programme;
 * `word`: such a one that holds what the partner's people typed, for the partner names whom it likes. `code`: somebody waits for it; it has limits of its own.
 */
export const emailKinds = ["ask", "notice", "own", "word", "code"] as const;

/** The secrets of one e-mail by the name of their mark: each is derived, when it is sent, from this. */
export type EmailSecrets = Partial<
  Record<
    "link" | "code" | "off",
    {
      purpose:
        | "consent"
        | "survey"
        | "sign-in"
        | "invitation"
        | "reminders-off"
        | "digest"
        | "code";
      id: string;
      /** The id of the key that it is derived with (O20). */
      key: string;
    }
  >
>;

/** Every e-mail, the truth about it included. Bytes hold marks in place of tokens and codes. */
export const emails = pgTable(
  "emails",
  {
    id: ownId(),
    /** Whose mail it is; `PROGRAMME` for the programme's own. */
    partnerId: uuid("partner_id").notNull(),
    /** Set for the mails to the customer that ask for consent: their state shows on the row. */
    associationId: uuid("association_id"),
    /** Set for the mails that ask somebody to fill in a survey: their state shows on the claim. */
    surveyId: uuid("survey_id"),
    /** The round that it asks or reminds about, whatever it asks for; with its customer and workshop. */
    roundId: uuid("round_id"),
    tenantId: uuid("tenant_id"),
    engagementId: uuid("engagement_id"),
    /** The run of many rows that wrote it (B6); null: somebody's single act, or the product's. The database says it. */
    runId: uuid("run_id"),
    /** B6: the e-mail of its run in which it goes out, that one's own id in the first; null: it goes alone, or is not gathered yet. */
    envelopeId: uuid("envelope_id"),
    /** Its run wrote to the same mailbox before: they go out together, and count as one e-mail (D25). The database says it. */
    follows: boolean("follows").notNull().default(false),
    kind: text("kind", { enum: emailKinds }).notNull().default("own"),
    template: text("template").notNull(),
    language: text("language").$type<Locale>().notNull(),
    recipient: text("recipient").notNull(),
    /** One text for every spelling of a mailbox: "Robin+x@…" is "robin@…". */
    recipientKey: text("recipient_key")
      .notNull()
      .generatedAlwaysAs(mailboxKeyOf(sql`recipient`)),
    replyTo: text("reply_to"),
    fromName: text("from_name"),
    variables: jsonb("variables").$type<Record<string, unknown>>().notNull(),
    headers: jsonb("headers").$type<Record<string, string>>(),
    /** Stands in the bytes where a secret belongs. Made with the row: nobody can have typed it. */
    mark: uuid("mark").notNull().defaultRandom(),
    /** What stands for the mark with this name when it is sent; nothing else ever does. */
    secrets: jsonb("secrets").$type<EmailSecrets>().notNull().default({}),
    /** What went out, once rendered, byte for byte the same at every attempt. */
    sender: text("sender"),
    subject: text("subject"),
    html: text("html"),
    text: text("text"),
    state: text("state", { enum: emailStates }).notNull().default("queued"),
    providerId: text("provider_id"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    firstAttemptAt: instant("first_attempt_at"),
    sentAt: instant("sent_at"),
    stateAt: instant("state_at").notNull(),
    /** When the partner was told that this did not arrive. */
    toldAt: instant("told_at"),
  },
  (t) => [
    check(
      "emails_length",
      noLongerThan(
        4_000,
        t.kind,
        t.language,
        t.lastError,
        t.providerId,
        t.state,
        t.template,
        t.replyTo,
        t.fromName,
      ),
    ),
    check(
      "emails_bytes",
      noLongerThan(
        1_000_000,
        sql`${t.variables}::text`,
        sql`${t.headers}::text`,
        sql`${t.secrets}::text`,
        t.sender,
        t.subject,
        t.html,
        t.text,
      ),
    ),
    check(
      "emails_mailboxes",
      sql`${isOneAddress(t.recipient)} and (${t.replyTo} is null or ${isOneAddress(t.replyTo)})`,
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("emails_id").on(t.id),
    uniqueIndex("emails_provider_key").on(t.providerId),
    foreignKey({
      name: "emails_association_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
    foreignKey({
      name: "emails_survey_of_partner",
      columns: [t.partnerId, t.surveyId],
      foreignColumns: [claimSurveys.partnerId, claimSurveys.id],
    }),
    foreignKey({
      name: "emails_run_of_partner",
      columns: [t.partnerId, t.runId],
      foreignColumns: [bulkRuns.partnerId, bulkRuns.id],
    }),
    index("emails_run").on(t.runId, t.recipientKey),
    foreignKey({
      name: "emails_envelope_of_partner",
      columns: [t.partnerId, t.envelopeId],
      foreignColumns: [t.partnerId, t.id],
    }),
    index("emails_envelope")
      .on(t.envelopeId)
      .where(sql`envelope_id is not null`),
    index("emails_to_gather")
      .on(t.runId, t.recipient)
      .where(sql`run_id is not null and envelope_id is null and state = 'queued'`),
    check("emails_envelope_of_run", sql`${t.envelopeId} is null or ${t.runId} is not null`),
    /** B6: no run asks one person twice for the same. */
    uniqueIndex("emails_once_a_run")
      .on(t.partnerId, t.runId, t.template, t.tenantId, t.engagementId, t.recipientKey)
      .where(sql`run_id is not null and kind = 'ask'`),
    index("emails_created").on(t.createdAt),
    index("emails_association").on(t.associationId, t.createdAt),
    index("emails_survey").on(t.surveyId, t.createdAt),
    index("emails_round").on(t.roundId, t.createdAt),
    index("emails_asked")
      .on(t.partnerId, t.createdAt)
      .where(sql`kind = 'ask' and not follows`),
    index("emails_asked_in_runs")
      .on(t.partnerId, t.createdAt)
      .where(sql`kind = 'ask' and run_id is not null`),
    index("emails_recipient")
      .on(t.recipientKey, t.firstAttemptAt)
      .where(sql`kind in ('ask', 'notice', 'word')`),
    index("emails_state").on(t.state, t.createdAt),
    index("emails_trouble")
      .on(t.createdAt, t.id)
      .where(sql`state in (${sql.raw(troublesInSql)})`),
  ],
);

/**
 * What the provider reported, once for each of its message ids: one that it repeats says the same instant. In partitions
 * by the month of it (O13), which no page reads; drizzle has no words for that (`migrations/0000_baseline.sql`).
 */
export const emailEvents = pgTable(
  "email_events",
  {
    /** The provider's id of the webhook message: a repetition is the same row. */
    id: text("id").notNull(),
    /** That of its e-mail; `PROGRAMME` when that is not ours. */
    partnerId: uuid("partner_id").notNull(),
    emailId: uuid("email_id"),
    type: text("type").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    detail: text("detail"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id, t.occurredAt] }),
    check("email_events_length", noLongerThan(4_000, t.id, t.type, t.detail)),
    index("email_events_email").on(t.emailId, t.occurredAt),
    foreignKey({
      name: "email_events_email_of_partner",
      columns: [t.partnerId, t.emailId],
      foreignColumns: [emails.partnerId, emails.id],
    }),
  ],
);

/**
 * The places in which e-mails leave, over all workers: one for each e-mail a second. A place that was
 * used is free again some time after the provider answered. By the database's clock.
 */
export const mailSlots = pgTable(
  "mail_slots",
  {
    id: smallint("id").primaryKey(),
    freeAt: timestamp("free_at", { withTimezone: true }).notNull(),
    takenAt: timestamp("taken_at", { withTimezone: true }),
    /** Whose e-mail is on its way in it: one that somebody waits for, or one of a run; null: none is. */
    heldBy: text("held_by", { enum: ["single", "run"] }),
  },
  (t) => [check("mail_slots_length", noLongerThan(200, t.heldBy))],
);
