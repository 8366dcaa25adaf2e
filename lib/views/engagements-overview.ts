import { authorize } from "../access/authorize";
import type { PartnerUser, Tx } from "../ctx";
import { countForOverview, type EngagementCounts } from "../customers/overview/queries";
import { placeEligibility } from "../eligibility/places";
import type { LocationCriterion } from "../eligibility/rules";
import { getCatalogue, type Offer, type Place } from "../engagements/catalogue/queries";
import { availability, lastDay } from "../engagements/rules";
import { overviewQuery, type Availability, type OverviewQuery } from "../engagements/schema";
import type { Usual } from "../installation";

export type OverviewLine = {
  slug: string;
  name: string;
  solutionArea: string;
  partnerRole: string;
  availability: Availability;
  availableFrom: string;
  /** Last day to add customers, when it is known. */
  lastDay: string | null;
  /** Enrolled locations of the actor that may earn with it, of how many. */
  eligible: number;
  locations: number;
  /** When none may: what the location that is nearest to it lacks; the location by its city. */
  missing: { location: string; criteria: LocationCriterion[] } | null;
  activeCustomers: number;
  eligibleCustomers: number;
};

export type EngagementsOverview = {
  query: OverviewQuery;
  /** Keys of solution areas, and of partner roles. */
  areas: string[];
  /** How much waits for the partner, as `/attention` lists it; 100 stands for that many or more. */
  attention: number;
  locations: { mpnId: string; name: string }[];
  roles: string[];
  rows: OverviewLine[];
};

/**
 * The engagements overview (section 7): tabs by solution area, and the way to "Attention required". Takes the
 * raw search parameters of its address. Throws `no_role`.
 */
export async function engagementsOverview(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<EngagementsOverview> {
  authorize(tx, "engagements.read");
  const query = overviewQuery.parse(search);
  const { offers, places } = await getCatalogue(tx);
  const mine = places.filter((place) => place.mine && place.enrolment === "enrolled");
  const place = mine.find(({ mpnId }) => mpnId === query.location) ?? null;
  const { counts, attention, timeZone } = await countForOverview(tx, place?.id ?? null);
  const rows = offers
    .map((offer) => lineOf(tx, offer, place ? [place] : mine, { counts, timeZone }))
    .filter((line) => isWanted(line, query, place !== null));
  return {
    query,
    areas: [...new Set(offers.map(({ solutionArea }) => solutionArea))].sort(),
    locations: mine.map(({ mpnId, name }) => ({ mpnId, name })),
    roles: [...new Set(offers.map(({ partnerRole }) => partnerRole))].sort(),
    attention,
    rows,
  };
}

function isWanted(line: OverviewLine, query: OverviewQuery, atOne: boolean): boolean {
  if (query.area !== "" && line.solutionArea !== query.area) return false;
  if (query.availability !== "" && line.availability !== query.availability) return false;
  if (query.role !== "" && line.partnerRole !== query.role) return false;
  if (atOne && line.eligible === 0) return false;
  const text = `${line.name} ${line.solutionArea.replaceAll("-", " ")}`.toLowerCase();
  return query.q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function lineOf(
  { now }: Tx<PartnerUser>,
  offer: Offer,
  places: Place[],
  { counts, timeZone }: { counts: EngagementCounts[] } & Pick<Usual, "timeZone">,
): OverviewLine {
  const results = places.map((place) => ({ place, ...placeEligibility(offer, place, now) }));
  const gaps = results
    .map(({ place, criteria }) => ({
      location: place.city,
      criteria: criteria.filter(({ met }) => !met),
    }))
    .sort((a, b) => a.criteria.length - b.criteria.length);
  const eligible = results.filter(({ met }) => met).length;
  const count = counts.find(({ engagementId }) => engagementId === offer.id);
  return {
    slug: offer.slug,
    name: offer.name,
    solutionArea: offer.solutionArea,
    partnerRole: offer.partnerRole,
    availability: availability(offer, now, places[0]?.timeZone ?? timeZone),
    availableFrom: offer.availableFrom,
    lastDay: lastDay(offer),
    eligible,
    locations: results.length,
    missing: eligible === 0 ? (gaps[0] ?? null) : null,
    activeCustomers: count?.active ?? 0,
    eligibleCustomers: count?.eligible ?? 0,
  };
}
