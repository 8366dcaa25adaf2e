import { placeEligibility } from "../../eligibility/places";
import type { Offered, Place } from "../../engagements/catalogue/queries";
import { isOpenToAdd, rateAt } from "../../engagements/rules";
import type { Money } from "../../money";
import { dateIn } from "../../time/deadline";

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

/** K2: a customer's location for a workshop: where it consented last, else one in its country, else where it pays most. */
export function placeFor(
  { place, country }: { place: string | null; country: string | null },
  paying: readonly Paying[],
): Paying | undefined {
  return (
    paying.find((one) => one.place.id === place) ??
    paying.find((one) => one.place.country === country) ??
    paying[0]
  );
}
