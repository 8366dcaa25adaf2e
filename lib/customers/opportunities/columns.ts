import type { Offered, Place } from "../../engagements/catalogue/queries";
import { isOpenToAdd } from "../../engagements/rules";
import type { Money } from "../../money";
import { payingPlaces, type Paying } from "./paying";
import type { OpportunitiesQuery } from "./schema";

/** A workshop on offer that the reader's locations can begin, and what each of them is paid for it; the most first. */
export type OpportunityColumn = { offer: Offered; paying: Paying[]; most: Money };

type Head = { offers: readonly Offered[]; places: readonly Place[] };

/**
 * K2: the workshops on offer that the reader's locations can begin, those that the filters want, and of these the ones that
 * are shown (K4); `unpaid`: how many none of the locations can begin. None at a location that the reader does not have.
 */
export function opportunityColumns(
  { offers, places }: Head,
  query: Pick<OpportunitiesQuery, "area" | "payout" | "location" | "hide">,
  now: Date,
) {
  const mine = places.filter((place) => place.mine);
  const chosen = mine.filter(({ mpnId }) => query.location === "" || mpnId === query.location);
  const { paid, unpaid } = paidOf(offers, chosen, now);
  const wanted = paid.filter(
    ({ offer, most }) =>
      (query.area === "" || offer.solutionArea === query.area) &&
      most.minor >= Number(query.payout),
  );
  const columns = wanted.filter(({ offer }) => !query.hide.includes(offer.slug));
  return { mine, paid, unpaid, wanted, columns };
}

function paidOf(offers: readonly Offered[], places: readonly Place[], now: Date) {
  const paid: OpportunityColumn[] = [];
  let unpaid = 0;
  for (const offer of offers) {
    if (!offer.hasCustomers) continue;
    const paying = payingPlaces(offer, places, now);
    const most = paying[0]?.amount;
    if (most) paid.push({ offer, paying, most });
    else if (places.some(({ timeZone }) => isOpenToAdd(offer, now, timeZone))) unpaid += 1;
  }
  return { paid, unpaid };
}
