import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
import { offeredColumns, offeredIn } from "../../engagements/catalogue/queries";
import { readCursor, writeCursor } from "../../lists/cursor";
import { figure, kept } from "../../lists/list";
import { FEW } from "../../lists/schema";
import { isSearch, ofEachSpelling, patterns, typed } from "../../lists/search";
import { customerStanding, wholeRow } from "../standing/queries";
import { roundsWith } from "../timeline/list";
import { keysOf, mineOf, partner, type Way } from "./keys";
import type { BareStatus } from "./rules";
import type { Chance, OpportunitiesQuery } from "./schema";

const counts = z.record(z.string(), z.number());
/** What the row of a customer without a round says at a workshop; null: it has none, or one with a round. */
export const bareStatuses = [
  "known",
  "criteria",
  "near",
  "consent",
  "done",
] as const satisfies BareStatus[];
const row = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  /** Where it consented last, of the reader's locations. */
  place: z.string().nullable(),
  /** In the order of the workshops that were asked for. */
  statuses: z.array(z.enum(bareStatuses).nullable()),
  rounds: z.array(customerStanding),
  /** Each figure in the latest month in which it is known; null where no workshop is near. */
  usage: z
    .array(z.object({ month: z.string(), metrics: z.record(z.string(), z.number()) }))
    .nullable(),
});
/** A known customer with its rows at some workshops. */
export type OpportunityRow = z.output<typeof row>;
const page = z.object({ rows: z.array(row), eligible: counts.nullable() });

export const PAGE_SIZE = 25;

/**
 * What stands above the opportunities: the catalogue as far as it decides on them, the company's locations, and how many
 * known customers are eligible at each engagement (kept counters; what belongs to no location everybody sees).
 */
