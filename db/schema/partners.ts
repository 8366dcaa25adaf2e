import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

export const enrolment = pgEnum("enrolment", [
  "invited",
  "action_required",
  "validating",
  "enrolled",
  "inactive",
  "discontinued",
]);
export const payeeProfile = pgEnum("payee_profile", ["missing", "validating", "valid", "rejected"]);
export const incentivesRole = pgEnum("incentives_role", ["incentives_admin", "incentives_user"]);

export const partners = pgTable("partners", {
  id: id(),
  name: text("name").notNull(),
  country: text("country").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const locations = pgTable(
  "locations",
  {
    id: id(),
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
    /** Designations, specializations and agreements, such as `solutions-partner:modern-work`. */
    qualifications: text("qualifications")
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
  },
  (t) => [
    unique("locations_partner_id_key").on(t.partnerId, t.id),
    check("locations_mpn_id_digits", sql`${t.mpnId} ~ '^[0-9]{5,10}$'`),
    check("locations_country_code", sql`${t.country} ~ '^[A-Z]{2}$'`),
  ],
);

export const users = pgTable(
  "users",
  {
    id: id(),
    /** The company this person works for; null for staff of the programme. */
    partnerId: uuid("partner_id").references(() => partners.id),
    operator: boolean("operator").notNull().default(false),
    /** A company of the network that a member of staff belongs to: they review no claim of it. */
    affiliatedPartnerId: uuid("affiliated_partner_id").references(() => partners.id),
    name: text("name").notNull(),
    email: text("email").notNull(),
    title: text("title").notNull().default(""),
    phone: text("phone").notNull().default(""),
    locale: text("locale", { enum: ["en", "nl"] }),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    unique("users_partner_id_key").on(t.partnerId, t.id),
    check("users_operator_or_partner", sql`${t.operator} = (${t.partnerId} is null)`),
    check("users_affiliation_of_staff", sql`${t.operator} or ${t.affiliatedPartnerId} is null`),
  ],
);

/** One role of one person, for one location or (location null) for the whole company. */
export const roleGrants = pgTable(
  "role_grants",
  {
    id: id(),
    partnerId: uuid("partner_id").notNull(),
    userId: uuid("user_id").notNull(),
    locationId: uuid("location_id"),
    role: incentivesRole("role").notNull(),
    grantedAt: instant("granted_at").notNull().defaultNow(),
    grantedBy: uuid("granted_by").references(() => users.id),
  },
  (t) => [
    unique("role_grants_once").on(t.userId, t.locationId, t.role).nullsNotDistinct(),
    foreignKey({
      name: "role_grants_user_of_partner",
      columns: [t.partnerId, t.userId],
      foreignColumns: [users.partnerId, users.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "role_grants_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
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
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** D19: the network address of the sign-in; the row goes 90 days after its end. */
    ipAddress: text("ip_address"),
  },
  (t) => [index("sessions_user").on(t.userId)],
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
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("sign_in_tokens_expiry").on(t.expiresAt)],
);

/** How often something was tried lately; the key is a hash and names nobody. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
