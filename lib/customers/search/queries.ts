import { and, eq, sql, type SQL } from "drizzle-orm";
import { customers } from "@/db/schema";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
import {
  columns,
  conditionsOf,
  inOrder,
  keyOf,
  ofLocations,
  orderOf,
  shapeOf,
  valuesOf,
  wayOf,
  type CustomerRow,
  type Listing,
} from "../order/queries";
import { escapeLike } from "./rules";

/** How far each way looks before it leaves the search to the next. */
export type Reach = {
  name: string;
  /** Lists up to this length are walked at once. */
  short: number;
  strolled: number;
  walked: number;
  wholeWords: number;
  steps: number;
  picked: number;
  checked: number;
  /** How far the lists of several words are counted, to find the shortest. */
  crossed: number;
  /** How many entries of one customer are expected. */
  same: number;
};
const REACH: Reach = {
  name: "",
  short: 500,
  strolled: 400,
  walked: 5_000,
  wholeWords: 40,
  steps: 1_000,
  picked: 10_000,
  checked: 1_000,
  crossed: 100_000,
  same: 4,
};

/**
 * The first `limit` customers of a tab in its order that have a word beginning with each of `words`
 * (`searchWords`). No single way is fast for every word, so each one gives up early, and none
 * depends on what the planner believes about words:
 *
 * - `merge` the lists of whole words, each of which is in the order wanted;
 * - `meet`: go along the lists of two words, from one to the other;
 * - `stroll`, `walk` down the list: for words that many have, and for short lists;
 * - `pick` all that have the rarest word, when they are not many;
 * - `sift` all entries that begin with the word;
 * - `cross` the lists of the two rarest words: always ends, slower the longer they are;
 * - `sweep` the whole tab: always ends, slower the longer it is.
 */
export async function findCustomers(
  tx: Tx<PartnerUser>,
  listing: Listing,
  words: readonly string[],
  limit: number,
  reach = REACH,
): Promise<CustomerRow[]> {
  const several = words.length > 1;
  const short = listing.visible.listed <= reach.short;
  const ways = short
    ? [walk, sweep]
    : several
      ? [pick, meet, walk, cross]
      : [merge, stroll, pick, walk, sift, sweep];
  let usual = false;
  for (const way of ways) {
    // Many were met on the way: then there are more of them than can be picked.
    if (usual && way === pick) continue;
    const { rows, whole } = await run(tx, { ...listing, several, limit, reach }, words, way);
    if (whole) return rows;
    usual = way === stroll && rows.length >= reach.strolled / 100;
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
): Promise<{ rows: CustomerRow[]; whole: boolean }> {
  const { several, limit, reach } = search;
  const shape = `${way.name} ${several ? 2 : 1} ${limit} ${reach.name} ${shapeOf(tx, search)}`;
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
  const rows = found.flatMap(({ row }) => (row === null ? [] : [row]));
  return { rows, whole: rows.length === found.length };
}

const figure = (count: number) => sql.raw(String(count));
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
  const conditions = conditionsOf(listing);
  return locationsOf(tx.actor) === "*" ? conditions : sql`${conditions} and ${ofLocations}`;
}

const stroll: Way = (tx, search) => down(tx, search, search.reach.strolled);
const walk: Way = (tx, search) => down(tx, search, search.reach.walked);

function down(tx: Tx<PartnerUser>, search: Search, rows: number): SQL {
  const last = figure(rows);
  return sql`
    with found as materialized (
      select n, tenant_id from (
        select row_number() over () as n, tenant_id, search from (${inOrder(tx, search, rows)}) list) walked
      where search like all (${patterns}) or n = ${last} limit ${figure(search.limit)})
    select n as place, tenant_id from found
    union all ${giveUp(sql`exists (select from found where n = ${last})`)}`;
}

/** The first whole words that begin with each of the words, and one too many when there are more. */
const heads = ({ reach }: Search) => {
  const following = (from: SQL) => sql`select word from customer_words
    where ${onTab} and ${from} and word < ${endOf(sql`typed.word`)} order by word limit 1`;
  return sql`heads as materialized (
    select typed.n, head.word from ${typed} cross join lateral (
      with recursive head as (
        (${following(sql`word >= typed.word`)})
        union all
        select after.word from head cross join lateral (${following(sql`word > head.word`)}) after
      ) select word from head limit ${figure(reach.wholeWords)} + 1) head)`;
};

const merge: Way = (tx, search) => {
  const [key, order, limit] = [keyOf(search.query), orderOf(search.query), figure(search.limit)];
  const few = sql`(select count(*) from heads) <= ${figure(search.reach.wholeWords)}`;
  return sql`
    with ${heads(search)}, entries as materialized (
      select entry.* from heads cross join lateral (
        select ${key}, tenant_id from customer_words
        where ${onTab} and word = heads.word and ${shown(tx, search)} ${order} limit ${limit}) entry
      where ${few}
    )
    ${numbered(sql`select tenant_id from entries group by ${key}, tenant_id ${order} limit ${limit}`)}
    union all ${giveUp(sql`not ${few}`)}`;
};

