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
import { bytea, instant, isCurrency, noLongerThan } from "./columns";
import { users } from "./partners";
import type { Locale } from "@/messages/languages";

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
    /** The statement itself, for who has no page for it: in both languages, or empty. */
    privacyEn: text("privacy_en").notNull().default(""),
    privacyNl: text("privacy_nl").notNull().default(""),
    /** The language of whoever has chosen none, and where the programme's own days are counted. */
    language: text("language").$type<Locale>().notNull().default("en"),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** What the network calls the number of a location; empty: as the product does. */
    locationIdName: text("location_id_name").notNull().default(""),
    /** Its colour on light and on dark, as #rrggbb; empty: the product's own. */
    accentLight: text("accent_light").notNull().default(""),
    accentDark: text("accent_dark").notNull().default(""),
    /** A picture of a few kilobytes that draws and does nothing else; its hash in base64url is its address. */
    logo: bytea("logo"),
    logoType: text("logo_type", { enum: ["png", "svg"] }),
    logoHash: text("logo_hash"),
    /** For how many years after a request it, the answer and its proof are kept. */
    keptYears: smallint("kept_years").notNull().default(7),
    /** U13: whether its staff need a second factor. */
    operatorsFactor: boolean("operators_factor").notNull().default(true),
    /** P6: whether who approved a claim may pay it too. */
    approverPays: boolean("approver_pays").notNull().default(false),
    /** P6: whether a change of criteria takes effect only when a second catalogue editor has agreed. */
    twoEditors: boolean("two_editors").notNull().default(false),
    /** P24: whether the identity provider is asked for the tenant of a domain that nobody has. */
    liveLookup: boolean("live_lookup").notNull().default(false),
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
      sql`${t.name} || ${t.senderName} || ${t.organisation} || ${t.address} || ${t.email} || ${t.privacy} || ${t.locationIdName} || ${t.timeZone} !~ '[[:cntrl:]]'`,
    ),
    check("programme_privacy", sql`${t.privacy} = '' or ${t.privacy} ~ '^https://[^[:space:]@]+$'`),
    check("programme_currency", isCurrency(t.currency)),
    check("programme_privacy_languages", sql`(${t.privacyEn} = '') = (${t.privacyNl} = '')`),
    check("programme_privacy_length", noLongerThan(15_000, t.privacyEn, t.privacyNl)),
    check("programme_language", sql`${t.language} ~ '^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$'`),
    check("programme_time_zone_length", noLongerThan(100, t.timeZone)),
    check("programme_location_id_name", sql`length(${t.locationIdName}) <= 40`),
    check(
      "programme_accents",
      sql`${t.accentLight} ~ '^(#[0-9a-f]{6})?$' and ${t.accentDark} ~ '^(#[0-9a-f]{6})?$'`,
    ),
    check(
      "programme_logo_whole",
      sql`num_nonnulls(${t.logo}, ${t.logoType}, ${t.logoHash}) in (0, 3) and ${t.logoType} in ('png', 'svg')`,
    ),
    check("programme_logo_size", sql`octet_length(${t.logo}) between 1 and 40960`),
    check("programme_kept_years", sql`${t.keptYears} between 1 and 99`),
  ],
);
