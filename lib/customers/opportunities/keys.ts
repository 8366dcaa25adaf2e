import { sql, type SQL } from "drizzle-orm";
import { patterns } from "../../lists/search";
import type { Chance } from "./schema";

/** All, those that a search looked up, or those that a search meets on its way. */
export type Way = "all" | "found" | "walk";

export const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const engagements = sql`${sql.placeholder("engagements")}::uuid[]`;

/** Rows `c` of the actor's locations, and those that belong to none. */
export const mineOf = (own: boolean): SQL =>
  own
    ? sql`and (c.location_id is null or c.location_id = any(${sql.placeholder("locations")}::uuid[]))`
    : sql``;

/** What rows stand so, by what is stored, each as an index has it in the order of names. */
const standing: Record<Chance | "", SQL[]> = {
  "": [sql`c.known`],
  eligible: [sql`c.tab = 'eligible' and c.status = 'known' and c.known`],
  near: [sql`c.near and c.status = 'criteria' and c.known`],
  under_way: [
    sql`c.known and c.status in ('to_ask', 'asked') and c.due_at > ${sql.placeholder("now")}::timestamptz`,
    sql`c.tab = 'eligible' and c.status = 'active' and c.known`,
  ],
  done: [sql`c.tab = 'complete' and c.known`],
  taken: ["consent", "done"].map(
    (status) => sql`c.tab = 'ineligible' and c.status = ${sql.raw(`'${status}'`)} and c.known`,
  ),
  not: [sql`c.tab = 'ineligible' and c.status = 'criteria' and c.known and not c.near`],
};

type Shape = { chance: Chance | ""; own: boolean; way: Way; after: boolean };

/**
 * The names and ids of the first known customers that stand so at one of the workshops. Of each workshop the first ones in
 * order are enough: a customer has the same name in all of them.
 */
export function keysOf({ chance, own, way, after }: Shape, limit: SQL): SQL {
  const beyond = after
    ? sql`and (c.name, c.tenant_id) > (${sql.placeholder("key")}::text, ${sql.placeholder("after")}::uuid)`
    : sql``;
  const sorted = sql`group by 1, 2 order by 1, 2 limit ${limit}`;
  if (way === "found")
    return sql`select c.name, c.tenant_id from customers c
      where c.partner_id = ${partner} and c.engagement_id = any(${engagements}) and c.tenant_id = any(${sql.placeholder("ids")}::uuid[])
        and (${sql.join(standing[chance], sql` or `)}) ${mineOf(own)} ${beyond} ${sorted}`;
  const fits = way === "walk" ? sql`and c.search like all (${patterns}::text[])` : sql``;
  const firsts = standing[chance].map(
    (
      where,
    ) => sql`select f.name, f.tenant_id from unnest(${engagements}) e (id) cross join lateral (
      select c.name, c.tenant_id from customers c
      where c.partner_id = ${partner} and c.engagement_id = e.id and ${where} ${mineOf(own)} ${fits} ${beyond}
      order by c.name, c.tenant_id limit ${limit}) f`,
  );
  return sql`select name, tenant_id from (${sql.join(firsts, sql` union all `)}) firsts ${sorted}`;
}
