import { authorize } from "../access/authorize";
import { listColleagues, worksThere, type OwnedRound } from "../customers/owners/queries";
import { findDone, type FollowUp } from "../customers/follow-ups/queries";
import { isSeenAt, whoSee, type Note } from "../customers/notes/queries";
import type { Tx } from "../ctx";
import {
  getCustomer,
  type CustomerContact,
  type EndedLast,
  type WholeCustomer,
} from "../customers/one/queries";
import type { CustomerState } from "../customers/rules";
import { listTimeline, type TimelineAct } from "../customers/timeline/list";
import { timelineQuery, type TimelineQuery } from "../customers/timeline/schema";
import { ineligibility, tenantEligibility, type Barred, type Reason } from "../eligibility/rules";
import type { Offered, Place } from "../engagements/catalogue/queries";
import { isOpenToAdd } from "../engagements/rules";
import { Refusal } from "../errors";
import type { Money } from "../money";
import { parseIdentifier } from "../tenants/schema";
import { rowIdOf, stateOf } from "./customers-page";
import { payoutAt } from "./payouts";
import { payingPlaces } from "../customers/opportunities/paying";
import { placeName } from "./readable";

type Workshop = { slug: string; name: string };
/** How it ended the last time, if there was one: why, and what was said. */
export type LastTime = Pick<EndedLast, "endedAt" | "endReason" | "endNote" | "timeZone"> | null;

/** A workshop that is under way with the customer, or done. */
export type CustomerRound = {
  workshop: Workshop;
  location: string | null;
  state: CustomerState;
  rowId: string;
  /** What it pays, or would pay today. */
  payout: Money | null;
};
/** A workshop that it could still get. */
export type CustomerChance = {
  workshop: Workshop;
  /** A known customer is claimed, any other one added (S16, D1). */
  act: "claim" | "add";
  /** What is paid at which of the reader's locations. */
  payouts: { amount: Money; places: string[] }[];
  last: LastTime;
};
/** A workshop that it cannot get now, and why. */
export type CustomerBarrier = {
  workshop: Workshop;
  why: Reason | "place";
  /** Whether its Customers page tells more of it. */
  explained: boolean;
  last: LastTime;
};

export type CustomerView = {
  customer: {
    id: string;
    name: string;
    country: string | null;
    tpid: number | null;
    domains: string[];
    barred: Barred | null;
    /** S6: since when it is known. */
    since: Date | null;
  };
  /** Each figure in the latest month in which it is known. */
  facts: { metric: string; value: number; month: string }[];
  contacts: CustomerContact[];
  /** K6: whose each open round is, and to whom it can be given. */
  owned: { rounds: OwnedRound[]; colleagues: { id: string; name: string }[] };
  /** K6: what the partner's people wrote about it, and to whom a note can be pointed out. */
  notes: { notes: Note[]; colleagues: { id: string; name: string }[] };
  /** K6: what is to be done, at which of the reader's locations it can be, and by whom. */
  followUps: {
    open: (FollowUp & { location: string })[];
    /** K12: the one that was just done, to be taken back. */
    done: Pick<FollowUp, "id" | "line" | "revision"> | null;
    places: { id: string; name: string; timeZone: string }[];
    colleagues: { id: string; name: string }[];
    me: string;
  };
  rounds: CustomerRound[];
  chances: CustomerChance[];
  barriers: CustomerBarrier[];
  query: TimelineQuery;
  timeline: (Omit<TimelineAct, "engagementId" | "locationId"> & {
    workshop: string;
    location: string;
  })[];
  /** Where the timeline goes on; null on its last page. */
  next: string | null;
};

/**
 * K1: everything that a partner knows and does about one customer, of the locations on which the actor holds a role.
 * Takes the raw search parameters of its address. Throws `no_role`, and `not_found` for a tenant that is no known
 * customer and with which no such round ever was.
 */
