import { and, eq, sql, type SQL } from "drizzle-orm";
import { customers } from "@/db/schema";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
import {
  byDays,
  columns,
  conditionsOf,
  inOrder,
  ofLocations,
  orderOf,
  shapeOf,
  valuesOf,
  type CustomerRow,
  type Listing,
} from "../order/queries";
import { escapeLike } from "./rules";

/** How far each way looks before it leaves the search to the next. */
export type Reach = {
  /** Lists up to this length are walked at once. */
  short: number;
  walked: number;
  wholeWords: number;
  merged: number;
  picked: number;
  checked: number;
};
const REACH: Reach = {
  short: 500,
  walked: 5_000,
  wholeWords: 40,
  merged: 2_000,
  picked: 10_000,
  checked: 1_000,
};

/**
 * The first `limit` customers of a tab in its order that have a word beginning with each of `words`
 * (`searchWords`). No single way is fast for every word, so each one gives up early, and none
 * depends on what the planner believes about words:
 *
 * - `walk` down the list: for words that many have, and for short lists;
 * - `merge` the lists of whole words, each of which stands in the order of the names;
 * - `pick` all that have the rarest word, when they are not many;
 * - `sift` all that have any of the words: always ends, for the rest.
 */
export async function findCustomers(
  tx: Tx<PartnerUser>,
  listing: Listing,
  words: readonly string[],
  limit: number,
  reach = REACH,
): Promise<CustomerRow[]> {
  const several = words.length > 1;
  const merges = byDays(listing.query) ? [] : [merge];
  const long = several ? [pick, ...merges, walk] : [...merges, pick, walk];
  const ways = listing.visible.listed <= reach.short ? [walk] : long;
  for (const way of [...ways, sift]) {
    const found = await run(tx, { ...listing, several, limit, reach }, words, way);
    if (found) return found;
  }
  return [];
}

type Search = Listing & { several: boolean; limit: number; reach: Reach };
/** A statement that gives `tenant_id`s with their `place` in the order, or a null to give up. */
type Way = (tx: Tx<PartnerUser>, search: Search) => SQL;

async function run(
  tx: Tx<PartnerUser>,
  search: Search,
  words: readonly string[],
  way: Way,
): Promise<CustomerRow[] | null> {
  const { several, limit, reach } = search;
  const shape = `${way.name} ${several ? 2 : 1} ${limit} ${reach.walked} ${shapeOf(tx, search)}`;
  const query = prepared(tx.db, shape, (db, name) =>
    db
      .select({ row: columns })
      .from(sql`(${way(tx, search)}) found`)
      .leftJoin(
        customers,
        and(
          eq(customers.partnerId, sql.placeholder("partnerId")),
          eq(customers.engagementId, sql.placeholder("engagementId")),
          eq(customers.tenantId, sql`found.tenant_id`),
        ),
      )
      .orderBy(sql`found.place`)
      .prepare(name),
  );
  const found = await query.execute({
    ...valuesOf(tx, search),
    words,
    patterns: words.map((word) => `% ${escapeLike(word)}%`),
  });
  const rows = found.map(({ row }) => row);
  return rows.every((row) => row !== null) ? rows : null;
}

const whole = (count: number) => sql.raw(String(count));
const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const engagement = sql`${sql.placeholder("engagementId")}::uuid`;
const patterns = sql`${sql.placeholder("patterns")}::text[]`;
const typed = sql`unnest(${sql.placeholder("words")}::text[]) with ordinality typed(word, n)`;

const onTab = sql`partner_id = ${partner} and engagement_id = ${engagement} and tab = ${sql.placeholder("tab")}`;
/** What begins with a word, by the index of words. Nothing sorts after the last sign of Unicode. */
const endOf = (word: SQL) => sql`${word} || U&'\\+10FFFF'`;
const beginsWith = (word: SQL) => sql`${onTab} and word >= ${word} and word < ${endOf(word)}`;

const numbered = (found: SQL) =>
  sql`select row_number() over () as place, tenant_id from (${found}) ordered`;
const giveUp = (condition: SQL) => sql`select 0, null where ${condition}`;

