import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, id, instant, noLongerThan, ownId } from "./columns";
import { enrolmentStates, payeeStates } from "./states";
import type { Locale } from "@/messages/languages";

export const enrolment = pgEnum("enrolment", enrolmentStates);
export const payeeProfile = pgEnum("payee_profile", payeeStates);
export const incentivesRole = pgEnum("incentives_role", ["incentives_admin", "incentives_user"]);
/** P5: what somebody of the programme's staff may do. */
export const operatorRoles = [
  "administrator",
  "catalogue_editor",
  "partner_manager",
  "data_steward",
  "reviewer",
  "payments",
  "reader",
] as const;

/** Which state of a thing people see, and who changed it last (P4). */
const edited = () => ({
  revision: integer("revision").notNull().default(1),
  changedAt: instant("changed_at"),
  changedBy: uuid("changed_by").references(() => users.id),
});

export const partners = pgTable(
  "partners",
  {
    id: id(),
    name: text("name").notNull(),
    country: text("country").notNull(),
    /** The words of its name, as they are searched; kept by a trigger. */
    search: text("search").notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
    ...edited(),
    /** While it is suspended nothing is begun or mailed for it, and its people read (P25). */
    suspendedAt: instant("suspended_at"),
    suspendedBy: uuid("suspended_by").references(() => users.id),
    suspendedWhy: text("suspended_why"),
  },
  (t) => [
    check("partners_length", noLongerThan(10_000, t.name, t.search, t.suspendedWhy)),
    index("partners_name").on(sql`lower(${t.name})`, t.country),
    check("partners_country_code", sql`${t.country} ~ '^[A-Z]{2}$'`),
    check(
      "partners_suspended_whole",
      sql`(${t.suspendedAt} is null) = (${t.suspendedBy} is null) and (${t.suspendedAt} is null) = (${t.suspendedWhy} is null)`,
    ),
  ],
);

