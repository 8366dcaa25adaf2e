import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, isOneAddress, ownId, noLongerThan } from "./columns";
import { associations } from "./customers";
import { memberships, partners, users } from "./partners";
import { tenants } from "./tenants";

/** D19: the e-mail domains of a company of the network, in ASCII; those of its people count beside them. */
export const partnerDomains = pgTable(
  "partner_domains",
  {
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    domain: text("domain").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.domain] }),
    check(
      "partner_domains_form",
      sql`${t.domain} ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)+$' and length(${t.domain}) <= 253`,
    ),
  ],
);

/**
 * D19: a contact outside of the tenant's domains, once for each partner, tenant and address: why, and
 * whether the programme lets the partner mail it. Nothing is sent while it waits.
 */
export const contactReleases = pgTable(
  "contact_releases",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    /** The round in which it was first named. */
    associationId: uuid("association_id").notNull(),
    contactName: text("contact_name").notNull(),
    contactEmail: text("contact_email").notNull(),
    reason: text("reason").notNull(),
    askedAt: instant("asked_at").notNull(),
    askedBy: uuid("asked_by").notNull(),
    decision: text("decision", { enum: ["released", "refused"] }),
    decidedAt: instant("decided_at"),
    /** Null where no release is asked for (`CONTACT_RELEASE=0`). */
    decidedBy: uuid("decided_by").references(() => users.id),
    note: text("note"),
    /** When the partner was told of the decision. */
    toldAt: instant("told_at"),
  },
  (t) => [
    check(
      "contact_releases_length",
      noLongerThan(4_000, t.contactName, t.contactEmail, t.reason, t.note),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("contact_releases_id").on(t.id),
    uniqueIndex("contact_releases_once")
      .on(t.partnerId, t.tenantId, sql`lower(${t.contactEmail})`)
      .where(sql`decision is distinct from 'refused'`),
    index("contact_releases_waiting")
      .on(t.askedAt, t.id)
      .where(sql`decision is null`),
    foreignKey({
      name: "contact_releases_association_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
    foreignKey({
      name: "contact_releases_asker_of_partner",
      columns: [t.partnerId, t.askedBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    check(
      "contact_releases_decided_whole",
      sql`(${t.decision} is null) = (${t.decidedAt} is null)`,
    ),
    check("contact_releases_mailbox", isOneAddress(t.contactEmail)),
    check("contact_releases_reason", sql`length(trim(${t.reason})) > 0`),
    check(
      "contact_releases_refused_why",
      sql`${t.decision} <> 'refused' or length(trim(${t.note})) > 0`,
    ),
  ],
);
