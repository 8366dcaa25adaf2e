import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { getBands, listEngagements, listRates } from "../../engagements/queries";
import { availability, rateAt } from "../../engagements/rules";
import type { Availability } from "../../engagements/schema";
import type { Money } from "../../money";
import { dateIn } from "../../time/deadline";
import { usualOf } from "../../installation";

export type CatalogueLine = {
  slug: string;
  name: string;
  solutionArea: string;
  availability: Availability;
  consentDays: number;
  deliveryDays: number;
  /** What is paid today; null: not offered. */
  rates: { band: string; amount: Money | null }[];
};
export type CatalogueView = { rows: CatalogueLine[] };

/** The whole catalogue by name; days are those of the programme (P3). For the programme. */
export async function programmeCatalogue(tx: Tx): Promise<CatalogueView> {
  authorize(tx, "programme.catalogue");
  const engagements = await listEngagements(tx);
  const rates = await listRates(tx);
  const bands = await getBands(tx);
  const { timeZone } = await usualOf(tx);
  const today = dateIn(tx.now, timeZone);
  const rows = engagements.map((engagement) => {
    const own = rates.filter(({ engagementId }) => engagementId === engagement.id);
    const { slug, name, solutionArea, consentDays, deliveryDays } = engagement;
    return {
      slug,
      name,
      solutionArea,
      consentDays,
      deliveryDays,
      availability: availability(engagement, tx.now, timeZone),
      rates: bands.map(({ key: band }) => ({
        band,
        amount: rateAt(own, band, today)?.amount ?? null,
      })),
    };
  });
  return { rows };
}
