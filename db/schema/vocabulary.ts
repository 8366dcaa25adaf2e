import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { instant, isCurrency, noLongerThan } from "./columns";
import { users } from "./partners";
import { metricUnits, qualificationKinds } from "./states";

/** A word of the programme (P9): its key never changes, for catalogue and imports name it; its labels do. */
const word = () => ({
  key: text("key").primaryKey(),
  /** What the log knows it by. */
  id: uuid("id").notNull().defaultRandom().unique(),
  labelEn: text("label_en").notNull(),
  labelNl: text("label_nl").notNull(),
  /** Goes up with each change (P4). */
  revision: integer("revision").notNull().default(1),
  changedAt: instant("changed_at").notNull().defaultNow(),
  changedBy: uuid("changed_by").references(() => users.id),
});
const isWord = (
  table: string,
  { key, labelEn, labelNl }: Record<"key" | "labelEn" | "labelNl", AnyPgColumn>,
) => [
  check(`${table}_key_form`, sql`${key} ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'`),
  check(`${table}_labelled`, sql`${labelEn} <> '' and ${labelNl} <> ''`),
  check(`${table}_length`, noLongerThan(200, key, labelEn, labelNl)),
];

/** P10: what is measured of a tenant; imports and criteria take it by its key. */
export const metrics = pgTable(
  "metrics",
  {
    ...word(),
    unit: text("unit", { enum: metricUnits }).notNull(),
    /** Whole numbers alone. */
    whole: boolean("whole").notNull(),
    /** Of money. */
    currency: text("currency"),
  },
  (t) => [
    ...isWord("metrics", t),
    check("metrics_unit", sql`${t.unit} in ('count', 'share', 'amount')`),
    check("metrics_currency", sql`(${t.unit} = 'amount') = (${t.currency} is not null)`),
    check("metrics_currency_form", isCurrency(t.currency)),
    check("metrics_whole", sql`not (${t.whole} and ${t.unit} = 'share')`),
  ],
);

/** P26: what a location can be qualified for. */
export const qualifications = pgTable(
  "qualifications",
  { ...word(), kind: text("kind", { enum: qualificationKinds }).notNull() },
  (t) => [
    ...isWord("qualifications", t),
    check(
      "qualifications_kind",
      sql`${t.kind} in ('designation', 'specialization', 'agreement', 'other')`,
    ),
  ],
);

/**
 * P14: what a claim's proof is made of: files, but for `partner_survey` and `customer_survey`. Of an `invoice` number and amount
 * are asked for; `findings_and_recommendations` are written after the workshop.
 */
export const proofKinds = pgTable("proof_kinds", word(), (t) => isWord("proof_kinds", t));

/** W12: why a claim is given back or rejected. */
export const reviewReasons = pgTable(
  "review_reasons",
  {
    ...word(),
    /** With what something is wrong: keys of kinds of proof, `files`, `surveys`, `general` (the whole claim); with commas. */
    about: text("about").notNull(),
  },
  (t) => [
    ...isWord("review_reasons", t),
    check("review_reasons_about", noLongerThan(2_000, t.about)),
    check("review_reasons_about_said", sql`${t.about} <> ''`),
  ],
);

/** Where an engagement stands in the overview. */
export const solutionAreas = pgTable("solution_areas", word(), (t) => isWord("solution_areas", t));

/** What a partner does in an engagement. */
export const partnerRoles = pgTable(
  "partner_roles",
  {
    ...word(),
    /** S1, S2: customers are worked with. */
    withCustomers: boolean("with_customers").notNull(),
  },
  (t) => isWord("partner_roles", t),
);

/** Section 7: the days that a new engagement of this type begins with. */
export const engagementTypes = pgTable(
  "engagement_types",
  {
    ...word(),
    consentDays: integer("consent_days").notNull(),
    deliveryDays: integer("delivery_days").notNull(),
    reviewDays: integer("review_days").notNull(),
    disputeDays: integer("dispute_days").notNull(),
  },
  (t) => [
    ...isWord("engagement_types", t),
    check(
      "engagement_types_days_positive",
      sql`${t.consentDays} > 0 and ${t.deliveryDays} > 0 and ${t.reviewDays} > 0 and ${t.disputeDays} > 0`,
    ),
  ],
);

/** D16: by which rates differ; every country that none of them names is in the one that is for the others. */
export const marketBands = pgTable(
  "market_bands",
  { ...word(), elsewhere: boolean("elsewhere").notNull().default(false) },
  (t) => [
    ...isWord("market_bands", t),
    uniqueIndex("market_bands_one_elsewhere")
      .on(t.elsewhere)
      .where(sql`elsewhere`),
  ],
);

/** P6: which countries a band is to have once another catalogue editor agrees; one proposal a band at a time. */
export const bandProposals = pgTable(
  "band_proposals",
  {
    band: text("band")
      .primaryKey()
      .references(() => marketBands.key, { onDelete: "cascade" }),
    /** What somebody agrees to is what was on their page. */
    id: uuid("id").notNull().defaultRandom().unique(),
    elsewhere: boolean("elsewhere").notNull(),
    /** As `countries` of a form: by their two letters, in order, with commas. */
    countries: text("countries").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    proposedBy: uuid("proposed_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [check("band_proposals_length", noLongerThan(2_000, t.band, t.countries))],
);

export const marketCountries = pgTable(
  "market_countries",
  {
    country: text("country").primaryKey(),
    band: text("band")
      .notNull()
      .references(() => marketBands.key),
  },
  (t) => [
    check("market_countries_form", sql`${t.country} ~ '^[A-Z]{2}$'`),
    check("market_countries_length", noLongerThan(200, t.band)),
  ],
);
