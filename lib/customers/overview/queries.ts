import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { usualZone } from "../../installation";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";

/** In the counters: a row without an association, which belongs to no location. */
const nobody = "00000000-0000-0000-0000-000000000000";

const counts = z.array(
  z.object({ engagementId: z.string(), active: z.number(), eligible: z.number() }),
);
export type EngagementCounts = z.infer<typeof counts>[number];

/**
 * Customers by engagement ("Active customers", "Eligible customers") and how much waits for the
 * partner ("Attention required", 100 stands for that many or more), of the locations on which the
 * actor holds a role; and the programme's time zone. One statement, kept counters.
 * @param locationId only this location's customers, and those that belong to none
 */
export async function countForOverview(
  tx: Tx<PartnerUser>,
  locationId: string | null,
): Promise<{ counts: EngagementCounts[]; attention: number; timeZone: string }> {
  const mine = locationsOf(tx.actor);
  const locations = locationId === null ? mine : [locationId];
  const all = locations === "*";
  const query = prepared(tx.db, `overview counts ${all ? "all" : "own"}`, (db, name) =>
    db
      .select({
        counts: countsSql(all),
        timeZone: usualZone,
        attention: sql<number>`least(100, attention_count(${partner}, ${sql.placeholder("mine")}::uuid[], ${now}, 100)
          + admin_waiting(${partner}, ${sql.placeholder("userId")}::uuid, ${now}))`,
      })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const [row] = await query.execute({
    partnerId: tx.actor.partnerId,
    userId: tx.actor.userId,
    now: tx.now.toISOString(),
    locations,
    mine: mine === "*" ? null : mine,
  });
  return {
    counts: counts.parse(row?.counts),
    attention: Number(row?.attention),
    timeZone: row?.timeZone ?? "UTC",
  };
}

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const now = sql`${sql.placeholder("now")}::timestamptz`;
const own = (all: boolean, orNobody: SQL) =>
  all ? sql`` : sql`and (location_id = any(${sql.placeholder("locations")}::uuid[]) ${orNobody})`;

/** What ran out and was not cleared away yet is taken off the kept counters. */
const countsSql = (all: boolean) => sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object('engagementId', id, 'active', active, 'eligible', eligible)), '[]')
  from (
    select engagement_id as id, coalesce(sum(count) filter (where status = 'active'), 0) as active, sum(count) as eligible
    from (
      select engagement_id, status, count from customer_counts
      where partner_id = ${partner} and tab = 'eligible' ${own(all, sql`or location_id = ${nobody}`)}
      union all
      select e.id, lapsed.status, -1 from engagements e cross join lateral (
        select status from customers
        where partner_id = ${partner} and engagement_id = e.id and tab = 'eligible' and due_at <= ${now}
          and not known ${own(all, sql``)} order by due_at limit 5000) lapsed
    ) steps group by engagement_id
  ) counted where eligible > 0)`;
