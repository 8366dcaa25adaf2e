import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { versionAt } from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import { comparisons, enrolmentStates, payeeStates } from "@/db/schema/states";
import { worksAt } from "../../access/authorize";
import { prepared, type PartnerUser, type Tx } from "../../ctx";
import { money } from "../../money";
import { spells, spellsSql } from "../../partners/qualifications/queries";
import { qualificationsOn } from "../../partners/qualifications/rules";
import { dateIn } from "../../time/deadline";
import { bandOfCountry, programmeCurrency } from "../queries";

const localized = z.object({ en: z.string(), nl: z.string() });
const criterion = z.object({
  metric: z.string(),
  operator: z.enum(comparisons),
  value: z.number(),
});
const offer = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  solutionArea: z.string(),
  engagementType: z.string(),
  partnerRole: z.string(),
  hasCustomers: z.boolean(),
  summary: localized,
  availableFrom: z.string(),
  availableUntil: z.string().nullable(),
  lastDayToAdd: z.string().nullable(),
  consentsPerCustomer: z.number(),
  consentDays: z.number(),
  deliveryDays: z.number(),
  reviewDays: z.number(),
  disputeDays: z.number(),
  partnerCriteria: z.object({
    anyOf: z.array(z.string()),
    allOf: z.array(z.string()),
    countries: z.array(z.string()).nullable(),
  }),
  customerCriteria: z.array(z.union([criterion, z.object({ anyOf: z.array(criterion) })])),
  customerCountries: z.array(z.string()).nullable(),
  poe: z.array(
    z.object({
      kind: z.string(),
      optional: z.literal(true).optional(),
      fileTypes: z.array(z.string()).optional(),
      note: localized.optional(),
      templates: z
        .array(z.object({ url: z.string(), version: z.string(), validFrom: z.string() }))
        .optional(),
    }),
  ),
  resources: z.array(z.object({ title: localized, url: z.string() })),
  demonstrationThresholds: z.boolean(),
  rates: z.array(z.object({ band: z.string(), validFrom: z.string(), amount: money.nullable() })),
});
const place = z.object({
  id: z.string(),
  mpnId: z.string(),
  name: z.string(),
  city: z.string(),
  country: z.string(),
  timeZone: z.string(),
  enrolment: z.enum(enrolmentStates),
  payeeProfile: z.enum(payeeStates),
  spells,
  band: z.string(),
});

/** An engagement with all its rates. */
export type Offer = z.infer<typeof offer>;
const offered = offer.pick({
  id: true,
  slug: true,
  name: true,
  solutionArea: true,
  hasCustomers: true,
  availableFrom: true,
  availableUntil: true,
  lastDayToAdd: true,
  partnerCriteria: true,
  customerCriteria: true,
  customerCountries: true,
  rates: true,
});
/** Of an engagement what decides on who may begin with it, with whom, and what it pays the company. */
export type Offered = z.infer<typeof offered>;
/** A location with its market band; `mine` when the actor holds an incentives role on it (S20). */
export type Place = Omit<z.infer<typeof place>, "spells"> & {
  /** What counts on the day of the question there (P26). */
  qualifications: string[];
  mine: boolean;
};

/**
 * The catalogue by name, or the one engagement of a slug, and all locations of the actor's company
 * by name. One statement.
 */
