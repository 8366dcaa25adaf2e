import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, sortedText, noLongerThan } from "./columns";
import { engagements } from "./engagements";

export const tenants = pgTable(
  "tenants",
  {
    /** The tenant ID (GUID) itself. */
    id: uuid("id").primaryKey(),
    name: sortedText("name").notNull(),
    country: text("country").notNull(),
    tpid: bigint("tpid", { mode: "number" }),
    /** The words of its name, as they are searched; kept by a trigger. */
    search: text("search").notNull().default(""),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    check("tenants_length", noLongerThan(10_000, t.name, t.search)),
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
    evaluatedAt: instant("evaluated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.engagementId, t.tenantId] }),
    index("tenant_eligibility_tenant").on(t.tenantId),
  ],
);
