import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, noLongerThan, ownId } from "./columns";
import { locations, memberships, partners } from "./partners";
import { tenants } from "./tenants";

/** K6: what a partner's people write to each other about a customer: theirs alone. */
export const customerNotes = pgTable(
  "customer_notes",
  {
    id: ownId(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    authorId: uuid("author_id").notNull(),
    authorName: text("author_name").notNull(),
    /** The names of the colleagues whom it was pointed out to. */
    mentioned: text("mentioned").array().notNull(),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("customer_notes_length", noLongerThan(20_000, t.authorName, sql`${t.mentioned}::text`)),
    check("customer_notes_not_empty", sql`length(trim(${t.body})) between 1 and 4000`),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("customer_notes_tenant").on(t.partnerId, t.tenantId, t.createdAt),
    index("customer_notes_of_tenant").on(t.tenantId),
    foreignKey({
      name: "customer_notes_author_of_partner",
      columns: [t.partnerId, t.authorId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
  ],
);

/** K6: what somebody means to do about a customer, and on which day at a location. */
export const followUps = pgTable(
  "follow_ups",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    locationId: uuid("location_id").notNull(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    ownerId: uuid("owner_id").notNull(),
    line: text("line").notNull(),
    day: date("day").notNull(),
    /** The location's, in which the day begins. */
    timeZone: text("time_zone").notNull(),
    /** The first instant of the day, and the first one after it. */
    startsAt: instant("starts_at").notNull(),
    dueAt: instant("due_at").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by").notNull(),
    doneAt: instant("done_at"),
    doneBy: uuid("done_by"),
    /** Grows with each change: who acts on an older one is told. */
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    check("follow_ups_length", noLongerThan(1_000, t.timeZone)),
    check("follow_ups_not_empty", sql`length(trim(${t.line})) between 1 and 200`),
    check("follow_ups_day_whole", sql`${t.startsAt} < ${t.dueAt}`),
    check("follow_ups_done_whole", sql`(${t.doneAt} is null) = (${t.doneBy} is null)`),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("follow_ups_open")
      .on(t.partnerId, t.locationId, t.dueAt, t.id)
      .where(sql`done_at is null`),
    index("follow_ups_tenant").on(t.tenantId, t.partnerId),
    foreignKey({
      name: "follow_ups_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    foreignKey({
      name: "follow_ups_owner_of_partner",
      columns: [t.partnerId, t.ownerId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    foreignKey({
      name: "follow_ups_creator_of_partner",
      columns: [t.partnerId, t.createdBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    foreignKey({
      name: "follow_ups_doer_of_partner",
      columns: [t.partnerId, t.doneBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
  ],
);
