import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant, ownId, noLongerThan } from "./columns";
import { enrolment, locations, users } from "./partners";

/** What became of a location's enrolment, move by move (P27): `locations.enrolment` follows the last one. */
export const enrolmentMoves = pgTable(
  "enrolment_moves",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    locationId: uuid("location_id").notNull(),
    from: enrolment("from_state").notNull(),
    to: enrolment("to_state").notNull(),
    mover: text("mover", { enum: ["partner", "operator"] }).notNull(),
    movedAt: instant("moved_at").notNull(),
    movedBy: uuid("moved_by")
      .notNull()
      .references(() => users.id),
    /** In the mover's own words; null: it speaks for itself. */
    reason: text("reason"),
  },
  (t) => [
    check("enrolment_moves_length", noLongerThan(10_000, t.mover, t.reason)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("enrolment_moves_location").on(t.partnerId, t.locationId, t.movedAt),
    foreignKey({
      name: "enrolment_moves_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
  ],
);

/**
 * Where a location is paid (P28): a version for each time that somebody filled it in. The account
 * itself stands sealed and nowhere else; web servers write it and cannot read it.
 */
export const payeeProfiles = pgTable(
  "payee_profiles",
  {
    partnerId: uuid("partner_id").notNull(),
    locationId: uuid("location_id").notNull(),
    version: integer("version").notNull(),
    legalName: text("legal_name").notNull(),
    taxNumber: text("tax_number").notNull(),
    country: text("country").notNull(),
    currency: text("currency").notNull(),
    accountKind: text("account_kind", { enum: ["iban", "account"] }).notNull(),
    /** All that people see of the account again. */
    lastFour: text("last_four").notNull(),
    /** By which key of the ring (O20) it is sealed: nonce, tag and AES-256-GCM. */
    keyId: text("key_id").notNull(),
    sealed: bytea("sealed").notNull(),
    /** A keyed hash of the account, by which the audit log knows it. */
    proof: text("proof").notNull(),
    givenAt: instant("given_at").notNull(),
    givenBy: uuid("given_by")
      .notNull()
      .references(() => users.id),
    decision: text("decision", { enum: ["valid", "rejected"] }),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by").references(() => users.id),
    /** What is wrong with it, for the partner to read. */
    reason: text("reason"),
    /** P30: when a payment came back because of it, and what the bank said. */
    returnedAt: instant("returned_at"),
    returnedWhy: text("returned_why"),
  },
  (t) => [
    check(
      "payee_profiles_length",
      noLongerThan(
        10_000,
        t.accountKind,
        t.decision,
        t.keyId,
        t.legalName,
        t.proof,
        t.reason,
        t.returnedWhy,
        t.sealed,
        t.taxNumber,
      ),
    ),
    primaryKey({ columns: [t.partnerId, t.locationId, t.version] }),
    foreignKey({
      name: "payee_profiles_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    check(
      "payee_profiles_codes",
      sql`${t.country} ~ '^[A-Z]{2}$' and ${t.currency} ~ '^[A-Z]{3}$'`,
    ),
    check("payee_profiles_last_four", sql`${t.lastFour} ~ '^[A-Z0-9]{2,4}$'`),
    check(
      "payee_profiles_decision_whole",
      sql`(${t.decision} is null) = (${t.decidedAt} is null) and (${t.decision} is null) = (${t.decidedBy} is null)
        and (${t.decision} is not distinct from 'rejected') = (${t.reason} is not null)
        and (${t.returnedAt} is null) = (${t.returnedWhy} is null)
        and (${t.returnedAt} is null or ${t.decision} is not distinct from 'valid')`,
    ),
  ],
);
