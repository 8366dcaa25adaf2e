import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, sortedText, noLongerThan } from "./columns";
import { engagements } from "./engagements";
import { users } from "./partners";
import { barReasons } from "./states";

export const tenants = pgTable(
  "tenants",
  {
    /** The tenant ID (GUID) itself. */
    id: uuid("id").primaryKey(),
    name: sortedText("name").notNull(),
    /** Null: not known yet, of one that was only found by its domain (P24). */
    country: text("country"),
    tpid: bigint("tpid", { mode: "number" }),
    /** P18: the tenant that it was merged into, which has everything of it; only its ID and TPID stay. */
    mergedInto: uuid("merged_into"),
    mergedAt: instant("merged_at"),
    /** P18: why it is not allowed to take part, with the words that partners read. */
    barredFor: text("barred_for", { enum: barReasons }),
    barredNote: text("barred_note"),
    barredAt: instant("barred_at"),
    barredBy: uuid("barred_by").references(() => users.id),
    /** P24: when the identity provider said that it is there; null once somebody says more of it. */
    foundAt: instant("found_at"),
    revision: integer("revision").notNull().default(1),
    /** Who changed it last; null: an import. */
    changedBy: uuid("changed_by").references(() => users.id),
    /** The words of its name, as they are searched; kept by a trigger. */
    search: text("search").notNull().default(""),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    check("tenants_length", noLongerThan(10_000, t.name, t.search, t.barredFor, t.barredNote)),
    foreignKey({ name: "tenants_merged_into", columns: [t.mergedInto], foreignColumns: [t.id] }),
    index("tenants_merged")
      .on(t.mergedInto)
      .where(sql`merged_into is not null`),
    check(
      "tenants_merged_whole",
      sql`(${t.mergedInto} is null) = (${t.mergedAt} is null) and ${t.mergedInto} is distinct from ${t.id}`,
    ),
    check(
      "tenants_barred_whole",
      sql`(${t.barredFor} is null) = (${t.barredAt} is null) and (${t.barredFor} is null) = (${t.barredBy} is null)
        and (${t.barredFor} is not null or ${t.barredNote} is null)
        and ${t.barredFor} in ('public_sector', 'partners_own', 'wrong_cloud', 'other', 'not_listed')
        and (${t.barredFor} <> 'other' or length(trim(coalesce(${t.barredNote}, ''))) > 0)`,
    ),
    index("tenants_tpid").on(t.tpid),
    index("tenants_by_name").on(t.name, t.id),
    index("tenants_search").using("gin", sql`search gin_trgm_ops`),
    check("tenants_country_code", sql`${t.country} ~ '^[A-Z]{2}$'`),
    check("tenants_tpid_positive", sql`${t.tpid} > 0`),
  ],
);

/** E-mail domains in ASCII (punycode), lower case; a domain belongs to one tenant. */
export const tenantDomains = pgTable(
  "tenant_domains",
  {
    domain: text("domain").primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
  },
  (t) => [
    check("tenant_domains_length", noLongerThan(300, t.domain)),
    index("tenant_domains_tenant").on(t.tenantId),
    index("tenant_domains_prefix").on(sql`${t.domain} text_pattern_ops`),
    check("tenant_domains_ascii_lower", sql`${t.domain} ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$'`),
  ],
);

/** Usage facts of one month (first day of it); a metric that is not known is not there. */
export const tenantUsage = pgTable(
  "tenant_usage",
  {
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    month: date("month").notNull(),
    metrics: jsonb("metrics").$type<Record<string, number>>().notNull(),
  },
  (t) => [
    check("tenant_usage_length", noLongerThan(100_000, sql`${t.metrics}::text`)),
    primaryKey({ columns: [t.tenantId, t.month] }),
    check("tenant_usage_first_of_month", sql`extract(day from ${t.month}) = 1`),
  ],
);

/**
 * The result of an engagement's customer criteria for a tenant, for the tenants that some partner
 * knows or works with. Written by the rule engine whenever its facts change.
 */
export const tenantEligibility = pgTable(
  "tenant_eligibility",
  {
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagements.id, { onDelete: "cascade" }),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    met: boolean("met").notNull(),
    /** K2: not met, but only little is missing (`isNear`). */
    near: boolean("near").notNull().default(false),
    evaluatedAt: instant("evaluated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.engagementId, t.tenantId] }),
    check("tenant_eligibility_near_is_unmet", sql`not (met and near)`),
    index("tenant_eligibility_tenant").on(t.tenantId),
  ],
);
