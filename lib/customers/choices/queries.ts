import { sql } from "drizzle-orm";
import type { PartnerUser, Tx } from "../../ctx";
import { findFacts } from "../../eligibility/queries";
import { locationEligibility, tenantEligibility, type Barred } from "../../eligibility/rules";
import { getBands, listEngagements, listRates, type Engagement } from "../../engagements/queries";
import { bandOf, isOpenToAdd, rateAt, type Bands, type Rate } from "../../engagements/rules";
import { listLocations, type Location } from "../../partners/queries";
import { earningGaps } from "../../partners/rules";
import { standingTenant } from "../../tenants/queries";
import { dateIn } from "../../time/deadline";
import {
  hindrance,
  locationHindrance,
  type Hindrance,
  type LocationHindrance,
} from "../drafts/rules";

type Market = { rates: ReadonlyMap<string, Rate[]>; bands: Bands };

export type LocationChoice = { location: Location; hindrance: LocationHindrance | null };

/** S20: the company's locations by name, each with why it cannot be chosen for an engagement. */
export async function listLocationChoices(
  tx: Tx<PartnerUser>,
  engagement: Engagement,
): Promise<LocationChoice[]> {
  const market = await getMarket(tx);
  return (await listLocations(tx)).map(({ mine, ...location }) => ({
    location,
    hindrance: locationHindrance({
      mine,
      openToAdd: isOpenToAdd(engagement, tx.now, location.timeZone),
      gaps: earningGaps(location),
      criteriaMet: locationMet(tx, engagement, location, market),
    }),
  }));
}

export type WorkshopChoice = {
  engagement: Engagement;
  hindrance: Hindrance | null;
  /** P18: why the tenant is not allowed to take part; null: it is. */
  barred: Barred | null;
};

/**
 * S29–S31, D1: the catalogue by name, each workshop with why it cannot be chosen for this tenant at
 * this location. An unknown tenant meets no criteria.
 */
export async function listWorkshopChoices(
  tx: Tx<PartnerUser>,
  { tenantId: chosen, location }: { tenantId: string; location: Location },
): Promise<WorkshopChoice[]> {
  const tenantId = await standingTenant(tx, chosen);
  const catalogue = await listEngagements(tx);
  const market = await getMarket(tx);
  const facts = await findFacts(tx, tenantId);
  const elsewhere = await listRounds(tx, tenantId);
  return catalogue
    .filter((one) => one.hasCustomers)
    .map((engagement) => ({
      engagement,
      barred: facts?.barred ?? null,
      hindrance: hindrance({
        underWay: elsewhere.get(engagement.id)?.mine ?? false,
        openToAdd: isOpenToAdd(engagement, tx.now, location.timeZone),
        locationMet: locationMet(tx, engagement, location, market),
        criteriaMet: facts !== null && tenantEligibility(engagement, facts).met,
        taken: elsewhere.get(engagement.id)?.taken ?? null,
      }),
    }));
}

type Round = { engagement_id: string; mine: boolean; taken: "consent" | "done" | null };

/** What stands with this tenant by engagement: the company's own rounds, and others' consents. */
async function listRounds(tx: Tx<PartnerUser>, tenantId: string): Promise<Map<string, Round>> {
  const now = tx.now.toISOString();
  const { rows } = await tx.db.execute<Round>(sql`
    select e.id as engagement_id, e.id in (select under_way(${tenantId}, ${now})) as mine,
      taken_by_others(${tx.actor.partnerId}, e.id, ${tenantId}, ${now}) as taken
    from engagements e`);
  return new Map(rows.map((row) => [row.engagement_id, row]));
}

async function getMarket(tx: Tx<PartnerUser>): Promise<Market> {
  const rates = new Map<string, Rate[]>();
  for (const { engagementId, ...rate } of await listRates(tx))
    rates.set(engagementId, [...(rates.get(engagementId) ?? []), rate]);
  return { rates, bands: await getBands(tx) };
}

function locationMet(
  tx: Tx<PartnerUser>,
  engagement: Engagement,
  location: Location,
  { rates, bands }: Market,
): boolean {
  const band = bandOf(bands, location.country);
  const today = dateIn(tx.now, location.timeZone);
  const amount = rateAt(rates.get(engagement.id) ?? [], band, today)?.amount ?? null;
  return locationEligibility(engagement, { ...location, band, amount }).met;
}
