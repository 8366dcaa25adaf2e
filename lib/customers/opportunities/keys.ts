import { sql, type SQL } from "drizzle-orm";
import { has } from "../../lists/search";
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

/** So written that the index of all known ones, which begins with no status, is not taken for it. */
const known = sql`coalesce(c.known, false)`;
const taken = (status: "consent" | "done") =>
  sql`c.tab = 'ineligible' and c.status = ${sql.raw(`'${status}'`)} and ${known}`;

/** What rows stand so, by what is stored, each as an index has it in the order of names. Whoever consented is known. */
const standing: Record<Chance | "", SQL[]> = {
  "": [sql`c.known`],
  eligible: [sql`c.tab = 'eligible' and c.status = 'known'`],
  near: [sql`c.near and c.status = 'criteria' and ${known}`],
  under_way: [
    sql`c.known and c.status in ('to_ask', 'asked') and c.due_at > ${sql.placeholder("now")}::timestamptz`,
    sql`c.tab = 'eligible' and c.status = 'active'`,
  ],
  done: [sql`c.tab = 'complete'`],
  taken: [taken("consent"), taken("done")],
  not: [sql`c.tab = 'ineligible' and c.status = 'criteria' and ${known} and not c.near`],
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
  const limited = sql`limit ${limit}`;
  const firsts = standing[chance].map((where) => {
    const rows = sql`select c.name, c.tenant_id, c.search from customers c
      where c.partner_id = ${partner} and c.engagement_id = e.id and ${where} ${mineOf(own)} ${beyond} order by c.name, c.tenant_id`;
    // What is found is common: it is met soon in the order of names, whatever the statistics say.
    const fitting =
      way === "walk"
        ? sql`select * from (${rows} offset 0) c where ${has(sql`c.search`)} ${limited}`
        : sql`${rows} ${limited}`;
    return sql`select f.name, f.tenant_id from unnest(${engagements}) e (id) cross join lateral (${fitting}) f`;
  });
  return sql`select name, tenant_id from (${sql.join(firsts, sql` union all `)}) firsts ${sorted}`;
}
