import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant, noLongerThan } from "./columns";
import { users } from "./partners";

/** How an identity came to its account (U11). */
export const linkedBy = ["holder", "invitation", "trusted"] as const;

/**
 * U11: who somebody is at a provider: its issuer and subject (Entra: tenant and object ID), never an
 * address. Each belongs to one account.
 */
export const identities = pgTable(
  "identities",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    /** The provider's id in the settings. */
    provider: text("provider").notNull(),
    /** What the provider called the person on that day, for them to tell it apart. It proves nothing. */
    name: text("name").notNull(),
    linkedAt: instant("linked_at").notNull(),
    linkedBy: text("linked_by", { enum: linkedBy }).notNull(),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [
    check("identities_length", noLongerThan(10_000, t.provider)),
    unique("identities_once").on(t.issuer, t.subject),
    index("identities_user").on(t.userId),
    check("identities_linked_by", sql`${t.linkedBy} in ('holder', 'invitation', 'trusted')`),
    check(
      "identities_texts",
      sql`length(${t.issuer}) between 1 and 500 and length(${t.subject}) between 1 and 500 and length(${t.name}) <= 320`,
    ),
  ],
);
