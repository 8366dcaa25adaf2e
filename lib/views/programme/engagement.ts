import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { getBands, getEngagement, listRates } from "../../engagements/queries";
import { availability, lastDay, rateAt } from "../../engagements/rules";
import { dateIn } from "../../time/deadline";
import type { EngagementSummary } from "../engagement-summary";
import { usualOf } from "../../installation";

/** The rules of one engagement as the programme sees them, without locations. Throws `not_found`. */
export async function programmeEngagement(
  tx: Tx,
  { slug }: { slug: string },
): Promise<EngagementSummary> {
  authorize(tx, "programme.catalogue");
  const engagement = await getEngagement(tx, slug);
  const rates = await listRates(tx, engagement.id);
  const { timeZone } = await usualOf(tx);
  const today = dateIn(tx.now, timeZone);
  const bands = await getBands(tx);
  const current = bands.map(({ key: band }) => ({ band, rate: rateAt(rates, band, today) }));
  return {
    engagement: { ...engagement, rates },
    availability: availability(engagement, tx.now, timeZone),
    lastDay: lastDay(engagement),
    rates: current.map(({ band, rate }) => ({
      band,
      amount: rate?.amount ?? null,
      validFrom: rate?.validFrom ?? null,
      places: [],
    })),
    otherRates: rates.filter((rate) => current.every((one) => one.rate !== rate)),
  };
}
