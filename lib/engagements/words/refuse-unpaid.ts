import { sql } from "drizzle-orm";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { programmeToday } from "../editing/queries";
import { getBands } from "../queries";
import { bandOf, type Bands } from "../rules";

/**
 * A step around what moves countries between market bands, whatever does so: an engagement that pays where they were has a
 * rate where they are then (P13, D16). Refuses with `band_gap`.
 */
export async function whilePaid<T>(tx: Tx<Operator>, act: () => Promise<T>): Promise<T> {
  const before = await getBands(tx);
  const done = await act();
  const moves = movesBetween(before, await getBands(tx));
  if (moves.length > 0) await refuseUnpaid(tx, moves);
  return done;
}

type Move = { from: string; to: string };

/** From which band to which countries went; all that are not listed are one more. */
function movesBetween(before: Bands, after: Bands): Move[] {
  const listed = [...before, ...after].flatMap(({ countries }) => countries);
  const moves = ["", ...listed].map((country) => ({
    from: bandOf(before, country),
    to: bandOf(after, country),
  }));
  return moves.filter(({ from, to }) => from !== to);
}

async function refuseUnpaid(tx: Tx<Operator>, moves: readonly Move[]): Promise<void> {
  const today = await programmeToday(tx);
  const { rows } = await tx.db.execute<{ name: string; band: string }>(sql`
    select coalesce(v.name, e.slug) as name, m."to" as band
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m ("from" text, "to" text)
      cross join engagements e
      join lateral (select min(r.valid_from) as day from engagement_rates r
        where r.engagement_id = e.id and r.band = m."from" and r.agreed_at is not null) paid on paid.day is not null
      left join lateral (select v.name from engagement_versions v
        where v.engagement_id = e.id and v.published_at is not null and v.withdrawn_at is null order by v.number desc limit 1) v on true
    where e.opened_at is not null and not exists (select from engagement_rates r where r.engagement_id = e.id
      and r.band = m."to" and r.agreed_at is not null and r.valid_from <= greatest(paid.day, ${today}::date))
    order by 2, 1 limit 1`);
  const [gap] = rows;
  if (gap) throw new Refusal("band_gap", { params: gap });
}
