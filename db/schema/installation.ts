import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, isCurrency, noLongerThan } from "./columns";
import { users } from "./partners";

/** What this installation is: one row, written by `migrate` alone. */
export const installation = pgTable(
  "installation",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: text("kind", { enum: ["demonstration", "test", "production"] }).notNull(),
    /** D19: whether staff release contacts outside of the customer's domains (`CONTACT_RELEASE`). */
    contactRelease: boolean("contact_release").notNull().default(true),
    madeAt: instant("made_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("installation_once").on(sql`(true)`),
    check("installation_kind", sql`${t.kind} in ('demonstration', 'test', 'production')`),
  ],
);

/**
 * Who runs the programme, as people read it (P3): one row from `programme:init` on. What is not
 * filled in yet is empty; nobody outside is written to before it is.
 */
export const programme = pgTable(
  "programme",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    /** Who e-mails come from: "Contoso via …"; empty: the product's own name. */
    senderName: text("sender_name").notNull().default(""),
    /** The legal entity, its postal address in one line, and where it answers people who were asked. */
    organisation: text("organisation").notNull().default(""),
    address: text("address").notNull().default(""),
    email: text("email").notNull().default(""),
    /** The address of the privacy statement. */
    privacy: text("privacy").notNull().default(""),
    /** For how many years after a request it, the answer and its proof are kept. */
    keptYears: smallint("kept_years").notNull().default(7),
    /** U13: whether its staff need a second factor. */
    operatorsFactor: boolean("operators_factor").notNull().default(true),
    /** P6: whether who approved a claim may pay it too. */
    approverPays: boolean("approver_pays").notNull().default(false),
    /** Of its rates and payouts (P13); it stays once there is a rate. */
    currency: text("currency").notNull().default("USD"),
    /** Goes up with each change: who edits what somebody else changed meanwhile is told (P4). */
    revision: integer("revision").notNull().default(1),
    madeAt: instant("made_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by").references(() => users.id),
  },
  (t) => [
    uniqueIndex("programme_once").on(sql`(true)`),
    check(
      "programme_length",
      noLongerThan(2_000, t.senderName, t.organisation, t.address, t.email, t.privacy),
    ),
    check("programme_name", sql`length(${t.name}) between 1 and 200`),
    check(
      "programme_lines",
      sql`${t.name} || ${t.senderName} || ${t.organisation} || ${t.address} || ${t.email} || ${t.privacy} !~ '[[:cntrl:]]'`,
    ),
    check("programme_privacy", sql`${t.privacy} = '' or ${t.privacy} ~ '^https://[^[:space:]@]+$'`),
    check("programme_currency", isCurrency(t.currency)),
    check("programme_kept_years", sql`${t.keptYears} between 1 and 99`),
  ],
);
