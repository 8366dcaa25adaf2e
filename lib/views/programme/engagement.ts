import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import { listHistoryOf, type Act } from "../../audit/history";
import type { Operator, Tx } from "../../ctx";
import {
  getListing,
  lastPublished,
  listVersions,
  programmeToday,
  type Listing,
  type Version,
} from "../../engagements/editing/queries";
import type { CatalogueState } from "../../engagements/editing/schema";
import { catalogueState } from "../../engagements/editing/state.rules";
import { findProgress, type RunProgress } from "../../eligibility/progress";
import { getBands, listRates, type Engagement } from "../../engagements/queries";
import { availability, lastDay, rateAt } from "../../engagements/rules";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { templatesOn, type EngagementSummary } from "../engagement-summary";

export type VersionLine = {
  number: number;
  state: "draft" | "proposed" | "scheduled" | "holds" | "former" | "withdrawn";
  holdsFrom: string | null;
  by: string | null;
};
export type ProgrammeEngagement = EngagementSummary & {
  slug: string;
  name: string;
  state: CatalogueState;
  versions: VersionLine[];
  /** The number of the version whose rules are shown. */
  shown: number;
  /** There is a draft of the next version. */
  draft: number | null;
  mayEdit: boolean;
  /** How far the lists of customers have followed the criteria; null: they have. */
  follows: RunProgress | null;
  history: Act[];
};

/** One engagement as the programme sees it: the rules that hold (of a draft, its own), its versions and history. Throws `not_found`. */
export async function programmeEngagement(
  tx: Tx,
  { slug }: { slug: string },
): Promise<ProgrammeEngagement> {
  authorize(tx, "programme.catalogue");
  const listing = await getListing(tx, slug);
  const versions = await listVersions(tx, listing.id);
  const today = await programmeToday(tx);
  const holds = heldOn(today, versions);
  const shown = holds ?? lastPublished(versions) ?? versions[0];
  if (!shown) throw new Refusal("not_found");
  const published = versions.filter((one) => one.publishedAt !== null && one.withdrawnAt === null);
  return {
    ...(await summaryOf(tx, listing, shown, today)),
    slug,
    name: shown.name,
    state: catalogueState(listing, published.at(-1)?.holdsFrom ?? null, today),
    versions: versions.map((one) => ({
      number: one.number,
      state: stateOf(one, holds, today),
      holdsFrom: one.holdsFrom,
      by: one.publishedByName ?? one.proposedByName ?? one.changedByName,
    })),
    shown: shown.number,
    draft: versions.find(({ publishedAt }) => publishedAt === null)?.number ?? null,
    mayEdit: mayDo(tx.actor, "engagements.edit"),
    follows: await findProgress(tx),
    history: await listHistoryOf(tx, "programme", listing.id),
  };
}

function heldOn(today: string, versions: readonly Version[]): Version | null {
  const begun = versions.filter(
    ({ publishedAt, withdrawnAt, holdsFrom }) =>
      publishedAt !== null && withdrawnAt === null && holdsFrom !== null && holdsFrom <= today,
  );
  return begun.sort((a, b) => (b.holdsFrom ?? "").localeCompare(a.holdsFrom ?? ""))[0] ?? null;
}

function stateOf(one: Version, holds: Version | null, today: string): VersionLine["state"] {
  if (one.withdrawnAt !== null) return "withdrawn";
  if (one.publishedAt === null) return one.proposedAt === null ? "draft" : "proposed";
  if (one.id === holds?.id) return "holds";
  return (one.holdsFrom ?? "") > today ? "scheduled" : "former";
}

async function summaryOf(
  tx: Tx<Operator>,
  listing: Listing,
  version: Version,
  today: string,
): Promise<EngagementSummary> {
  const rates = await listRates(tx, listing.id);
  const bands = await getBands(tx);
  const { timeZone } = await usualOf(tx);
  const current = bands.map(({ key: band }) => ({ band, rate: rateAt(rates, band, today) }));
  const offer: Omit<Engagement, "versionId"> = { ...version, ...listing, hasCustomers: true };
  return {
    engagement: { ...offer, rates },
    availability: availability(listing, tx.now, timeZone),
    templates: templatesOn(today, version.poe),
    lastDay: lastDay(listing),
    rates: current.map(({ band, rate }) => ({
      band,
      amount: rate?.amount ?? null,
      validFrom: rate?.validFrom ?? null,
      places: [],
    })),
    otherRates: rates.filter((rate) => current.every((one) => one.rate !== rate)),
  };
}
