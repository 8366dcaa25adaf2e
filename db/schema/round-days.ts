import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { minorUnits } from "./columns";
import { associations } from "./customers";
import { claimStatuses } from "./states";

/** What may run for a partner: until when the customer consents, the workshop is delivered, a claim is mended or disputed. */
export const roundClocks = ["consent", "delivery", "action", "dispute"] as const;

/**
 * K8: how a round stood, a row for each day on which something of it changed, from `day` until the day before `until_day`;
 * `infinity`: it stands so still. Days are those at the round's location (D9). Triggers keep it (`keep_round_day`); no
 * verb writes it, and what was before stays as it was.
 */
export const roundDays = pgTable(
  "round_days",
  {
    partnerId: uuid("partner_id").notNull(),
    associationId: uuid("association_id").notNull(),
    day: date("day").notNull(),
    untilDay: date("until_day").notNull(),
    locationId: uuid("location_id").notNull(),
    engagementId: uuid("engagement_id").notNull(),
    /** P19: it began before this product. */
    imported: boolean("imported").notNull(),
    begunDay: date("begun_day").notNull(),
    askedDay: date("asked_day"),
    consentedDay: date("consented_day"),
    /** Of the first time that its claim was sent in. */
    submittedDay: date("submitted_day"),
    approvedDay: date("approved_day"),
    paidDay: date("paid_day"),
    endReason: text("end_reason"),
    /** What runs for the partner, and the last day on which it is in time; null: nothing runs. */
    clock: text("clock", { enum: roundClocks }),
    dueDay: date("due_day"),
    claimStatus: text("claim_status", { enum: claimStatuses }),
    payoutMinor: minorUnits("payout_minor"),
    currency: text("currency"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.associationId, t.untilDay] }),
    index("round_days_standing").on(t.partnerId, t.untilDay),
    foreignKey({
      name: "round_days_round_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
    check("round_days_in_order", sql`${t.day} < ${t.untilDay}`),
  ],
);
