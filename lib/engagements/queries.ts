import { asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import {
  engagementRates,
  engagements,
  engagementVersions,
  marketBands,
  marketCountries,
  partnerRoles,
  qualifications,
  versionAt,
} from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import type { Bands, Rate } from "./rules";

const { revision: _, changedAt: __, changedBy: ___, ...own } = getTableColumns(engagements);
const { name, summary, consentDays, deliveryDays, reviewDays, disputeDays, ...rest } =
  getTableColumns(engagementVersions);
const { clockStandsStill, partnerCriteria, customerCriteria, customerCountries } = rest;
const { poe, surveys, resources, demonstrationThresholds } = rest;

/** What a version says. */
export const versionColumns = {
  name,
  summary,
  consentDays,
  deliveryDays,
  reviewDays,
  disputeDays,
  clockStandsStill,
  partnerCriteria,
  customerCriteria,
  customerCountries,
  poe,
  surveys,
  resources,
  demonstrationThresholds,
};

/** An engagement as it is today (P8). */
export type Engagement = Awaited<ReturnType<typeof listEngagements>>[number];

/** One engagement by its slug, as it is today. Throws `not_found`. */
export async function getEngagement(tx: Tx, slug: string): Promise<Engagement> {
  const [engagement] = await held(tx).where(eq(engagements.slug, slug));
  if (!engagement) throw new Refusal("not_found");
  return engagement;
}

/** The same, when customers are worked with for it (S1, S2). Throws `not_found`. */
export async function getWorkshop(tx: Tx, slug: string): Promise<Engagement> {
  const engagement = await getEngagement(tx, slug);
  if (!engagement.hasCustomers) throw new Refusal("not_found");
  return engagement;
}

/** The whole catalogue by name, as it is today; engagements that are over or still to come included. */
export function listEngagements(tx: Tx) {
  return held(tx).orderBy(asc(engagementVersions.name));
}

function held(tx: Tx) {
  return tx.db
    .select({
      ...own,
      hasCustomers: partnerRoles.withCustomers,
      versionId: engagementVersions.id,
      ...versionColumns,
    })
    .from(engagements)
    .innerJoin(partnerRoles, eq(partnerRoles.key, engagements.partnerRole))
    .innerJoin(
      engagementVersions,
      eq(engagementVersions.id, versionAt(engagements.id, sql`${tx.now.toISOString()}`)),
    );
}

/** All rates of an engagement, or of all of them, the newest first. */
export function listRates(
  tx: Tx,
  engagementId?: string,
): Promise<(Rate & { engagementId: string })[]> {
  return tx.db
    .select({
      engagementId: engagementRates.engagementId,
      band: engagementRates.band,
      validFrom: engagementRates.validFrom,
      amount: moneyOf(engagementRates.amountMinor, programmeCurrency),
    })
    .from(engagementRates)
    .where(
      sql`${engagementRates.agreedAt} is not null and ${engagementId === undefined ? sql`true` : eq(engagementRates.engagementId, engagementId)}`,
    )
    .orderBy(desc(engagementRates.validFrom), asc(engagementRates.band));
}

/** What rates are in (P13). */
export const programmeCurrency = sql`(select currency from programme)`;

/** The market band of a location, by its country (D16). */
export const bandOfCountry = (country: ReturnType<typeof sql>) => sql<string>`coalesce(
  (select m.band from market_countries m where m.country = ${country}),
  (select m.key from market_bands m where m.elsewhere), '')`;

/** What locations can be qualified for. */
export async function listQualificationKeys(tx: Tx): Promise<string[]> {
  return (await tx.db.select({ key: qualifications.key }).from(qualifications)).map(
    ({ key }) => key,
  );
}

/** The market bands by key, with their countries. */
export async function getBands(tx: Tx): Promise<Bands> {
  const rows = await tx.db
    .select({
      key: marketBands.key,
      elsewhere: marketBands.elsewhere,
      countries: sql<string[]>`array(select ${marketCountries.country} from ${marketCountries}
        where ${marketCountries.band} = ${marketBands}.key order by 1)`,
    })
    .from(marketBands)
    .orderBy(asc(marketBands.key));
  return rows;
}
