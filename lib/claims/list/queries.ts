import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { locationsOf, prepared, type Handle, type PartnerUser, type Tx } from "../../ctx";
import { escapeLike } from "./rules";
import { claimStatuses } from "../rules";
import {
  now,
  orderedSql,
  PAGE_SIZE,
  partner,
  searchedSql,
  shapeOf,
  wayOf,
  type Filter,
  type Shape,
} from "./page-sql";
import { wantedOf } from "./rules";
import { claimGroups } from "./schema";

const line = z.object({
  number: z.number(),
  engagementId: z.string(),
  locationId: z.string(),
  timeZone: z.string(),
  status: z.enum(claimStatuses),
  dueAt: z.coerce.date(),
  name: z.string(),
  friendlyName: z.string().nullable(),
  payoutUsd: z.number().nullable(),
  /** The value it is sorted by, as text. */
  key: z.string(),
});
export type ClaimLine = z.infer<typeof line>;

/** Where a page ends: the sort value of its last claim, and the claim's ID. */
export type Cursor = { key: string; number: number };

/**
 * One page of the partner's claims across engagements, by keyset: at most `PAGE_SIZE` and one more
 * that tells whether others follow. Only of locations on which the actor holds a role. One statement,
 * whose cost does not grow with the number of claims.
 */
export async function listClaims(
  tx: Tx<PartnerUser>,
  filter: Filter,
  after: Cursor | null,
): Promise<ClaimLine[]> {
  const shape = shapeOf(tx, filter);
  const name = nameOf("claims", shape, filter, after !== null);
  const build = (db: Handle, statement: string) =>
    db
      .select({ rows: rowsSql(shape, filter, after !== null) })
      .from(sql`(select 1) as one`)
      .prepare(statement);
  const query = name === "" ? build(tx.db, "") : prepared(tx.db, name, build);
  const wanted = wantedOf(filter.q);
  const longest = longestOf(wanted?.words ?? []);
  const [row] = await query.execute({
    ...valuesOf(tx, filter),
    key: after?.key,
    afterNumber: after?.number,
    from: longest,
    until: `${longest}\u{10FFFF}`,
    patterns: wanted?.words.map((word) => `% ${escapeLike(word)}%`),
    tenantId: wanted?.tenantId,
    wantedNumber: wanted?.number,
  });
  return z.array(line).parse(row?.rows);
}

const cell = z.object({
  locationId: z.string(),
  engagementId: z.string(),
  status: z.enum(claimStatuses),
  /** Taken off: the clock has passed it, and nobody has recorded that yet. */
  lapsed: z.boolean(),
  count: z.number(),
});
export type ClaimCell = z.infer<typeof cell>;

const head = z.object({
  cells: z.array(cell),
  engagements: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
  locations: z.array(z.object({ id: z.string(), mpnId: z.string(), name: z.string() })),
  /** Ends of the clocks that run out within 30 days or a little later, soonest first, 100 at most. */
  soon: z.array(z.object({ dueAt: z.coerce.date(), timeZone: z.string() })),
});
export type ClaimsHead = z.infer<typeof head>;

/**
 * What the filters of the list offer, with how many claims there are: kept counters by location,
 * engagement and status of the actor's locations, and the deadlines that come next. One statement.
 */
export async function getClaimsHead(tx: Tx<PartnerUser>, filter: Filter): Promise<ClaimsHead> {
  const all = locationsOf(tx.actor) === "*";
  const soonFilter = { ...filter, q: "", due: "30", sort: "due" } as const;
  const shape = shapeOf(tx, soonFilter);
  const own = all ? sql`` : sql`and location_id = any(${sql.placeholder("locations")}::uuid[])`;
  const mine = sql`partner_id = ${partner} ${own}`;
  const name = nameOf("claims head", shape, filter, false);
  const build = (db: Handle, statement: string) =>
    db
      .select({
        head: sql<unknown>`jsonb_build_object(
          'cells', (select coalesce(jsonb_agg(c), '[]') from (
            select location_id as "locationId", engagement_id as "engagementId", status, false as lapsed, count
            from claim_counts where ${mine} and count > 0
            union all
            select location_id, engagement_id, status, true, count(*) from (
              select location_id, engagement_id, status from claim_lines
              where ${mine} and due_at <= ${now} order by due_at limit 5000) late group by 1, 2, 3
          ) c),
          'engagements', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'slug', e.slug, 'name', e.name)
            order by e.name), '[]') from engagements e
            where e.id in (select engagement_id from claim_counts where ${mine} and count > 0)),
          'locations', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'mpnId', mpn_id, 'name', name)
            order by name, mpn_id), '[]') from locations
            where partner_id = ${partner} ${all ? sql`` : sql`and id = any(${sql.placeholder("locations")}::uuid[])`}),
          'soon', (select coalesce(jsonb_agg(jsonb_build_object('dueAt', due_at, 'timeZone', time_zone)
            order by due_at), '[]') from (${orderedSql(shape, soonFilter, { after: false, limit: 100, roughly: true })}) soon))`,
      })
      .from(sql`(select 1) as one`)
      .prepare(statement);
  const query = name === "" ? build(tx.db, "") : prepared(tx.db, name, build);
  const [row] = await query.execute(valuesOf(tx, soonFilter));
  return head.parse(row?.head);
}

function valuesOf(tx: Tx<PartnerUser>, { engagement, location, due }: Filter) {
  return {
    partnerId: tx.actor.partnerId,
    now: tx.now.toISOString(),
    locations: locationsOf(tx.actor),
    engagement,
    location,
    days: Number(due),
  };
}

/**
 * The name under which a connection keeps a statement: of the views that everybody opens, each of
 * which has one. All other combinations of filters are planned anew, so that no connection gathers
 * thousands of statements; their name is empty.
 */
function nameOf(
  list: string,
  shape: Shape,
  { q, status, engagement, location, due, sort }: Filter,
  after: boolean,
): string {
  const usual = status === "" || claimGroups.some((group) => group === status);
  if (!usual || [q, engagement, location, due].some((value) => value !== "")) return "";
  const all = shape.own ? "own" : "all";
  return `${list} ${all} ${status} ${sort} ${after ? "after" : ""}`;
}

function longestOf(words: string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}

function rowsSql(shape: Shape, filter: Filter, after: boolean): SQL {
  const found =
    wantedOf(filter.q) === null
      ? orderedSql(shape, filter, { after, limit: PAGE_SIZE + 1 })
      : searchedSql(shape, filter, after);
  const way = wayOf(filter.sort);
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('number', number, 'engagementId', engagement_id,
    'locationId', location_id, 'timeZone', time_zone, 'status', status, 'dueAt', due_at, 'name', name,
    'friendlyName', friendly_name, 'payoutUsd', payout_usd, 'key', key::text) order by key ${way}, number ${way}), '[]')
    from (${found}) page)`;
}
