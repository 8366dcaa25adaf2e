import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { locationsOf, prepared, type Handle, type PartnerUser, type Tx } from "../../ctx";
import { escapeLike } from "../../customers/queries";
import { claimStatuses, type ClaimStatus } from "../rules";
import { clockArms, type ClockArm } from "./arms";
import { statusesOf, wantedOf } from "./rules";
import { claimGroups, type ClaimsQuery } from "./schema";

export const PAGE_SIZE = 50;
/** A word with fewer claims than this is looked up; one with more is met soon enough in order. */
const FEW = 3_000;

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
  filter: Omit<ClaimsQuery, "after">,
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
  /** Ends of the clocks that run out within 30 days, soonest first; 100 stand for that many or more. */
  soon: z.array(z.object({ dueAt: z.coerce.date(), timeZone: z.string() })),
});
export type ClaimsHead = z.infer<typeof head>;

/**
 * What the filters of the list offer, with how many claims there are: kept counters by location,
 * engagement and status of the actor's locations, and the deadlines that come next. One statement.
 */
export async function getClaimsHead(
  tx: Tx<PartnerUser>,
  filter: Omit<ClaimsQuery, "after">,
): Promise<ClaimsHead> {
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
            order by due_at), '[]') from (${orderedSql(shape, soonFilter, { after: false, limit: 100 })}) soon))`,
      })
      .from(sql`(select 1) as one`)
      .prepare(statement);
  const query = name === "" ? build(tx.db, "") : prepared(tx.db, name, build);
  const [row] = await query.execute(valuesOf(tx, soonFilter));
  return head.parse(row?.head);
}

type Filter = Omit<ClaimsQuery, "after">;
type Shape = {
  arms: ClockArm[];
  engagement: boolean;
  location: boolean;
  own: boolean;
};

/** What of a filter decides on the statement; everything else is a value of it. */
function shapeOf(tx: Tx<PartnerUser>, { status, due, sort, engagement, location }: Filter): Shape {
  return {
    arms: clockArms(statusesOf(status), { due: due !== "", byDue: sort.endsWith("due") }),
    engagement: engagement !== "",
    location: location !== "",
    own: locationsOf(tx.actor) !== "*",
  };
}

function searchShape(q: string): string {
  const wanted = wantedOf(q);
  return wanted === null ? "" : wanted.tenantId ? "tenant" : wanted.number === null ? "words" : "number"; // prettier-ignore
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

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const now = sql`${sql.placeholder("now")}::timestamptz`;
const never = sql`'9999-12-31 00:00:00+00'::timestamptz`;

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

/**
 * The first rows of a filter in an order. With no place asked for, a merge of one index for each
 * status; with one, the first rows of each of its cells (location, engagement, status), of which
 * the counters know which ones there are.
 */
function orderedSql(
  { arms, ...shape }: Shape,
  { sort, due }: Filter,
  { after, limit, search = sql`` }: { after: boolean; limit: number; search?: SQL },
): SQL {
  const way = wayOf(sort);
  const order = sql`order by key ${way}, number ${way} limit ${sql.raw(String(limit))}`;
  const placed = shape.engagement || shape.location || shape.own;
  const parts = arms.flatMap((arm) => {
    const body = (status: SQL) =>
      sql`select l.*, ${keyOf(sort, arm)} as key from claim_lines l where l.partner_id = ${partner}
        ${status} ${clockSql(arm, due)} ${after ? beyondSql(sort, arm) : sql``} ${search}`;
    if (!placed) {
      if (arm.statuses === null) return [body(sql``)];
      return arm.statuses.map((status) => body(sql`and l.status = ${sql.raw(`'${status}'`)}`));
    }
    const inCell = sql`and l.location_id = c.location_id and l.engagement_id = c.engagement_id and l.status = c.status`;
    return [
      sql`select x.* from claim_counts c cross join lateral (${body(inCell)} ${order}) x
        where c.partner_id = ${partner} and c.count > 0 ${cellSql(shape, arm.statuses)}`,
    ];
  });
  if (parts.length === 0) return sql`select l.*, l.number as key from claim_lines l where false`;
  const all = sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  );
  return sql`select * from (${all}) merged ${order}`;
}

function cellSql(shape: Omit<Shape, "arms">, statuses: readonly ClaimStatus[] | null): SQL {
  return sql`
    ${statuses ? sql`and c.status in (${sql.raw(statuses.map((one) => `'${one}'`).join(", "))})` : sql``}
    ${shape.own ? sql`and c.location_id = any(${sql.placeholder("locations")}::uuid[])` : sql``}
    ${shape.location ? sql`and c.location_id = (select id from locations where partner_id = ${partner} and mpn_id = ${sql.placeholder("location")})` : sql``}
    ${shape.engagement ? sql`and c.engagement_id = (select id from engagements where slug = ${sql.placeholder("engagement")})` : sql``}`;
}

/**
 * The first rows that are found by what was typed: few by its words, its tenant or its number; of a
 * word that very many claims have, the first ones in order.
 */
function searchedSql(shape: Shape, filter: Filter, after: boolean): SQL {
  const way = wayOf(filter.sort);
  const kind = searchShape(filter.q);
  const order = sql`order by key ${way}, number ${way} limit ${sql.raw(String(PAGE_SIZE + 1))}`;
  const words = sql`claim_words where partner_id = ${partner} and word >= ${sql.placeholder("from")} and word < ${sql.placeholder("until")}`;
  const fits = sql`search like all(${sql.placeholder("patterns")}::text[])`;
  const ids =
    kind === "tenant"
      ? sql`union select number from claim_lines where partner_id = ${partner} and tenant_id = ${sql.placeholder("tenantId")}::uuid`
      : kind === "number"
        ? sql`union select number from claim_lines where partner_id = ${partner} and number = ${sql.placeholder("wantedNumber")}::integer
          union select number from claim_lines where partner_id = ${partner}
            and tenant_id in (select id from tenants where tpid = ${sql.placeholder("wantedNumber")}::integer)`
        : sql``;
  const looked = shape.arms.map(
    (arm) => sql`(select l.*, ${keyOf(filter.sort, arm)} as key
      from (select number from few where not (select very from many) union select number from exact) f
      join claim_lines l on l.partner_id = ${partner} and l.number = f.number
      where (${fits} or l.number in (select number from exact))
        ${placeSql(shape, arm.statuses)} ${clockSql(arm, filter.due)} ${after ? beyondSql(filter.sort, arm) : sql``} ${order})`,
  );
  const inOrder = orderedSql(shape, filter, {
    after,
    limit: PAGE_SIZE + 1,
    search: sql`and (select very from many) and ${fits} and l.number not in (select number from exact)`,
  });
  if (looked.length === 0) return inOrder;
  return sql`
    with few as materialized (select number from ${words} limit ${sql.raw(String(FEW))}),
      many as materialized (select count(*) >= ${sql.raw(String(FEW))} as very from few),
      exact as materialized (select null::integer as number where false ${ids})
    select * from (${sql.join(looked, sql` union all `)} union all (${inOrder})) found ${order}`;
}

function placeSql(shape: Omit<Shape, "arms">, statuses: readonly ClaimStatus[] | null): SQL {
  return sql`
    ${statuses ? sql`and l.status in (${sql.raw(statuses.map((one) => `'${one}'`).join(", "))})` : sql``}
    ${shape.own ? sql`and l.location_id = any(${sql.placeholder("locations")}::uuid[])` : sql``}
    ${shape.location ? sql`and l.location_id = (select id from locations where partner_id = ${partner} and mpn_id = ${sql.placeholder("location")})` : sql``}
    ${shape.engagement ? sql`and l.engagement_id = (select id from engagements where slug = ${sql.placeholder("engagement")})` : sql``}`;
}

/** D9: days are calendar days in the claim's own zone; a wider bound comes first, for the index. */
function clockSql({ clock }: ClockArm, due: Filter["due"]): SQL {
  if (clock === "any") return sql``;
  if (clock === "ran") return sql`and l.due_at <= ${now}`;
  if (due === "") return sql`and l.due_at > ${now}`;
  const days = sql`${sql.placeholder("days")}::integer`;
  return sql`and l.due_at > ${now} and l.due_at <= ${now} + (${days} + 2) * interval '1 day'
    and l.due_at <= (((${now} at time zone l.time_zone)::date + ${days} + 1)::timestamp at time zone l.time_zone)`;
}

/** What ran out has no deadline any more, and sorts where it will stand once that is recorded. */
function keyOf(sort: Filter["sort"], { clock }: ClockArm): SQL {
  if (sort.endsWith("due")) return clock === "ran" ? never : sql`l.due_at`;
  return sort.endsWith("name") ? sql`l.name` : sql`l.number`;
}

function beyondSql(sort: Filter["sort"], arm: ClockArm): SQL {
  const sign = sql.raw(sort.startsWith("-") ? "<" : ">");
  const after = sql`${sql.placeholder("afterNumber")}::integer`;
  if (sort.endsWith("number")) return sql`and l.number ${sign} ${after}`;
  const cast = sql.raw(sort.endsWith("due") ? "::timestamptz" : "::text");
  return sql`and (${keyOf(sort, arm)}, l.number) ${sign} (${sql.placeholder("key")}${cast}, ${after})`;
}

function wayOf(sort: Filter["sort"]): SQL {
  return sql.raw(sort.startsWith("-") ? "desc" : "asc");
}
