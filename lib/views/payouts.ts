import { payoutOf } from "../claims/rules";
import type { CustomerStanding } from "../customers/standing/queries";
import type { CustomerState } from "../customers/rules";
import { placeEligibility } from "../eligibility/places";
import type { Offered, Place } from "../engagements/catalogue/queries";
import { isOpenToAdd, rateAt } from "../engagements/rules";
import type { Money } from "../money";
import { dateIn } from "../time/deadline";

type Rates = Pick<Offered, "rates">;

/** D16: what a workshop pays at a location today; null: nothing. */
export function amountAt(offer: Rates, place: Place, now: Date): Money | null {
  return rateAt(offer.rates, place.band, dateIn(now, place.timeZone))?.amount ?? null;
}

export type Paying = { place: Place; amount: Money };

/** Those of the reader's locations that may begin with a workshop now, with what is paid there (S19, D16); the most first. */
export function payingPlaces(offer: Offered, places: readonly Place[], now: Date): Paying[] {
  return places
    .flatMap((place) => {
      const amount = place.mine ? amountAt(offer, place, now) : null;
      const begins = amount !== null && isOpenToAdd(offer, now, place.timeZone);
      return begins && placeEligibility(offer, place, now).met ? [{ place, amount }] : [];
    })
    .sort((a, b) => b.amount.minor - a.amount.minor);
}

type Round = Pick<CustomerStanding, "payout" | "locationId">;
type Around = { offer: Rates; state: CustomerState; places: readonly Place[]; now: Date };

/** D16, D27: what the claim of a round pays; before the consent, what would be paid today. */
export function payoutAt(row: Round, { offer, state, places, now }: Around): Money | null {
  if (state.kind === "claimed") return payoutOf(state.claimStatus, row.payout);
  if (row.payout) return row.payout;
  const place = places.find(({ id }) => id === row.locationId);
  return place ? amountAt(offer, place, now) : null;
}
