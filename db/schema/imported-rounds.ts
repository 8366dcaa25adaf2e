import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, isOneAddress, noLongerThan } from "./columns";
import { associations } from "./customers";
import { importRuns } from "./imports";
import { users } from "./partners";

/**
 * P19: what the programme says of a round from before this product, on what evidence, and who said so. It stays as it was
 * said, whatever becomes of its round.
 */
export const importedRounds = pgTable(
  "imported_rounds",
  {
    partnerId: uuid("partner_id").notNull(),
    associationId: uuid("association_id").notNull(),
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id),
    importedAt: instant("imported_at").notNull(),
    importedBy: uuid("imported_by")
      .notNull()
      .references(() => users.id),
    /** Calendar days at the location. */
    askedOn: date("asked_on").notNull(),
    consentedOn: date("consented_on"),
    declinedOn: date("declined_on"),
    expiredOn: date("expired_on"),
    withdrawnOn: date("withdrawn_on"),
    completedOn: date("completed_on"),
    /** Where it can be looked up: a file's number, an archive's address. */
    evidence: text("evidence").notNull(),
    contactName: text("contact_name").notNull(),
    contactEmail: text("contact_email"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.associationId] }),
    index("imported_rounds_run").on(t.runId),
    check("imported_rounds_length", noLongerThan(400, t.evidence, t.contactName, t.contactEmail)),
    check("imported_rounds_evidence", sql`length(trim(${t.evidence})) > 0`),
    check("imported_rounds_mailbox", isOneAddress(t.contactEmail)),
    check(
      "imported_rounds_one_answer",
      sql`num_nonnulls(${t.consentedOn}, ${t.declinedOn}, ${t.expiredOn}) < 2
        and num_nonnulls(${t.withdrawnOn}, ${t.completedOn}) < 2
        and (${t.consentedOn} is not null or num_nonnulls(${t.withdrawnOn}, ${t.completedOn}) = 0)`,
    ),
    check(
      "imported_rounds_in_order",
      sql`coalesce(${t.consentedOn}, ${t.declinedOn}, ${t.expiredOn}, ${t.askedOn}) >= ${t.askedOn}
        and coalesce(${t.withdrawnOn}, ${t.completedOn}, ${t.consentedOn}) >= ${t.consentedOn}`,
    ),
    foreignKey({
      name: "imported_rounds_association_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
  ],
);
