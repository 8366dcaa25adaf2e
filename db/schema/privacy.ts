import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, isOneAddress, noLongerThan } from "./columns";
import { workshopClaims } from "./claims";
import { associations } from "./customers";
import { users } from "./partners";
import { tenants } from "./tenants";

/**
 * O24: somebody asks what is held of them, or that it is erased. The address stands here until the
 * request is over; what is kept of it then is who handled it, when, and how much of what went and stayed.
 */
export const personRequests = pgTable(
  "person_requests",
  {
    id: id(),
    /** Null once the request is over. */
    address: text("address"),
    /** Under which names they were found: they are still looked for once the rows that say them are erased. */
    names: text("names").array(),
    askedAt: instant("asked_at").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => users.id),
    /** When what is held was last handed out as a file. */
    givenAt: instant("given_at"),
    givenBy: uuid("given_by").references(() => users.id),
    /** When somebody said that it is to be erased. */
    eraseAt: instant("erase_at"),
    eraseBy: uuid("erase_by").references(() => users.id),
    /** When nothing was left, or the request was closed without erasing. */
    doneAt: instant("done_at"),
    /** Of each table how many rows were erased, and why how many stayed when it was last tried. */
    gone: jsonb("gone").$type<Record<string, number>>().notNull().default({}),
    stays: jsonb("stays").$type<Record<string, number>>().notNull().default({}),
    triedAt: instant("tried_at"),
  },
  (t) => [
    check("person_requests_address", sql`${t.address} is null or ${isOneAddress(t.address)}`),
    check(
      "person_requests_over",
      sql`(${t.address} is null) = (${t.doneAt} is not null) and (${t.doneAt} is null or ${t.names} is null)`,
    ),
    check("person_requests_given", sql`(${t.givenAt} is null) = (${t.givenBy} is null)`),
    check("person_requests_erase", sql`(${t.eraseAt} is null) = (${t.eraseBy} is null)`),
    check(
      "person_requests_length",
      noLongerThan(20_000, sql`${t.gone}::text`, sql`${t.stays}::text`, sql`${t.names}::text`),
    ),
    index("person_requests_asked").on(t.askedAt.desc(), t.id),
  ],
);

/** O25: what is neither erased nor forgotten while it holds: all of a claim's round, or of a customer. */
export const legalHolds = pgTable(
  "legal_holds",
  {
    id: id(),
    tenantId: uuid("tenant_id").references(() => tenants.id),
    partnerId: uuid("partner_id"),
    claimId: uuid("claim_id"),
    reason: text("reason").notNull(),
    placedAt: instant("placed_at").notNull(),
    placedBy: uuid("placed_by")
      .notNull()
      .references(() => users.id),
    liftedAt: instant("lifted_at"),
    liftedBy: uuid("lifted_by").references(() => users.id),
    liftedWhy: text("lifted_why"),
  },
  (t) => [
    foreignKey({
      name: "legal_holds_claim",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    check(
      "legal_holds_of_one",
      sql`(${t.tenantId} is null) <> (${t.claimId} is null) and (${t.partnerId} is null) = (${t.claimId} is null)`,
    ),
    check("legal_holds_length", noLongerThan(2_000, t.reason, t.liftedWhy)),
    check("legal_holds_reasoned", sql`length(trim(${t.reason})) > 0`),
    check(
      "legal_holds_lifted_whole",
      sql`(${t.liftedAt} is null) = (${t.liftedBy} is null) and (${t.liftedAt} is null) = (${t.liftedWhy} is null) and length(trim(${t.liftedWhy})) > 0`,
    ),
    uniqueIndex("legal_holds_tenant")
      .on(t.tenantId)
      .where(sql`lifted_at is null`),
    uniqueIndex("legal_holds_one_claim")
      .on(t.partnerId, t.claimId)
      .where(sql`lifted_at is null`),
  ],
);

/** O23: rounds whose people were removed because their time was over; their facts and proof stay. */
export const forgottenRounds = pgTable(
  "forgotten_rounds",
  {
    partnerId: uuid("partner_id").notNull(),
    associationId: uuid("association_id").notNull(),
    forgottenAt: instant("forgotten_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.associationId] }),
    foreignKey({
      name: "forgotten_rounds_association",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
  ],
);
