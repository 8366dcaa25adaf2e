import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

export const emailStates = [
  "queued",
  "sending",
  "sent",
  "delivered",
  "delayed",
  "bounced",
  "complained",
  "failed",
] as const;

/** Every e-mail, the truth about it included. Bytes hold placeholders in place of tokens and codes. */
export const emails = pgTable(
  "emails",
  {
    id: id(),
    partnerId: uuid("partner_id"),
    /** Set for the mails to the customer that ask for consent: their state shows on the row. */
    associationId: uuid("association_id"),
    /** Set for the mails that ask somebody to fill in a survey: their state shows on the claim. */
    surveyId: uuid("survey_id"),
    template: text("template").notNull(),
    language: text("language", { enum: ["en", "nl"] }).notNull(),
    recipient: text("recipient").notNull(),
    replyTo: text("reply_to"),
    fromName: text("from_name"),
    variables: jsonb("variables").$type<Record<string, unknown>>().notNull(),
    headers: jsonb("headers").$type<Record<string, string>>(),
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
    uniqueIndex("emails_provider_key").on(t.providerId),
    index("emails_created").on(t.createdAt),
    index("emails_association").on(t.associationId, t.createdAt),
    index("emails_survey").on(t.surveyId, t.createdAt),
    index("emails_state").on(t.state, t.createdAt),
    index("emails_trouble")
      .on(t.createdAt, t.id)
      .where(sql`state in ('bounced', 'complained', 'failed')`),
  ],
);

/** What the provider reported, once for each of its message ids. */
export const emailEvents = pgTable(
  "email_events",
  {
    /** The provider's id of the webhook message: a repetition is the same row. */
    id: text("id").primaryKey(),
    emailId: uuid("email_id").references(() => emails.id),
    type: text("type").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    detail: text("detail"),
  },
  (t) => [index("email_events_email").on(t.emailId, t.occurredAt)],
);

/**
 * The places in which e-mails leave, over all workers: one for each e-mail a second. A place that was
 * used is free again some time after the provider answered. By the database's clock.
 */
export const mailSlots = pgTable("mail_slots", {
  id: smallint("id").primaryKey(),
  freeAt: timestamp("free_at", { withTimezone: true }).notNull(),
});
