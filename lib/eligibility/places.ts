import type { Offered, Place } from "../engagements/catalogue/queries";
import { rateAt } from "../engagements/rules";
import { dateIn } from "../time/deadline";
import { locationEligibility, type Eligibility, type LocationCriterion } from "./rules";

/** Whether a location may earn with an engagement today, as its own calendar says (S19, D16). */
export function placeEligibility(
  offer: Pick<Offered, "partnerCriteria" | "rates">,
  place: Place,
  now: Date,
): Eligibility<LocationCriterion> {
  const today = dateIn(now, place.timeZone);
  const amount = rateAt(offer.rates, place.band, today)?.amount ?? null;
  return locationEligibility(offer, { ...place, amount });
}
