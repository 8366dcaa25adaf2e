import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { workshopClaims } from "./claims";
import { isAmount, isCurrency, minorUnits, noLongerThan, ownId } from "./columns";
import { locations } from "./partners";
import { paymentRuns, payments } from "./payment-runs";
import { holds, lineStates } from "./states";

/**
 * One claim in one run (P30), with what it pays. A claim stands in one line at most that is in a run or
 * paid: nobody is paid twice.
 */
export const paymentLines = pgTable(
  "payment_lines",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    runId: uuid("run_id")
      .notNull()
      .references(() => paymentRuns.id),
    claimId: uuid("claim_id").notNull(),
    locationId: uuid("location_id").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    currency: text("currency").notNull(),
    state: text("state", { enum: lineStates }).notNull().default("in"),
    /** Why it was left behind when the run was frozen. */
    hold: text("hold", { enum: holds }),
    /** The transfer that it is paid by; null while the run is open, and for what is in no transfer. */
    paymentId: uuid("payment_id"),
  },
  (t) => [
    check("payment_lines_length", noLongerThan(100, t.state, t.hold)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    unique("payment_lines_once_per_run").on(t.partnerId, t.runId, t.claimId),
    uniqueIndex("payment_lines_claim_once")
      .on(t.partnerId, t.claimId)
      .where(sql`state in ('in', 'paid')`),
    index("payment_lines_run").on(t.runId, t.claimId),
    index("payment_lines_payment").on(t.partnerId, t.paymentId),
    index("payment_lines_claim").on(t.claimId),
    foreignKey({
      name: "payment_lines_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    foreignKey({
      name: "payment_lines_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    foreignKey({
      name: "payment_lines_payment_of_partner",
      columns: [t.partnerId, t.paymentId],
      foreignColumns: [payments.partnerId, payments.id],
    }),
    check(
      "payment_lines_amount",
      sql`${isAmount(t.amountMinor)} and ${t.amountMinor} > 0 and ${isCurrency(t.currency)}`,
    ),
    check(
      "payment_lines_whole",
      sql`(${t.state} = 'held') = (${t.hold} is not null)
        and (${t.state} in ('paid', 'failed', 'returned')) <= (${t.paymentId} is not null)
        and (${t.state} in ('out', 'held')) <= (${t.paymentId} is null)`,
    ),
  ],
);
