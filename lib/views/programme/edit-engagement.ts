import { asc } from "drizzle-orm";
import { engagements, engagementTypes, partnerRoles, solutionAreas } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { isFresh } from "../../access/fresh";
import { mayDo } from "../../access/policy";
import type { Operator, Tx } from "../../ctx";
import {
  countMeeting,
  listCustomerEffects,
  type CustomerEffect,
  type TenantCounts,
} from "../../eligibility/effect.queries";
import { listNetwork, mayEarn } from "../../eligibility/network.queries";
import {
  getListing,
  lastPublished,
  listKnown,
  listVersions,
  programmeToday,
  type Version,
  nextOf,
  seenOf,
} from "../../engagements/editing/queries";
import { differences, fieldsOf, type Difference } from "../../engagements/editing/rules";
import {
  versionPartNames,
  type VersionFields,
  type VersionPart,
} from "../../engagements/editing/schema";
import { getBands, listRates } from "../../engagements/queries";
import { listRateLines, type RateLine } from "../../engagements/rates/queries";
import { Refusal } from "../../errors";
import { getSettings } from "../../programme/queries";

type Head = { slug: string; name: string; mayEdit: boolean };

/** What an engagement can be filed under: keys that the programme has words for (P9). */
export type Filing = { areas: string[]; types: string[]; roles: string[] };
export type NewEngagementView = Filing & { mayEdit: boolean; others: { slug: string }[] };

/** P7: what a new engagement needs. */
export async function newEngagement(tx: Tx): Promise<NewEngagementView> {
  authorize(tx, "programme.catalogue");
  const others = await tx.db
    .select({ slug: engagements.slug })
    .from(engagements)
    .orderBy(asc(engagements.slug));
  return { ...(await filing(tx)), others, mayEdit: mayDo(tx.actor, "engagements.edit") };
}

async function filing(tx: Tx): Promise<Filing> {
  const areas = await tx.db
    .select({ key: solutionAreas.key })
    .from(solutionAreas)
    .orderBy(asc(solutionAreas.key));
  const types = await tx.db
    .select({ key: engagementTypes.key })
    .from(engagementTypes)
    .orderBy(asc(engagementTypes.deliveryDays));
  const roles = await tx.db
    .select({ key: partnerRoles.key })
    .from(partnerRoles)
    .orderBy(asc(partnerRoles.key));
  const keys = (rows: { key: string }[]) => rows.map(({ key }) => key);
  return { areas: keys(areas), types: keys(types), roles: keys(roles) };
}

export type ListingView = Head &
  Filing & {
    listing: Awaited<ReturnType<typeof getListing>>;
    /** The number of the version that was published last; 0: none was. */
    published: number;
  };

/** P7: where an engagement stands in the catalogue. Throws `not_found`. */
export async function editListing(tx: Tx, { slug }: { slug: string }): Promise<ListingView> {
  authorize(tx, "programme.catalogue");
  const listing = await getListing(tx, slug);
  const versions = await listVersions(tx, listing.id);
  const published = lastPublished(versions)?.number ?? 0;
  return { ...headOf(tx, slug, versions), ...(await filing(tx)), listing, published };
}

export type PartView = Head & {
  part: VersionPart;
  /** What the draft says, or what was published last. */
  fields: VersionFields;
  /** Of the draft; 0 while there is none. */
  revision: number;
  /** Of the version that is shown: the draft, or what was published last. */
  number: number;
  known: Awaited<ReturnType<typeof listKnown>>;
  /** Of the part about customers: who meets what it says now (P11). */
  counts: TenantCounts | null;
  effects: CustomerEffect[];
};

