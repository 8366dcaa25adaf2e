import { and, asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { engagementRates, users } from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import { changedBy } from "../../changes";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Money } from "../../money";
import { programmeCurrency } from "../queries";
import { seenAmount, type WhichRate } from "./schema";

export type RateLine = {
  band: string;
  validFrom: string;
  amount: Money | null;
  /** Null: it counts; else who proposed what waits for another editor (P6). */
  waitsFor: { id: string | null; name: string | null } | null;
  /** Null: nobody wants it away; else who does, while it waits for another editor (P6). */
  removalBy: { id: string; name: string | null } | null;
  /** A payout was fixed by it: it stays (P13). */
  fixed: boolean;
};

const remover = alias(users, "remover");

/** All rates of an engagement, the newest first, those too that wait. */
export async function listRateLines(tx: Tx, engagementId: string): Promise<RateLine[]> {
  const rows = await tx.db
    .select({
      band: engagementRates.band,
      validFrom: engagementRates.validFrom,
      amount: moneyOf(engagementRates.amountMinor, programmeCurrency),
      agreed: sql<boolean>`${engagementRates.agreedAt} is not null`,
      proposedBy: engagementRates.proposedBy,
      proposedByName: users.name,
      removalBy: engagementRates.removalBy,
      removalByName: remover.name,
      fixed: sql<boolean>`exists (select from rates_fixed(${engagementId}) f where true
        and f.band = ${engagementRates}.band and f.valid_from = ${engagementRates}.valid_from::text)`,
    })
    .from(engagementRates)
    .leftJoin(users, eq(users.id, engagementRates.proposedBy))
    .leftJoin(remover, eq(remover.id, engagementRates.removalBy))
    .where(eq(engagementRates.engagementId, engagementId))
    .orderBy(asc(engagementRates.band), desc(engagementRates.validFrom));
  return rows.map(
    ({ agreed, proposedBy: id, proposedByName: name, removalBy, removalByName, ...rate }) => ({
      ...rate,
      waitsFor: agreed ? null : { id, name },
      removalBy: removalBy === null ? null : { id: removalBy, name: removalByName },
    }),
  );
}

/**
 * P13: the first market band, by key, in which an engagement has no rate on a day; null: there is no gap.
 * @param band this one alone
 * @param but without the rate of this day
 */
export async function findGap(
  tx: Tx,
  {
    id: engagementId,
    day,
    band = null,
    but = null,
  }: { id: string; day: string; band?: string | null; but?: string | null },
): Promise<string | null> {
  const { rows } = await tx.db.execute<{ key: string }>(sql`
    select m.key from market_bands m where (${band}::text is null or m.key = ${band}) and not exists (
      select from engagement_rates r where r.engagement_id = ${engagementId} and r.band = m.key
        and r.valid_from <= ${day}::date and r.agreed_at is not null
        and (${but}::date is null or r.valid_from <> ${but}::date))
    order by m.key limit 1`);
  return rows[0]?.key ?? null;
}

/**
 * One rate. Refuses with `not_found`, and with `changed_meanwhile` one of another amount than was on the page: it was
 * taken back and proposed anew (P4).
 */
export async function getRate(tx: Tx, id: string, { band, validFrom, seen }: WhichRate) {
  const [rate] = await tx.db
    .select({
      minor: engagementRates.amountMinor,
      agreedAt: engagementRates.agreedAt,
      removalBy: engagementRates.removalBy,
    })
    .from(engagementRates)
    .where(
      and(
        eq(engagementRates.engagementId, id),
        eq(engagementRates.band, band),
        eq(engagementRates.validFrom, validFrom),
      ),
    );
  if (!rate) throw new Refusal("not_found");
  if (seen !== undefined && seen !== seenAmount(rate.minor)) throw changedBy(undefined);
  return rate;
}