export async function getCatalogue(
  tx: Tx<PartnerUser>,
  slug: string | null = null,
): Promise<Catalogue> {
  const query = prepared(tx.db, slug === null ? "catalogue" : "catalogue of one", (db, name) =>
    db
      .select(catalogueColumns(slug !== null))
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const [row] = await query.execute({
    slug,
    partnerId: tx.actor.partnerId,
    now: tx.now.toISOString(),
  });
  return catalogueIn(tx, row);
}

export type Catalogue = { offers: Offer[]; places: Place[]; bands: string[] };

/**
 * The catalogue as columns of somebody else's statement, with placeholders `partnerId` and `now`.
 * @param one the engagement of placeholder `slug` alone
 */
export function catalogueColumns(one = false) {
  return { offers: offersSql(one), places: placesSql, bands: bandsSql };
}

/** What `catalogueColumns` read. */
export function catalogueIn(
  tx: Tx<PartnerUser>,
  row: { offers: unknown; places: unknown; bands: unknown } | undefined,
): Catalogue {
  return {
    offers: z.array(offer).parse(row?.offers),
    bands: z.array(z.string()).parse(row?.bands),
    places: placesIn(tx, row?.places),
  };
}

/** The same of `Offered` alone, at the rates of the company's own market bands: a third of it, for pages about customers. */
export function offeredColumns() {
  return { offers: offeredSql, places: placesSql };
}

/** What `offeredColumns` read. */
export function offeredIn(
  tx: Tx<PartnerUser>,
  row: { offers: unknown; places: unknown } | undefined,
): { offers: Offered[]; places: Place[] } {
  return { offers: z.array(offered).parse(row?.offers), places: placesIn(tx, row?.places) };
}

function placesIn(tx: Tx<PartnerUser>, found: unknown): Place[] {
  return z
    .array(place)
    .parse(found)
    .map(({ spells: all, ...one }) => ({
      ...one,
      qualifications: qualificationsOn(dateIn(tx.now, one.timeZone), all),
      mine: worksAt(tx.actor, one.id),
    }));
}

const offersSql = (one: boolean) => sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', e.id, 'slug', e.slug, 'name', v.name, 'solutionArea', e.solution_area,
    'engagementType', e.engagement_type, 'partnerRole', e.partner_role, 'hasCustomers', p.with_customers, 'summary', v.summary,
    'availableFrom', e.available_from, 'availableUntil', e.available_until,
    'lastDayToAdd', e.last_day_to_add, 'consentsPerCustomer', e.consents_per_customer,
    'consentDays', v.consent_days, 'deliveryDays', v.delivery_days, 'reviewDays', v.review_days,
    'disputeDays', v.dispute_days, 'partnerCriteria', v.partner_criteria,
    'customerCriteria', v.customer_criteria, 'customerCountries', v.customer_countries,
    'poe', v.poe, 'resources', v.resources, 'demonstrationThresholds', v.demonstration_thresholds,
    'rates', ${ratesSql(sql``)}
  ) order by v.name), '[]')
  from engagements e join partner_roles p on p.key = e.partner_role
    join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${sql.placeholder("now")}`)} ${one ? sql`where e.slug = ${sql.placeholder("slug")}` : sql``})`;

const ratesSql = (which: SQL) => sql`coalesce((
      select jsonb_agg(jsonb_build_object('band', r.band, 'validFrom', r.valid_from, 'amount', ${moneyOf(sql`r.amount_minor`, programmeCurrency)})
        order by r.valid_from desc, r.band)
      from engagement_rates r where r.engagement_id = e.id and r.agreed_at is not null ${which}), '[]')`;

const ownBands = sql`(select array_agg(distinct ${bandOfCountry(sql`l.country`)}) from locations l where l.partner_id = ${sql.placeholder("partnerId")})`;

const offeredSql = sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', e.id, 'slug', e.slug, 'name', v.name, 'solutionArea', e.solution_area, 'hasCustomers', p.with_customers,
    'availableFrom', e.available_from, 'availableUntil', e.available_until, 'lastDayToAdd', e.last_day_to_add,
    'partnerCriteria', v.partner_criteria, 'customerCriteria', v.customer_criteria, 'customerCountries', v.customer_countries,
    'rates', ${ratesSql(sql`and r.band = any (own.bands)`)}) order by v.name), '[]')
  from (select ${ownBands} as bands) own, engagements e join partner_roles p on p.key = e.partner_role
    join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${sql.placeholder("now")}`)})`;

const placesSql = sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', l.id, 'mpnId', l.mpn_id, 'name', l.name, 'city', l.city, 'country', l.country,
    'timeZone', l.time_zone, 'enrolment', l.enrolment, 'payeeProfile', l.payee_profile,
    'spells', ${spellsSql}, 'band', ${bandOfCountry(sql`l.country`)}
  ) order by l.name, l.mpn_id), '[]')
  from locations l
  where l.partner_id = ${sql.placeholder("partnerId")})`;

const bandsSql = sql<unknown>`(select coalesce(jsonb_agg(key order by key), '[]') from market_bands)`;
