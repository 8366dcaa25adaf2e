import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PartnerUser, Tx } from "../ctx";
import { getOpportunitiesHead } from "../customers/opportunities/queries";
import { amountAt, payingPlaces, placeFor, type Paying } from "../customers/opportunities/paying";
import type { BulkKind } from "./kind";
import type { BulkOptions } from "./schema";
import type { Target } from "./target";

const homes = z.array(
  z.object({ id: z.string(), country: z.string().nullable(), place: z.string().nullable() }),
);
const rounds = z.array(
  z.object({ id: z.string(), tenant: z.string(), engagement: z.string(), location: z.string() }),
);

/**
 * Where each row takes place, and what it pays there: a customer's own location (K2) or the one that was chosen; a round
 * where it runs, which is found by its customer and workshop.
 */
export async function placed(
  tx: Tx<PartnerUser>,
  kind: BulkKind,
  targets: readonly Target[],
  options: Pick<BulkOptions, "location">,
): Promise<Target[]> {
  if (kind.of === "claim" || kind.of === "done") return [...targets];
  const { offers, places } = await getOpportunitiesHead(tx);
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]));
  if (kind.of === "round") {
    const running = await roundsOf(tx, targets);
    return targets.map((target) => {
      const round = running.get(`${target.tenantId} ${target.engagementId}`);
      const place = places.find(({ id }) => id === round?.location);
      const offer = offerOf.get(target.engagementId ?? "");
      const payout = place && offer ? amountAt(offer, place, tx.now) : null;
      return {
        ...target,
        payout,
        associationId: round?.id ?? null,
        locationId: round?.location ?? null,
      };
    });
  }
  const paying = new Map<string, Paying[]>();
  const payingAt = (engagementId: string) => {
    const offer = offerOf.get(engagementId);
    const found = paying.get(engagementId) ?? (offer ? payingPlaces(offer, places, tx.now) : []);
    paying.set(engagementId, found);
    return found;
  };
  const home = await homesOf(tx, targets);
  return targets.map((target) => {
    if (target.engagementId === null) return target;
    const all = payingAt(target.engagementId);
    const wanted = target.locationId ?? (options.location || null);
    if (wanted !== null && !places.some(({ id, mine }) => mine && id === wanted))
      return { ...target, locationId: null, fault: target.fault ?? { code: "location_closed" } };
    const at = home.get(target.tenantId ?? "") ?? { place: null, country: null };
    const chosen =
      wanted === null ? placeFor(at, all) : all.find(({ place }) => place.id === wanted);
    const locationId = wanted ?? chosen?.place.id ?? null;
    return { ...target, locationId, payout: chosen?.amount ?? null };
  });
}

/** By customer and workshop, the round that runs. */
async function roundsOf(tx: Tx<PartnerUser>, targets: readonly Target[]) {
  const { rows } = await tx.db.execute(sql`
    select a.id, a.tenant_id as tenant, a.engagement_id as engagement, a.location_id as location
    from unnest(${texts(targets.map(({ tenantId }) => tenantId))}, ${texts(targets.map(({ engagementId }) => engagementId))}) as w (tenant, engagement)
      join associations a on a.partner_id = ${tx.actor.partnerId} and a.tenant_id = w.tenant and a.engagement_id = w.engagement
    where a.ended_at is null`);
  return new Map(rounds.parse(rows).map((one) => [`${one.tenant} ${one.engagement}`, one]));
}

/** Of each customer its country, and where it consented last. */
async function homesOf(tx: Tx<PartnerUser>, targets: readonly Target[]) {
  const { rows } = await tx.db.execute(sql`
    select t.id, t.country, (select a.location_id from associations a where a.partner_id = ${tx.actor.partnerId}
        and a.tenant_id = t.id and a.consented_at is not null order by a.consented_at desc limit 1) as place
    from tenants t where t.id = any(${texts([...new Set(targets.map(({ tenantId }) => tenantId))])})`);
  return new Map(homes.parse(rows).map(({ id, ...one }) => [id, one]));
}

const texts = (ids: readonly (string | null)[]) => sql`${sql.param(ids)}::uuid[]`;