export async function customerView(
  tx: Tx,
  input: { tenantId: string; search: Record<string, string | string[] | undefined> },
): Promise<CustomerView> {
  authorize(tx, "customers.read");
  const named = parseIdentifier(input.tenantId);
  if (named?.kind !== "tenant") throw new Refusal("not_found");
  const query = timelineQuery.parse(input.search);
  const whole = await getCustomer(tx, named.id);
  const { offers, places } = whole.catalogue;
  const { barredFor: reason, barredNote: note, ...tenant } = whole.tenant;
  const barred = reason && { reason, note };
  const { acts, next } = await listTimeline(tx, { tenantId: tenant.id, ...query });
  const { owned, followUps } = whole;
  const colleagues = await listColleagues(tx);
  const seen = {
    id: tenant.id,
    name: tenant.name,
    known: whole.since !== null,
    places: whole.places,
  };
  const nameOf = namesOf(places, tx.actor.partnerName);
  return {
    customer: { ...tenant, domains: whole.domains, barred, since: whole.since },
    facts: latestFacts(whole.usage),
    contacts: whole.contacts,
    owned: {
      rounds: owned,
      colleagues: colleagues.filter((one) =>
        owned.some((round) => worksThere(one, round.locationId)),
      ),
    },
    notes: {
      notes: whole.notes,
      colleagues: whoSee(seen, colleagues, tx.actor.userId),
    },
    followUps: {
      done:
        query.done === null ? null : await findDone(tx, { id: query.done, tenantId: tenant.id }),
      open: followUps.map((one) => ({ ...one, location: nameOf(one.locationId) })),
      places: places
        .filter(({ id, mine }) => mine && isSeenAt(seen, id))
        .map(({ id, timeZone }) => ({ id, timeZone, name: nameOf(id) })),
      colleagues,
      me: tx.actor.userId,
    },
    ...workshopsOf(whole, { barred, now: tx.now, nameOf }),
    query,
    timeline: acts.map(({ engagementId, locationId, ...act }) => ({
      ...act,
      workshop: offers.find(({ id }) => id === engagementId)?.name ?? "",
      location: nameOf(locationId),
    })),
    next,
  };
}

type NameOf = (locationId: string) => string;
type Around = { barred: Barred | null; now: Date; nameOf: NameOf };

function namesOf(places: readonly Place[], partnerName: string): NameOf {
  const names = new Map(places.map(({ id, name }) => [id, placeName(name, partnerName)]));
  return (id) => names.get(id) ?? "";
}

function latestFacts(usage: WholeCustomer["usage"]): CustomerView["facts"] {
  const facts = new Map<string, CustomerView["facts"][number]>();
  for (const { month, metrics } of usage)
    for (const [metric, value] of Object.entries(metrics))
      if (!facts.has(metric)) facts.set(metric, { metric, value, month });
  return [...facts.values()].sort((a, b) => (a.metric < b.metric ? -1 : 1));
}

/** What stands at each workshop of the catalogue: under way or done, still to be had, or not now. */
function workshopsOf(whole: WholeCustomer, around: Around) {
  const rounds: CustomerRound[] = [];
  const chances: CustomerChance[] = [];
  const barriers: CustomerBarrier[] = [];
  for (const offer of whole.catalogue.offers.filter(({ hasCustomers }) => hasCustomers)) {
    const row = whole.standings.find(({ engagementId }) => engagementId === offer.id) ?? null;
    const state = row && stateOf(row, around.now);
    const workshop = { slug: offer.slug, name: offer.name };
    if (row && state && isRound(state)) {
      const rowId = rowIdOf({ ...row, tenantId: whole.tenant.id }, state);
      const location = row.locationId === null ? null : around.nameOf(row.locationId);
      const payout = payoutAt(row, { offer, state, places: whole.catalogue.places, ...around });
      rounds.push({ workshop, location, state, rowId, payout });
      continue;
    }
    // At a location that the reader does not see.
    if (whole.underWay.includes(offer.id)) continue;
    const last = whole.ended.find(({ engagementId }) => engagementId === offer.id) ?? null;
    const why = whyNot(whole, { offer, state, ...around });
    const payouts = payoutsOf(offer, whole.catalogue.places, around);
    const at = isOpenToAdd(offer, around.now, whole.catalogue.places[0]?.timeZone ?? "UTC");
    if (why !== null) barriers.push({ workshop, why, explained: state !== null, last });
    else if (payouts.length > 0)
      chances.push({ workshop, act: whole.since === null ? "add" : "claim", payouts, last });
    else if (at || last) barriers.push({ workshop, why: "place", explained: false, last });
  }
  return { rounds: rounds.sort((a, b) => orderOf(a) - orderOf(b)), chances, barriers };
}

function isRound({ kind }: CustomerState): boolean {
  return kind !== "known" && kind !== "ineligible";
}

/** What runs first, by days left; then what is done. */
function orderOf({ state }: CustomerRound): number {
  return "daysLeft" in state ? state.daysLeft : Number.MAX_SAFE_INTEGER;
}

function whyNot(
  whole: WholeCustomer,
  { offer, state, barred }: Around & { offer: Offered; state: CustomerState | null },
): Reason | null {
  if (state) return state.kind === "ineligible" ? state.reason : null;
  const { country } = whole.tenant;
  const { met } = tenantEligibility(offer, { country, barred, usage: whole.usage });
  return ineligibility(met, whole.taken[offer.id] ?? null);
}

/** What is paid at those of the reader's locations that may begin with it now; the most first. */
function payoutsOf(offer: Offered, places: readonly Place[], { now, nameOf }: Around) {
  const found = new Map<number, CustomerChance["payouts"][number]>();
  for (const { place, amount } of payingPlaces(offer, places, now)) {
    const same = found.get(amount.minor) ?? { amount, places: [] };
    same.places.push(nameOf(place.id));
    found.set(amount.minor, same);
  }
  return [...found.values()];
}
