import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { associations, claimStatuses } from "./customers";

export const claimStatus = pgEnum("claim_status", claimStatuses);

/** The partner's file that asks for payment; it comes into being with the consent. */
export const workshopClaims = pgTable(
  "workshop_claims",
  {
    id: id(),
    number: integer("number").notNull().unique(),
    partnerId: uuid("partner_id").notNull(),
    associationId: uuid("association_id").notNull().unique(),
    status: claimStatus("status").notNull().default("editing"),
    friendlyName: text("friendly_name"),
    /** D16: fixed at the consent date; null where the programme pays nothing. */
    payoutUsd: integer("payout_usd"),
    band: text("band", { enum: ["A", "B", "C"] }).notNull(),
    rateValidFrom: text("rate_valid_from"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("workshop_claims_partner_id_key").on(t.partnerId, t.id),
    foreignKey({
      name: "workshop_claims_association_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
    check("workshop_claims_seven_digits", sql`${t.number} between 1000000 and 9999999`),
  ],
);
