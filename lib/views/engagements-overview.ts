import { authorize } from "../access/authorize";
import type { PartnerUser, Tx } from "../ctx";
import {
  ATTENTION_SHOWN,
  countForOverview,
  listAttention,
  type AttentionRow,
  type EngagementCounts,
} from "../customers/attention/queries";
import { attentionOf, type Attention } from "../customers/attention/rules";
import type { MailState } from "../customers/rules";
import { placeEligibility } from "../eligibility/places";
import type { LocationCriterion } from "../eligibility/rules";
import { getCatalogue, type Offer, type Place } from "../engagements/catalogue/queries";
import { availability, lastDay } from "../engagements/rules";
import {
  areaSlug,
  overviewQuery,
  type Availability,
  type OverviewQuery,
} from "../engagements/schema";

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

export type AttentionLine = Attention & {
  tenantId: string;
  associationId: string;
  customer: string;
  engagement: { slug: string; name: string };
  consented: boolean;
  requested: boolean;
  mail: MailState | null;
  claimNumber: number | null;
};

export type EngagementsOverview = {
  query: OverviewQuery;
  areas: { slug: string; name: string }[];
  /** How many rounds need attention; 1,000 stands for that many or more. */
  attention: number;
  locations: { mpnId: string; name: string }[];
  roles: string[];
} & (
  | { tab: "engagements"; rows: OverviewLine[] }
  | { tab: "attention"; rows: AttentionLine[]; cut: boolean }
);

/**
 * The engagements overview (section 7): tabs by solution area and "Attention required". Takes the
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
  const common = {
    query,
    areas: named(offers.map(({ solutionArea }) => solutionArea)),
    locations: mine.map(({ mpnId, name }) => ({ mpnId, name })),
    roles: [...new Set(offers.map(({ partnerRole }) => partnerRole))].sort(),
  };
  if (query.area === "attention") return { ...common, ...(await attentionTab(tx, offers)) };

  const place = mine.find(({ mpnId }) => mpnId === query.location) ?? null;
  const { counts, attention } = await countForOverview(tx, place?.id ?? null);
  const rows = offers
    .map((offer) => lineOf(tx, offer, place ? [place] : mine, counts))
    .filter((line) => isWanted(line, query, place !== null));
  return { ...common, tab: "engagements", attention, rows };
}

function named(areas: string[]): { slug: string; name: string }[] {
  return [...new Set(areas)].sort().map((name) => ({ slug: areaSlug(name), name }));
}

function isWanted(line: OverviewLine, query: OverviewQuery, atOne: boolean): boolean {
  if (query.area !== "" && areaSlug(line.solutionArea) !== query.area) return false;
  if (query.availability !== "" && line.availability !== query.availability) return false;
  if (query.role !== "" && line.partnerRole !== query.role) return false;
  if (atOne && line.eligible === 0) return false;
  const text = `${line.name} ${line.solutionArea}`.toLowerCase();
  return query.q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function lineOf(
  { now }: Tx<PartnerUser>,
  offer: Offer,
  places: Place[],
  counts: EngagementCounts[],
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
    availability: availability(offer, now, places[0]?.timeZone ?? "UTC"),
    availableFrom: offer.availableFrom,
    lastDay: lastDay(offer),
    eligible,
    locations: results.length,
    missing: eligible === 0 ? (gaps[0] ?? null) : null,
    activeCustomers: count?.active ?? 0,
    eligibleCustomers: count?.eligible ?? 0,
  };
}

async function attentionTab(tx: Tx<PartnerUser>, offers: Offer[]) {
  const { rows, total } = await listAttention(tx);
  return {
    tab: "attention" as const,
    attention: total,
    cut: total > ATTENTION_SHOWN,
    rows: rows.flatMap((row) => attentionLine(row, offers, tx.now)),
  };
}

function attentionLine(row: AttentionRow, offers: Offer[], now: Date): AttentionLine[] {
  const offer = offers.find(({ id }) => id === row.engagementId);
  const due = row.consentedAt
    ? { consentDueAt: null, deliveryDueAt: row.dueAt }
    : { consentDueAt: row.dueAt, deliveryDueAt: null };
  const attention = attentionOf({ ...row, ...due }, now);
  if (!offer || !attention) return [];
  return [
    {
      ...attention,
      tenantId: row.tenantId,
      associationId: row.associationId,
      customer: row.name,
      engagement: { slug: offer.slug, name: offer.name },
      consented: row.consentedAt !== null,
      requested: row.requestedAt !== null,
      mail: row.mailState,
      claimNumber: row.claimNumber,
    },
  ];
}
