import type { PoeRequirement, Template } from "@/db/schema/states";
import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { getCatalogue, type Offer } from "../engagements/catalogue/queries";
import { availability, lastDay, rateAt, type Rate } from "../engagements/rules";
import type { Availability } from "../engagements/schema";
import type { Money } from "../money";
import { dateIn } from "../time/deadline";
import { usualOf } from "../installation";
import { templateOn } from "../claims/proof/rules";

export type EngagementSummary = {
  engagement: Offer;
  availability: Availability;
  /** The template that a round is given which begins today, by kind of proof (P14). */
  templates: Partial<Record<string, Template>>;
  /** Last day to add customers, when it is known. */
  lastDay: string | null;
  /** What is paid today by market band; `places`: cities of the actor's enrolled locations in it. */
  rates: { band: string; amount: Money | null; validFrom: string | null; places: string[] }[];
  /** Rates of other times, the newest first. */
  otherRates: Rate[];
};

/** Summary of one engagement (section 7). Throws `no_role`, `not_found`. */
export async function engagementSummary(tx: Tx, slug: string): Promise<EngagementSummary> {
  authorize(tx, "engagements.read");
  const { offers, places, bands } = await getCatalogue(tx, slug);
  const [engagement] = offers;
  if (!engagement) throw new Refusal("not_found");
  const mine = places.filter((place) => place.mine && place.enrolment === "enrolled");
  const zone = mine[0]?.timeZone ?? (await usualOf(tx)).timeZone;
  const today = dateIn(tx.now, zone);
  const current = bands.map((band) => ({ band, rate: rateAt(engagement.rates, band, today) }));
  return {
    engagement,
    availability: availability(engagement, tx.now, zone),
    templates: templatesOn(today, engagement.poe),
    lastDay: lastDay(engagement),
    rates: current.map(({ band, rate }) => ({
      band,
      amount: rate?.amount ?? null,
      validFrom: rate?.validFrom ?? null,
      places: mine.filter((place) => place.band === band).map(({ city }) => city),
    })),
    otherRates: engagement.rates.filter((rate) => current.every((one) => one.rate !== rate)),
  };
}

/** The templates of a version on a day, by kind of proof. */
export function templatesOn(
  day: string,
  poe: readonly PoeRequirement[],
): EngagementSummary["templates"] {
  return Object.fromEntries(
    poe.flatMap((asked) => {
      const template = templateOn(day, asked);
      return template ? [[asked.kind, template] as const] : [];
    }),
  );
}
