import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { workshopClaims } from "./claims";
import { instant, minorUnits, sortedText } from "./columns";
import { claimStatuses } from "./states";

/**
 * What the list of claims shows: one row for each workshop claim. Database triggers keep it equal to
 * the facts (`refresh_claim_line`); no verb writes it. `due_at` is the claim's own: the end of the
 * partner's clock, far in the future when none runs. `status` is a text: equality of an enum is not
 * leakproof, and row-level security would keep it out of the indexes.
 */
export const claimLines = pgTable(
  "claim_lines",
  {
    claimId: uuid("claim_id").notNull(),
    partnerId: uuid("partner_id").notNull(),
    number: integer("number").notNull(),
    engagementId: uuid("engagement_id").notNull(),
    tenantId: uuid("tenant_id").notNull(),
    locationId: uuid("location_id").notNull(),
    /** K6: to whom its round was given, else who began it. */
    ownerId: uuid("owner_id"),
    timeZone: text("time_zone").notNull(),
    status: text("status", { enum: claimStatuses }).notNull(),
    dueAt: instant("due_at").notNull(),
    name: sortedText("name").notNull(),
    friendlyName: text("friendly_name"),
    payoutMinor: minorUnits("payout_minor"),
    currency: text("currency"),
    /** The words that it is found by (`customer_search`). */
    search: text("search").notNull(),
    /** The surveys whose last e-mail did not arrive; `closed`: the customer's contact can be none any more (D19). */
    lostSurveys: text("lost_surveys", { enum: ["partner", "customer", "closed"] })
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.claimId] }),
    index("claim_lines_search").using("gin", t.partnerId, sql`search gin_trgm_ops`),
    uniqueIndex("claim_lines_by_number").on(t.partnerId, t.number),
    index("claim_lines_by_due").on(t.partnerId, t.dueAt, t.number),
    index("claim_lines_by_name").on(t.partnerId, t.name, t.number),
    index("claim_lines_by_status_number").on(t.partnerId, t.status, t.number),
    index("claim_lines_by_status_due").on(t.partnerId, t.status, t.dueAt, t.number),
    index("claim_lines_by_status_name").on(t.partnerId, t.status, t.name, t.number),
    index("claim_lines_by_place_number").on(
      t.partnerId,
      t.locationId,
      t.engagementId,
      t.status,
      t.number,
    ),
    index("claim_lines_by_place_due").on(
      t.partnerId,
      t.locationId,
      t.engagementId,
      t.status,
      t.dueAt,
      t.number,
    ),
    index("claim_lines_by_place_name").on(
      t.partnerId,
      t.locationId,
      t.engagementId,
      t.status,
      t.name,
      t.number,
    ),
    index("claim_lines_by_owner").on(t.partnerId, t.ownerId, t.dueAt, t.number),
    index("claim_lines_by_tenant").on(t.tenantId, t.partnerId),
    index("claim_lines_to_fix")
      .on(t.partnerId, t.locationId, t.dueAt, t.claimId)
      .where(sql`status in ('action_required', 'rejected')`),
    index("claim_lines_lost_mail")
      .on(t.partnerId, t.locationId, t.dueAt, t.claimId)
      .where(sql`lost_surveys <> '{}'`),
    foreignKey({
      name: "claim_lines_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
  ],
);

/** Rows of `claim_lines` by location, engagement and status. */
export const claimCounts = pgTable(
  "claim_counts",
  {
    partnerId: uuid("partner_id").notNull(),
    locationId: uuid("location_id").notNull(),
    engagementId: uuid("engagement_id").notNull(),
    status: text("status", { enum: claimStatuses }).notNull(),
    count: integer("count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.partnerId, t.locationId, t.engagementId, t.status] })],
);