export const locations = pgTable(
  "locations",
  {
    id: ownId(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    mpnId: text("mpn_id").notNull().unique(),
    name: text("name").notNull(),
    city: text("city").notNull(),
    country: text("country").notNull(),
    timeZone: text("time_zone").notNull(),
    enrolment: enrolment("enrolment").notNull(),
    payeeProfile: payeeProfile("payee_profile").notNull(),
    /** The words of number, name and city, as they are searched; kept by a trigger. */
    search: text("search").notNull().default(""),
    ...edited(),
  },
  (t) => [
    check("locations_length", noLongerThan(10_000, t.city, t.name, t.search, t.timeZone)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("locations_id").on(t.id),
    check("locations_mpn_id_digits", sql`${t.mpnId} ~ '^[0-9]{5,10}$'`),
    check("locations_country_code", sql`${t.country} ~ '^[A-Z]{2}$'`),
  ],
);

/** A person: one account with one address, whichever companies they work for (U3). */
export const users = pgTable(
  "users",
  {
    id: id(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    title: text("title").notNull().default(""),
    phone: text("phone").notNull().default(""),
    locale: text("locale").$type<Locale>(),
    /** U6: the zone in which they read instants of their own account; null: UTC. */
    timeZone: text("time_zone"),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    check(
      "users_length",
      noLongerThan(10_000, t.email, t.locale, t.name, t.phone, t.timeZone, t.title),
    ),
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
  ],
);

/**
 * That a person works for a company: invited until `joined_at`, over from `ended_at`. The row stays,
 * so that what they did keeps their name; somebody who comes back has the same one.
 */
export const memberships = pgTable(
  "memberships",
  {
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    createdBy: uuid("created_by").references(() => users.id),
    joinedAt: instant("joined_at"),
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by").references(() => users.id),
    /** U8: who hears since then of what they had open. */
    heirId: uuid("heir_id"),
    /** U7: no session from before works for the company. */
    signedOutAt: instant("signed_out_at"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.userId] }),
    index("memberships_user").on(t.userId),
    foreignKey({
      name: "memberships_heir_of_partner",
      columns: [t.partnerId, t.heirId],
      foreignColumns: [t.partnerId, t.userId],
    }),
    check("memberships_heir_of_ended", sql`${t.heirId} is null or ${t.endedAt} is not null`),
    check("memberships_end_whole", sql`${t.endedBy} is null or ${t.endedAt} is not null`),
  ],
);

/** One role of a member, for one location or (location null) for the whole company. */
export const roleGrants = pgTable(
  "role_grants",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    userId: uuid("user_id").notNull(),
    locationId: uuid("location_id"),
    role: incentivesRole("role").notNull(),
    grantedAt: instant("granted_at").notNull().defaultNow(),
    grantedBy: uuid("granted_by").references(() => users.id),
    /** U4: the last day on which it holds, and the first instant after that day; null: until it is taken. */
    lastDay: date("last_day"),
    endsAt: instant("ends_at"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    check("role_grants_end_whole", sql`(${t.lastDay} is null) = (${t.endsAt} is null)`),
    unique("role_grants_once").on(t.partnerId, t.userId, t.locationId, t.role).nullsNotDistinct(),
    foreignKey({
      name: "role_grants_of_member",
      columns: [t.partnerId, t.userId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }).onDelete("cascade"),
    foreignKey({
      name: "role_grants_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
  ],
);

/** One role of somebody of the programme's staff; who has one is an operator. */
export const operatorGrants = pgTable(
  "operator_grants",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role", { enum: operatorRoles }).notNull(),
    grantedAt: instant("granted_at").notNull().defaultNow(),
    grantedBy: uuid("granted_by").references(() => users.id),
  },
  (t) => [
    check("operator_grants_length", noLongerThan(10_000, t.role)),
    primaryKey({ columns: [t.userId, t.role] }),
  ],
);

/** A sign-in on one device. The cookie points here; roles are never read from the cookie. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of what the cookie holds: with it somebody proves to the database who they are. */
    secretHash: bytea("secret_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** For which company the person works in it; null: for the programme. */
    partnerId: uuid("partner_id"),
    /** Since when. */
    chosenAt: instant("chosen_at").notNull(),
    /** D19: the network address of the sign-in; the row goes 90 days after its end. */
    ipAddress: text("ip_address"),
    /** U7: on what, by name and without versions; null: not known. */
    browser: text("browser"),
    system: text("system"),
    /** U7: when it was used last, to a few minutes; null: not since it began. */
    seenAt: instant("seen_at"),
    /** U15: by which browser, as `devices` knows it. */
    deviceHash: bytea("device_hash"),
    /** U14: the provider's id in the settings, when somebody signed in with one. */
    provider: text("provider"),
    /** Whose identity that was (U11): of Entra its tenant's issuer. */
    issuer: text("issuer"),
    /** When the person last proved who they are in it; null: not since it began (U13). */
    provenAt: instant("proven_at"),
    /** When they last did so with a second factor; without one that is needed it opens nothing else. */
    secondFactorAt: instant("second_factor_at"),
    /** What a passkey has to sign next; once. */
    challenge: text("challenge"),
  },
  (t) => [
    index("sessions_user").on(t.userId),
    uniqueIndex("sessions_secret_key").on(t.secretHash),
    check(
      "sessions_length",
      noLongerThan(
        1_000,
        t.secretHash,
        t.ipAddress,
        t.provider,
        t.issuer,
        t.challenge,
        t.browser,
        t.system,
        t.deviceHash,
      ),
    ),
    foreignKey({
      name: "sessions_of_member",
      columns: [t.partnerId, t.userId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
  ],
);

/**
 * The sign-in links that were mailed. The token derives from the id and is never kept; a row goes
 * when its token is used.
 */
export const signInTokens = pgTable(
  "sign_in_tokens",
  {
    id: uuid("id").notNull().unique(),
    tokenHash: text("token_hash").primaryKey(),
    email: text("email").notNull(),
    /** The path of the page to go to after signing in. */
    returnTo: text("return_to"),
    /** U15: asked for with a browser that its owner has signed in with before. */
    known: boolean("known").notNull().default(false),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    index("sign_in_tokens_expiry").on(t.expiresAt),
    check("sign_in_tokens_length", noLongerThan(10_000, t.tokenHash, t.email, t.returnTo)),
  ],
);

/** How often something was tried lately; the key is a hash and names nobody. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  (t) => [check("rate_limits_length", noLongerThan(10_000, t.key))],
);