export async function getOpportunitiesHead(tx: Tx<PartnerUser>) {
  const query = prepared(tx.db, "opportunities head", (db, name) =>
    db
      .select({
        ...offeredColumns(),
        eligible: sql<unknown>`(select coalesce(jsonb_object_agg(engagement_id, n), '{}') from (
          select engagement_id, sum(count) as n from customer_counts
          where partner_id = ${partner} and tab = 'eligible' and status = 'known' group by 1) s)`,
      })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const { partnerId } = tx.actor;
  const [found] = await query.execute({ partnerId, now: tx.now.toISOString() });
  return { ...offeredIn(tx, found), eligible: counts.parse(found?.eligible) };
}

type Asked = Pick<OpportunitiesQuery, "q" | "after"> & {
  /** How many customers; a page of them unless said. */
  size?: number | undefined;
  chance: Chance | "";
  /** The ids of the workshops, in the order of their columns. */
  engagements: readonly string[];
};
type Found = {
  rows: OpportunityRow[];
  /** `?after=` of the next page; null on the last one. */
  next: string | null;
  /** Of a search: how many of the customers found are eligible at each engagement; null of too many. */
  eligible: Record<string, number> | null;
};

/**
 * K2: a page of the partner's known customers by name, by keyset, with their rows at these workshops: those that stand so
 * at one of them, by what is stored. A customer whose every row belongs to other locations than the actor's is not there.
 * @param few so many that a search finds are sorted; of more it meets them in order
 */
export async function listOpportunities(
  tx: Tx<PartnerUser>,
  { q, after, chance, engagements, size = PAGE_SIZE }: Asked,
  few = FEW,
): Promise<Found> {
  const locations = locationsOf(tx.actor);
  const values = {
    partnerId: tx.actor.partnerId,
    locations,
    engagements,
    now: tx.now.toISOString(),
  };
  const ids = isSearch(q) ? await findKnown(tx, { first: engagements[0], few, q }) : null;
  const own = locations !== "*";
  const way: Way = !isSearch(q) ? "all" : ids === null ? "walk" : "found";
  const from = readCursor(LIST, { key: "text", id: "uuid" }, after);
  const shape = `opportunities ${chance} ${own ? "own" : "all"} ${way} ${size}${from ? " after" : ""}`;
  const query = kept(tx, shape, (db, name) =>
    db
      .select({ page: pageSql({ chance, own, way, after: from !== null }, size) })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const [found] = await query.execute({
    ...values,
    ...typed(q),
    ids,
    key: from?.key,
    after: from?.id,
  });
  const { rows, eligible } = page.parse(found?.page);
  const last = rows.length > size ? rows[size - 1] : undefined;
  const next = last ? writeCursor(LIST, last.name, last.id) : null;
  return { rows: rows.slice(0, size), next, eligible };
}

const LIST = "opportunities name";

/** The known customers that a search finds by an index; null: so many that they are met soon in any order. */
async function findKnown(
  tx: Tx<PartnerUser>,
  { first, few, q }: { first: string | undefined; few: number; q: string },
): Promise<string[] | null> {
  const query = prepared(tx.db, "opportunities hits", (db, name) =>
    db
      .select({
        ids: sql<unknown>`to_jsonb(known_hits(${sql.placeholder("first")}::uuid, ${patterns}, ${sql.placeholder("most")}::integer))`,
      })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  return ofEachSpelling(q, async (spelled) => {
    const [found] = await query.execute({ first: first ?? null, most: few + 1, q: spelled });
    return z.array(z.string()).nullable().parse(found?.ids);
  });
}

type Shape = { chance: Chance | ""; own: boolean; way: Way; after: boolean };

const pageSql = (shape: Shape, size: number) => {
  const mine = mineOf(shape.own);
  const eligible =
    shape.way === "found"
      ? sql`(select coalesce(jsonb_object_agg(engagement_id, n), '{}') from (
          select c.engagement_id, count(*) as n from customers c
          where c.partner_id = ${partner} and c.engagement_id = any(${sql.placeholder("engagements")}::uuid[])
            and c.tenant_id = any(${sql.placeholder("ids")}::uuid[]) and c.known and c.tab = 'eligible' and c.status = 'known' ${mine}
          group by 1) s)`
      : sql`null`;
  return sql<unknown>`(with keys as materialized (${keysOf(shape, figure(size + 1))})
    select jsonb_build_object('eligible', ${eligible}, 'rows', coalesce(jsonb_agg(jsonb_build_object(
      'id', k.tenant_id, 'name', k.name, 'country', t.country, 'place', ${placeSql(shape.own)}, 'statuses', cells.statuses,
      'rounds', cells.rounds, 'usage', case when cells.near then ${usageSql} end) order by k.name, k.tenant_id), '[]'))
    from keys k join tenants t on t.id = k.tenant_id cross join lateral (
      select jsonb_agg(case when c.association_id is null then case when c.status = 'criteria' and c.near then 'near' else c.status end end order by e.ord) as statuses,
        coalesce(jsonb_agg(${wholeRow}) filter (where c.association_id is not null), '[]') as rounds,
        bool_or(c.association_id is null and c.status = 'criteria' and c.near) as near
      from unnest(${sql.placeholder("engagements")}::uuid[]) with ordinality e (id, ord)
        left join customers c on c.partner_id = ${partner} and c.engagement_id = e.id and c.tenant_id = k.tenant_id ${mine}
        left join claim_lines w on w.partner_id = ${partner} and w.number = c.claim_number) cells)`;
};

const placeSql = (own: boolean): SQL => sql`(select r.location_id
  from ${roundsWith(own, sql`a.location_id, a.consented_at`, sql`k.tenant_id`)} r
  where r.consented_at is not null order by r.consented_at desc limit 1)`;

/** Of each figure the one of the latest month: the rule looks at no other (`latest`). */
const usageSql = sql`(select coalesce(jsonb_agg(jsonb_build_object('month', f.month, 'metrics', jsonb_build_object(f.key, f.value))), '[]')
  from (select distinct on (m.key) m.key, m.value, u.month from tenant_usage u cross join lateral jsonb_each(u.metrics) m
    where u.tenant_id = k.tenant_id order by m.key, u.month desc) f)`;