/** P9: one part of the next version. Throws `not_found`. */
export async function editPart(
  tx: Tx,
  { slug, part: asked }: { slug: string; part: string },
): Promise<PartView> {
  authorize(tx, "programme.catalogue");
  const part = versionPartNames.find((one) => one === asked);
  if (!part) throw new Refusal("not_found");
  const listing = await getListing(tx, slug);
  const versions = await listVersions(tx, listing.id);
  const next = nextOf(versions);
  const counted = part === "customers";
  return {
    ...headOf(tx, slug, versions),
    part,
    fields: fieldsOf(next),
    revision: seenOf(versions),
    number: next.number,
    known: await listKnown(tx),
    counts: counted ? await countMeeting(tx, next) : null,
    effects: counted ? await listCustomerEffects(tx, listing.id, next) : [],
  };
}

export type PlaceEffect = { partnerName: string; gains: string[]; loses: string[] };
export type PublishView = Head & {
  revision: number;
  number: number;
  today: string;
  /** What was published last; null: nothing yet. */
  before: { number: number; holdsFrom: string | null } | null;
  /** The day for which it waits, and who proposed it (P6). */
  proposed: { day: string; by: string | null; own: boolean } | null;
  differences: Difference[];
  places: PlaceEffect[];
  customers: CustomerEffect[];
  /** Whether they proved just now who they are (U13). */
  fresh: boolean;
};

/** P12: what the draft changes, field by field, and who gains and loses by it. Throws `not_found`. */
export async function publishEngagement(tx: Tx, { slug }: { slug: string }): Promise<PublishView> {
  authorize(tx, "programme.catalogue");
  const listing = await getListing(tx, slug);
  const versions = await listVersions(tx, listing.id);
  const draft = versions.find(({ publishedAt }) => publishedAt === null);
  if (!draft) throw new Refusal("not_found");
  const before = lastPublished(versions);
  const rates = await listRates(tx, listing.id);
  const { proposedAt, holdsFrom } = draft;
  return {
    ...headOf(tx, slug, versions),
    revision: draft.revision,
    number: draft.number,
    today: await programmeToday(tx),
    before: before && { number: before.number, holdsFrom: before.holdsFrom },
    proposed:
      proposedAt === null || holdsFrom === null
        ? null
        : { day: holdsFrom, by: draft.proposedByName, own: draft.proposedBy === tx.actor.userId },
    differences: differences(before && fieldsOf(before), fieldsOf(draft)),
    places: placeEffects(
      (await listNetwork(tx)).map((place) => ({
        ...place,
        was: before !== null && mayEarn(before, rates, place, tx.now),
        will: mayEarn(draft, rates, place, tx.now),
      })),
    ),
    customers: (await listCustomerEffects(tx, listing.id, draft)).filter(
      ({ gains, loses }) => gains + loses > 0,
    ),
    fresh: isFresh(tx),
  };
}

function placeEffects(
  places: { partnerId: string; partnerName: string; name: string; was: boolean; will: boolean }[],
): PlaceEffect[] {
  const effects = new Map<string, PlaceEffect>();
  for (const { partnerId, partnerName, name, was, will } of places) {
    if (was === will) continue;
    const effect = effects.get(partnerId) ?? { partnerName, gains: [], loses: [] };
    effect[will ? "gains" : "loses"].push(name);
    effects.set(partnerId, effect);
  }
  return [...effects.values()];
}

function headOf(tx: Tx<Operator>, slug: string, versions: readonly Version[]): Head {
  return { slug, name: nextOf(versions).name, mayEdit: mayDo(tx.actor, "engagements.edit") };
}

export type RatesView = Head & { rates: RateLine[]; bands: string[]; currency: string; me: string };

/** P13: what an engagement pays, when and where. Throws `not_found`. */
export async function engagementRatesView(tx: Tx, { slug }: { slug: string }): Promise<RatesView> {
  authorize(tx, "programme.catalogue");
  const listing = await getListing(tx, slug);
  return {
    ...headOf(tx, slug, await listVersions(tx, listing.id)),
    rates: await listRateLines(tx, listing.id),
    bands: (await getBands(tx)).map(({ key }) => key),
    currency: (await getSettings(tx))?.currency ?? "USD",
    me: tx.actor.userId,
  };
}
