import { sql } from "drizzle-orm";
import { check, date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, isAmount, minorUnits, noLongerThan } from "./columns";
import { users } from "./partners";
import { engagementTypes, marketBands, partnerRoles, solutionAreas } from "./vocabulary";

/**
 * What people may earn with (section 7): what finds it, and for whom it is open. What it is, each of its versions says
 * (P8); how many consents a customer may give counts over the rounds of all of them.
 */
export const engagements = pgTable(
  "engagements",
  {
    id: id(),
    slug: text("slug").notNull().unique(),
    solutionArea: text("solution_area")
      .notNull()
      .references(() => solutionAreas.key),
    engagementType: text("engagement_type")
      .notNull()
      .references(() => engagementTypes.key),
    partnerRole: text("partner_role")
      .notNull()
      .references(() => partnerRoles.key),
    availableFrom: date("available_from").notNull(),
    availableUntil: date("available_until"),
    lastDayToAdd: date("last_day_to_add"),
    consentsPerCustomer: integer("consents_per_customer").notNull().default(1),
    /** When its first version was published: partners know of it from then on. */
    openedAt: instant("opened_at"),
    /** Goes up with each change (P4). */
    revision: integer("revision").notNull().default(1),
    changedAt: instant("changed_at").notNull().defaultNow(),
    changedBy: uuid("changed_by").references(() => users.id),
  },
  (t) => [
    check(
      "engagements_length",
      noLongerThan(1_000, t.slug, t.engagementType, t.partnerRole, t.solutionArea),
    ),
    check("engagements_slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("engagements_consents_positive", sql`${t.consentsPerCustomer} between 1 and 20`),
    check(
      "engagements_days_in_order",
      sql`${t.availableUntil} >= ${t.availableFrom} and ${t.lastDayToAdd} >= ${t.availableFrom}`,
    ),
  ],
);

/**
 * What an approved claim pays, in the programme's currency (P13), by market band; null: not offered there. Of a round it
 * is the one that became valid last on the day of its consent (D16), and stays once it was paid by.
 */
export const engagementRates = pgTable(
  "engagement_rates",
  {
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagements.id, { onDelete: "cascade" }),
    band: text("band")
      .notNull()
      .references(() => marketBands.key),
    validFrom: date("valid_from").notNull(),
    amountMinor: minorUnits("amount_minor"),
    /** P6: who wrote it; null: the product itself. */
    proposedBy: uuid("proposed_by").references(() => users.id),
    /** P6: since when it counts; null: it waits for another editor to agree. */
    agreedAt: instant("agreed_at").defaultNow(),
    agreedBy: uuid("agreed_by").references(() => users.id),
    /** P6: who wants to take it back; another catalogue editor does. */
    removalBy: uuid("removal_by").references(() => users.id),
  },
  (t) => [
    check("engagement_rates_length", noLongerThan(10_000, t.band)),
    primaryKey({ columns: [t.engagementId, t.band, t.validFrom] }),
    check("engagement_rates_amount", isAmount(t.amountMinor)),
  ],
);