/** Whether the customer of an entry has the other words too. */
const hasAll = sql`(select search like all (${patterns}) from customers c
  where c.partner_id = ${partner} and c.engagement_id = ${engagement} and c.tenant_id = entry.tenant_id)`;

function shown(tx: Tx<PartnerUser>, listing: Listing): SQL {
  return conditionsOf(listing, locationsOf(tx.actor) === "*" ? undefined : ofLocations);
}

const walk: Way = (tx, search) => {
  const last = whole(search.reach.walked);
  return sql`
    with found as materialized (
      select n, tenant_id from (
        select row_number() over () as n, tenant_id, search
        from (${inOrder(tx, search, search.reach.walked)}) list) walked
      where search like all (${patterns}) or n = ${last} limit ${whole(search.limit)})
    select n as place, tenant_id from found
    union all ${giveUp(sql`exists (select from found where n = ${last})`)}`;
};

const merge: Way = (tx, search) => {
  const { several, reach } = search;
  const [order, limit] = [orderOf(search.query), whole(search.limit)];
  const following = (from: SQL) => sql`select word from customer_words
    where ${onTab} and ${from} and word < ${endOf(sql`typed.word`)} order by word limit 1`;
  const ofWord = sql`select name, tenant_id from customer_words
    where ${onTab} and word = heads.word and ${shown(tx, search)} ${order}`;
  const last = sql`${whole(reach.merged)} / driver.heads`;
  const checked = sql`
    select name, tenant_id, at = ${last} as last
    from (select row_number() over () as at, name, tenant_id from (${ofWord} limit ${last}) first) entry
    where ${hasAll} or at = ${last} limit ${limit}`;
  return sql`
    with heads as materialized (
      select typed.n, head.word from ${typed} cross join lateral (
        with recursive head as (
          (${following(sql`word >= typed.word`)})
          union all
          select after.word from head cross join lateral (${following(sql`word > head.word`)}) after
        ) select word from head limit ${whole(reach.wholeWords)} + 1) head
    ), driver as materialized (
      select n, count(*) as heads from heads group by n having count(*) <= ${whole(reach.wholeWords)}
      order by count(*), n limit 1
    ), entries as materialized (
      select entry.* from heads join driver using (n) cross join lateral (
        ${several ? checked : sql`select name, tenant_id, false as last from (${ofWord} limit ${limit}) first`}) entry
    )
    ${numbered(sql`select tenant_id from entries group by name, tenant_id ${order} limit ${limit}`)}
    union all ${giveUp(sql`exists (select from heads) and not exists (select from driver) or exists (select from entries where last)`)}`;
};

const pick: Way = (tx, search) => {
  const { several, reach } = search;
  const [order, limit] = [orderOf(search.query), whole(search.limit)];
  const most = whole(several ? reach.checked : reach.picked);
  const inTurn = several
    ? sql`select tenant_id from (select * from entries ${order} offset 0) entry where ${hasAll} limit ${limit}`
    : sql`select tenant_id from entries ${order} limit ${limit}`;
  return sql`
    with counted as materialized (
      select word, n, (select count(*) from (
        select from customer_words where ${beginsWith(sql`typed.word`)} limit ${most} + 1) first) as entries
      from ${typed}
    ), rarest as materialized (
      select word from counted where entries <= ${most} order by entries, n limit 1
    ), entries as materialized (
      select name, due_at, tenant_id from rarest cross join lateral (
        select name, due_at, tenant_id from customer_words
        where ${beginsWith(sql`rarest.word`)} and ${shown(tx, search)} offset 0) entry
      group by name, due_at, tenant_id
    )
    ${numbered(inTurn)} union all ${giveUp(sql`not exists (select from rarest)`)}`;
};

const sift: Way = (tx, search) =>
  numbered(sql`
    select tenant_id from (
      select typed.n, name, due_at, tenant_id from ${typed} cross join lateral (
        select name, due_at, tenant_id from customer_words
        where ${beginsWith(sql`typed.word`)} and ${shown(tx, search)} offset 0) entry) entries
    group by name, due_at, tenant_id
    having count(distinct n) = cardinality(${sql.placeholder("words")}::text[])
    ${orderOf(search.query)} limit ${whole(search.limit)}`);
