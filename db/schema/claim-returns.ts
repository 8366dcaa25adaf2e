import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { workshopClaims } from "./claims";
import { instant, noLongerThan, ownId } from "./columns";
import { users } from "./partners";

/** A payment that was made by hand, outside of any run, and that the bank sent back (W14): which, when, why, and who said so. */
export const claimReturns = pgTable(
  "claim_returns",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    claimId: uuid("claim_id").notNull(),
    reference: text("reference").notNull(),
    paidAt: instant("paid_at").notNull(),
    returnedOn: date("returned_on").notNull(),
    why: text("why").notNull(),
    toldAt: instant("told_at").notNull(),
    toldBy: uuid("told_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("claim_returns_claim").on(t.partnerId, t.claimId),
    // A reference that was used once stays the bank's name for that payment.
    uniqueIndex("claim_returns_reference").on(t.reference),
    foreignKey({
      name: "claim_returns_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    check("claim_returns_length", noLongerThan(500, t.reference, t.why)),
    check(
      "claim_returns_said",
      sql`length(${t.why}) > 0 and ${t.returnedOn} >= (${t.paidAt} at time zone 'UTC')::date - 1`,
    ),
  ],
);
