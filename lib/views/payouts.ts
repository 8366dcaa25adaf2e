import { payoutOf } from "../claims/rules";
import type { CustomerStanding } from "../customers/standing/queries";
import { amountAt } from "../customers/opportunities/paying";
import type { CustomerState } from "../customers/rules";
import type { Offered, Place } from "../engagements/catalogue/queries";
import type { Money } from "../money";

type Rates = Pick<Offered, "rates">;
type Round = Pick<CustomerStanding, "payout" | "locationId">;
type Around = { offer: Rates; state: CustomerState; places: readonly Place[]; now: Date };

/** D16, D27: what the claim of a round pays; before the consent, what would be paid today. */
export function payoutAt(row: Round, { offer, state, places, now }: Around): Money | null {
  if (state.kind === "claimed") return payoutOf(state.claimStatus, row.payout);
  if (row.payout) return row.payout;
  const place = places.find(({ id }) => id === row.locationId);
  return place ? amountAt(offer, place, now) : null;
}
