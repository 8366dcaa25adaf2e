import { asc } from "drizzle-orm";
import { engagementRates } from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { listEngagements } from "../../engagements/queries";
import { availability, rateAt } from "../../engagements/rules";
import { bands, type Availability, type Band } from "../../engagements/schema";
import { dateIn } from "../../time/deadline";

export type CatalogueLine = {
  slug: string;
  name: string;
  solutionArea: string;
  availability: Availability;
  consentDays: number;
  deliveryDays: number;
  /** What is paid today, in US dollars; null: not offered. */
  rates: { band: Band; amountUsd: number | null }[];
};
export type CatalogueView = { rows: CatalogueLine[] };

/** The whole catalogue by name; days are those of UTC. For the programme. */
export async function programmeCatalogue(tx: Tx): Promise<CatalogueView> {
  authorize(tx, "programme.catalogue");
  const engagements = await listEngagements(tx);
  const rates = await tx.db.select().from(engagementRates).orderBy(asc(engagementRates.validFrom));
  const today = dateIn(tx.now, "UTC");
  const rows = engagements.map((engagement) => {
    const own = rates.filter(({ engagementId }) => engagementId === engagement.id);
    const { slug, name, solutionArea, consentDays, deliveryDays } = engagement;
    return {
      slug,
      name,
      solutionArea,
      consentDays,
      deliveryDays,
      availability: availability(engagement, tx.now, "UTC"),
      rates: bands.map((band) => ({
        band,
        amountUsd: rateAt(own, band, today)?.amountUsd ?? null,
      })),
    };
  });
  return { rows };
}
