import { sql, type SQL } from "drizzle-orm";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import type { ClaimStatus } from "../rules";
import { clockArms, type ClockArm } from "./arms";
import { statusesOf, wantedOf } from "./rules";
import type { ClaimsQuery } from "./schema";

export const PAGE_SIZE = 50;
/** A word with fewer claims than this is looked up; one with more is met soon enough in order. */
const FEW = 3_000;

export type Filter = Omit<ClaimsQuery, "after">;
export type Shape = {
  arms: ClockArm[];
  engagement: boolean;
  location: boolean;
  own: boolean;
};

/** What of a filter decides on the statement; everything else is a value of it. */
export function shapeOf(
  tx: Tx<PartnerUser>,
  { status, due, sort, engagement, location }: Filter,
): Shape {
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

export const partner = sql`${sql.placeholder("partnerId")}::uuid`;
export const now = sql`${sql.placeholder("now")}::timestamptz`;
const never = sql`'9999-12-31 00:00:00+00'::timestamptz`;

type Options = {
  after: boolean;
  limit: number;
  /** More that is asked of a row `l`. */
  search?: SQL;
  /** Of a deadline filter: rows that are a day or two beyond it may come along. */
  roughly?: boolean;
};

/**
 * The first rows of a filter in an order. With no place asked for, the first rows of each status by
 * an index; with one, the first rows of each of its cells (location, engagement, status), of which
 * the counters know which ones there are.
 */
export function orderedSql(shape: Shape, { sort, due }: Filter, options: Options): SQL {
  const { after, limit, search, roughly = false } = options;
  const way = wayOf(sort);
  const order = sql`order by key ${way}, number ${way} limit ${sql.raw(String(limit))}`;
  const placed = shape.engagement || shape.location || shape.own;
  // Keys alone are read from the index; the rows of those that are shown come afterwards.
  const columns = placed && !search ? sql`l.number` : sql`l.*`;
  const parts = shape.arms.flatMap((arm) => {
    const first = (of: SQL) => sql`
      select ${columns}, ${keyOf(sort, arm)} as key from claim_lines l
      where l.partner_id = ${partner} ${of} ${clockSql(arm, due, roughly)}
        ${after ? beyondSql(sort, arm) : sql``} ${search ?? sql``} ${order}`;
    if (!placed) {
      if (arm.statuses === null) return [first(sql``)];
      return arm.statuses.map((status) => first(sql`and l.status = ${sql.raw(`'${status}'`)}`));
    }
    const inCell = sql`and l.location_id = c.location_id and l.engagement_id = c.engagement_id and l.status = c.status`;
    return [
      sql`select x.* from claim_counts c cross join lateral (${first(inCell)}) x
        where c.partner_id = ${partner} and c.count > 0 ${placeSql("c", shape, arm.statuses)}`,
    ];
  });
  if (parts.length === 0) return sql`select l.*, l.number as key from claim_lines l where false`;
  const all = sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  );
  const merged = sql`select * from (${all}) merged ${order}`;
  if (!placed || search) return merged;
  return sql`select l.*, shown.key from (${merged}) shown
    join claim_lines l on l.partner_id = ${partner} and l.number = shown.number
    order by shown.key ${way}, l.number ${way}`;
}

/**
 * The first rows that are found by what was typed: few by its words, its tenant or its number; of a
 * word that very many claims have, the first ones in order.
 */
export function searchedSql(shape: Shape, filter: Filter, after: boolean): SQL {
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
        ${placeSql("l", shape, arm.statuses)} ${clockSql(arm, filter.due)} ${after ? beyondSql(filter.sort, arm) : sql``} ${order})`,
  );
  const inOrder = orderedSql(shape, filter, {
    after,
    limit: PAGE_SIZE + 1,
    // A case, of whose truth the planner supposes half: it knows better than the planner that many fit,
    // so that reading in order ends soon.
    search: sql`and (select very from many)
      and case when ${fits} and l.number not in (select number from exact) then true else false end`,
  });
  if (looked.length === 0) return inOrder;
  return sql`
    with few as materialized (select number from ${words} limit ${sql.raw(String(FEW))}),
      many as materialized (select count(*) >= ${sql.raw(String(FEW))} as very from few),
      exact as materialized (select null::integer as number where false ${ids})
    select * from (${sql.join(looked, sql` union all `)} union all (${inOrder})) found ${order}`;
}

/** The places and statuses of a filter, asked of a cell `c` of the counters or of a line `l`. */
function placeSql(of: "c" | "l", shape: Shape, statuses: readonly ClaimStatus[] | null): SQL {
  const row = sql.raw(of);
  const conditions = [
    statuses &&
      sql`and ${row}.status in (${sql.raw(statuses.map((one) => `'${one}'`).join(", "))})`,
    shape.own && sql`and ${row}.location_id = any(${sql.placeholder("locations")}::uuid[])`,
    shape.location &&
      sql`and ${row}.location_id = (select id from locations where partner_id = ${partner} and mpn_id = ${sql.placeholder("location")})`,
    shape.engagement &&
      sql`and ${row}.engagement_id = (select id from engagements where slug = ${sql.placeholder("engagement")})`,
  ];
  return sql.join(
    conditions.flatMap((one) => (one ? [one] : [])),
    sql` `,
  );
}

/** D9: days are calendar days in the claim's own zone; a wider bound comes first, for the index. */
function clockSql({ clock }: ClockArm, due: Filter["due"], roughly = false): SQL {
  if (clock === "any") return sql``;
  if (clock === "ran") return sql`and l.due_at <= ${now}`;
  if (due === "") return sql`and l.due_at > ${now}`;
  const days = sql`${sql.placeholder("days")}::integer`;
  const about = sql`and l.due_at > ${now} and l.due_at <= ${now} + (${days} + 2) * interval '1 day'`;
  if (roughly) return about;
  return sql`${about}
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

export function wayOf(sort: Filter["sort"]): SQL {
  return sql.raw(sort.startsWith("-") ? "desc" : "asc");
}
