import { sql, type SQLWrapper } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, noLongerThan } from "./columns";
import { engagements } from "./engagements";
import { users } from "./partners";
import type {
  CustomerCriterion,
  Localized,
  PartnerCriteria,
  PoeRequirement,
  Resource,
  Surveys,
} from "./states";

/**
 * P8: what an engagement is from a day on, in the programme's time zone, until the next version's. Once published it
 * never changes; before its day it can be taken back. A round keeps the one under which it began.
 */
export const engagementVersions = pgTable(
  "engagement_versions",
  {
    id: id(),
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagements.id),
    number: integer("number").notNull(),
    name: text("name").notNull(),
    summary: jsonb("summary").$type<Localized>().notNull(),
    consentDays: integer("consent_days").notNull(),
    deliveryDays: integer("delivery_days").notNull(),
    reviewDays: integer("review_days").notNull(),
    disputeDays: integer("dispute_days").notNull(),
    /** D17: the partner's clock stands still while the operator holds the claim. */
    clockStandsStill: boolean("clock_stands_still").notNull().default(false),
    partnerCriteria: jsonb("partner_criteria").$type<PartnerCriteria>().notNull(),
    customerCriteria: jsonb("customer_criteria").$type<CustomerCriterion[]>().notNull(),
    customerCountries: text("customer_countries").array(),
    poe: jsonb("poe").$type<PoeRequirement[]>().notNull(),
    /** The questions of the partner survey and the customer survey (W4). */
    surveys: jsonb("surveys").$type<Surveys>().notNull().default({ partner: [], customer: [] }),
    resources: jsonb("resources").$type<Resource[]>().notNull(),
    demonstrationThresholds: boolean("demonstration_thresholds").notNull().default(false),
    /** The day from which it holds; null: nobody named one yet. */
    holdsFrom: date("holds_from"),
    /** P6: who named the day, and waits for another editor to agree. */
    proposedAt: instant("proposed_at"),
    proposedBy: uuid("proposed_by").references(() => users.id),
    /** Null: a draft. */
    publishedAt: instant("published_at"),
    /** Who published it, or agreed; null: the product itself. */
    publishedBy: uuid("published_by").references(() => users.id),
    /** Taken back before its day. */
    withdrawnAt: instant("withdrawn_at"),
    withdrawnBy: uuid("withdrawn_by").references(() => users.id),
    /** Of the draft: goes up with each change (P4). */
    revision: integer("revision").notNull().default(1),
    changedAt: instant("changed_at").notNull().defaultNow(),
    changedBy: uuid("changed_by").references(() => users.id),
  },
  (t) => [
    check(
      "engagement_versions_length",
      noLongerThan(
        500_000,
        sql`${t.customerCountries}::text`,
        sql`${t.customerCriteria}::text`,
        t.name,
        sql`${t.partnerCriteria}::text`,
        sql`${t.poe}::text`,
        sql`${t.resources}::text`,
        sql`${t.summary}::text`,
        sql`${t.surveys}::text`,
      ),
    ),
    unique("engagement_versions_number").on(t.engagementId, t.number),
    unique("engagement_versions_of").on(t.engagementId, t.id),
    /** Exactly one holds on a day. */
    uniqueIndex("engagement_versions_one_a_day")
      .on(t.engagementId, t.holdsFrom)
      .where(sql`published_at is not null and withdrawn_at is null`),
    uniqueIndex("engagement_versions_one_draft")
      .on(t.engagementId)
      .where(sql`published_at is null`),
    check(
      "engagement_versions_days_positive",
      sql`${t.consentDays} > 0 and ${t.deliveryDays} > 0 and ${t.reviewDays} > 0 and ${t.disputeDays} > 0`,
    ),
    check(
      "engagement_versions_day_named",
      sql`${t.holdsFrom} is not null or num_nonnulls(${t.proposedAt}, ${t.publishedAt}) = 0`,
    ),
    check(
      "engagement_versions_withdrawn_once",
      sql`${t.withdrawnAt} is null or ${t.publishedAt} is not null`,
    ),
  ],
);

/**
 * The id of the version that holds at an instant: what a join of engagements to their versions asks (P8). The same as
 * the database's `version_at`, of which one that only reads needs no more than this.
 */
export const versionAt = (engagement: SQLWrapper, at: SQLWrapper) =>
  sql<string>`(select held.id from engagement_versions held
    where held.engagement_id = ${engagement} and held.published_at is not null and held.withdrawn_at is null
      and held.holds_from <= (${at}::timestamptz at time zone coalesce((select time_zone from programme), 'UTC'))::date
    order by held.holds_from desc limit 1)`;
