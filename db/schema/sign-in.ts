import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant, noLongerThan } from "./columns";
import { memberships, partners, users } from "./partners";

/** U15: a browser that somebody has signed in with, by a hash of what its cookie holds. */
export const devices = pgTable(
  "devices",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: bytea("hash").notNull(),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    /** When a second factor was last proved with it; null: never. */
    provenAt: instant("proven_at"),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.hash] }),
    index("devices_last").on(t.lastAt),
    check("devices_length", noLongerThan(32, t.hash)),
  ],
);

/** U12, U13: how a company wants its people to sign in; without a row as everybody does. */
export const signInRules = pgTable(
  "sign_in_rules",
  {
    partnerId: uuid("partner_id")
      .primaryKey()
      .references(() => partners.id),
    /** The provider, by its id in the settings, that addresses of the company's domains sign in with; null: any way. */
    provider: text("provider"),
    /** Whose identities count, where the provider lets in more than the company's own: of Entra its tenant's issuer. */
    issuer: text("issuer"),
    /** Whom a mailed link lets in all the same. */
    breakGlassId: uuid("break_glass_id"),
    /** Whether its people need a second factor. */
    needsFactor: boolean("needs_factor").notNull().default(false),
    revision: integer("revision").notNull().default(1),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    foreignKey({
      name: "sign_in_rules_break_glass_of_partner",
      columns: [t.partnerId, t.breakGlassId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    check("sign_in_rules_length", noLongerThan(500, t.provider, t.issuer)),
    check("sign_in_rules_issuer", sql`${t.issuer} is null or ${t.provider} is not null`),
    check("sign_in_rules_break_glass", sql`${t.provider} is null or ${t.breakGlassId} is not null`),
  ],
);