/** Along the list of one word or of two, of the least whole words; the customer has the others too. */
const meet: Way = (tx, search) => {
  const [key, order, way] = [keyOf(search.query), orderOf(search.query), wayOf(search.query)];
  const beyond = sql.raw(search.query.sort.startsWith("-") ? "<=" : ">=");
  const first = (list: SQL, from: SQL) => sql`
    select entry.* from ${list} list cross join lateral (
      select ${key} as key, tenant_id as id from customer_words
      where ${onTab} and word = list.word and ${from} ${order} limit 1) entry
    order by key ${way}, id ${way} limit 1`;
  const reached = (to: SQL) => sql`(${key}, tenant_id) ${beyond} ${to}`;
  const mine = (from: SQL) => first(sql`one`, sql`${from} and ${shown(tx, search)}`);
  const other = first(sql`two`, reached(sql`(mine.key, mine.id)`));
  const last = sql`(select ${figure(search.reach.steps)} / sum(heads)::integer from pair)`;
  return sql`
    with recursive ${heads(search)}, pair as materialized (
      select n, count(*) as heads, row_number() over (order by count(*), max(length(word)) desc, n) as place
      from heads group by n having count(*) <= ${figure(search.reach.wholeWords)} order by place limit 2
    ), one as materialized (select word from heads join pair using (n) where place = 1
    ), two as materialized (
      select word from heads join pair using (n) where place = (select max(place) from pair)
    ), step as (
      select mine.*, other.key as to_key, other.id as to_id
      from (${mine(sql`true`)}) mine left join lateral (${other}) other on true
      union all
      select mine.*, other.key, other.id from step
      cross join lateral (${mine(sql`${reached(sql`(to_key, to_id)`)} and tenant_id <> step.id`)}) mine
      left join lateral (${other}) other on true
    ), found as materialized (
      select at, entry.tenant_id from (
        select row_number() over () as at, id as tenant_id, id = to_id as met from step limit ${last}) entry
      where entry.met and ${hasAll} or at = ${last} limit ${figure(search.limit)}
    )
    select at as place, tenant_id from found
    union all ${giveUp(sql`exists (select from found where at = ${last}) or not exists (select from pair)`)}`;
};

/** How many entries begin with each word, counted no farther than one more than `most`. */
const counted = (most: number) => sql`counted as materialized (
  select word, n, (select count(*) from (
    select from customer_words where ${beginsWith(sql`typed.word`)} limit ${figure(most)} + 1) first) as entries
  from ${typed})`;

/** The entries on show that begin with the words of a list. */
const entriesOf = (tx: Tx<PartnerUser>, search: Search, list: SQL) => sql`
  ${list} list cross join lateral (
    select ${keyOf(search.query)}, tenant_id from customer_words
    where ${beginsWith(sql`list.word`)} and ${shown(tx, search)} offset 0) entry`;

/** The first of `entries` who have all words. */
const complete = ({ query, limit }: Search) => sql`
  select tenant_id from (select * from entries ${orderOf(query)} offset 0) entry
  where ${hasAll} limit ${figure(limit)}`;

const pick: Way = (tx, search) => {
  const { several, reach } = search;
  const [key, order, limit] = [keyOf(search.query), orderOf(search.query), figure(search.limit)];
  const most = several ? reach.checked : reach.picked;
  const inTurn = several ? complete(search) : sql`select tenant_id from entries ${order} limit ${limit}`; // prettier-ignore
  return sql`
    with ${counted(most)}, rarest as materialized (
      select word from counted where entries <= ${figure(most)} order by entries, n limit 1
    ), entries as materialized (
      select ${key}, tenant_id from ${entriesOf(tx, search, sql`rarest`)}
      group by ${key}, tenant_id
    )
    ${numbered(inTurn)} union all ${giveUp(sql`not exists (select from rarest)`)}`;
};

const sift: Way = (tx, search) => {
  const [key, order] = [keyOf(search.query), orderOf(search.query)];
  const most = figure(search.limit * search.reach.same);
  return sql`
    with entries as materialized (
      select ${key}, tenant_id from ${entriesOf(tx, search, sql`(select word from ${typed})`)}
      ${order} limit ${most}
    ), found as materialized (
      select ${key}, tenant_id from entries group by ${key}, tenant_id ${order} limit ${figure(search.limit)}
    )
    ${numbered(sql`select tenant_id from found ${order}`)}
    union all ${giveUp(sql`(select count(*) from entries) = ${most} and (select count(*) from found) < ${figure(search.limit)}`)}`;
};

/** Whoever is in the lists of the two rarest words, and has the others too: always ends. */
const cross: Way = (tx, search) => {
  const key = keyOf(search.query);
  return sql`
    with ${counted(search.reach.crossed)}, rarest as materialized (
      select word, n from counted order by entries, n limit 1
    ), other as materialized (
      select word from counted where n <> (select n from rarest) order by entries, n limit 1
    ), entries as materialized (
      select ${key}, tenant_id from ${entriesOf(tx, search, sql`rarest`)}
      where tenant_id in (
        select tenant_id from ${entriesOf(tx, search, sql`other`)})
      group by ${key}, tenant_id
    )
    ${numbered(complete(search))}`;
};

const sweep: Way = (tx, search) =>
  numbered(sql`
    select tenant_id from (
      select search, ${keyOf(search.query)}, tenant_id from customers where ${shown(tx, search)} offset 0) entry
    where search like all (${patterns}) ${orderOf(search.query)} limit ${figure(search.limit)}`);
