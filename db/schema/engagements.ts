import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { id, isAmount, minorUnits, noLongerThan } from "./columns";

export type Operator = ">=" | "<" | ">" | "<=" | "=";
export type CustomerCriterion = { metric: string; operator: Operator; value: number };
export type PartnerCriteria = { anyOf: string[]; allOf: string[]; countries: string[] | null };
export type Localized = { en: string; nl: string };
export type PoeRequirement = {
  kind: "invoice" | "findings_and_recommendations" | "partner_survey" | "customer_survey";
  templateUrl: string | null;
  /** The template's version, as it stands in the file; null where there is none. */
  templateVersion?: string | null;
};
export type Surveys = { partner: SurveyQuestion[]; customer: SurveyQuestion[] };
export type SurveyQuestion = {
  id: string;
  /** A rating goes from 1 (worst) to 5 (best); a date is a calendar day, YYYY-MM-DD. */
  kind: "rating" | "choice" | "yes_no" | "date" | "text";
  label: Localized;
  required: boolean;
  options?: { value: string; label: Localized }[];
  /** Asked only of whom gave one of these answers to an earlier question. */
  onlyIf?: { question: string; values: string[] };
};
export type Resource = { title: Localized; url: string };

export const engagements = pgTable(
  "engagements",
  {
    id: id(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    solutionArea: text("solution_area").notNull(),
    engagementType: text("engagement_type").notNull(),
    partnerRole: text("partner_role").notNull(),
    summary: jsonb("summary").$type<Localized>().notNull(),
    availableFrom: date("available_from").notNull(),
    availableUntil: date("available_until"),
    lastDayToAdd: date("last_day_to_add"),
    consentsPerCustomer: integer("consents_per_customer").notNull().default(1),
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
  },
  (t) => [
    check(
      "engagements_length",
      noLongerThan(
        500_000,
        t.slug,
        sql`${t.customerCountries}::text`,
        sql`${t.customerCriteria}::text`,
        t.engagementType,
        t.name,
        sql`${t.partnerCriteria}::text`,
        t.partnerRole,
        sql`${t.poe}::text`,
        sql`${t.resources}::text`,
        t.solutionArea,
        sql`${t.summary}::text`,
        sql`${t.surveys}::text`,
      ),
    ),
    check("engagements_slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check(
      "engagements_days_positive",
      sql`${t.consentDays} > 0 and ${t.deliveryDays} > 0 and ${t.reviewDays} > 0 and ${t.disputeDays} > 0`,
    ),
    check("engagements_consents_positive", sql`${t.consentsPerCustomer} between 1 and 20`),
  ],
);

/** What an approved claim pays, in the programme's currency (P13), by market band; null: not offered there. */
export const engagementRates = pgTable(
  "engagement_rates",
  {
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagements.id, { onDelete: "cascade" }),
    band: text("band", { enum: ["A", "B", "C"] }).notNull(),
    validFrom: date("valid_from").notNull(),
    amountMinor: minorUnits("amount_minor"),
  },
  (t) => [
    check("engagement_rates_length", noLongerThan(10_000, t.band)),
    primaryKey({ columns: [t.engagementId, t.band, t.validFrom] }),
    check("engagement_rates_amount", isAmount(t.amountMinor)),
  ],
);

/** Countries of market bands A and B; every other country is in band C. */
export const marketBands = pgTable(
  "market_bands",
  {
    country: text("country").primaryKey(),
    band: text("band", { enum: ["A", "B"] }).notNull(),
  },
  (t) => [check("market_bands_length", noLongerThan(10_000, t.band, t.country))],
);
