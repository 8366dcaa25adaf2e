import { and, eq, sql, type SQL } from "drizzle-orm";
import { locations } from "@/db/schema";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import { endsWithin } from "../../lists/filters";
import { isSearch, hasTyped } from "../../lists/search";
import { claimStatuses } from "../rules";
import { endedByClock, statusesOf } from "./rules";
import type { ClaimsQuery } from "./schema";

/** An MPN location ID in the search field stands for the location, as in the list. */
export async function typedLocation(tx: Tx<PartnerUser>, query: ClaimsQuery): Promise<ClaimsQuery> {
  if (query.q === "" || query.location !== "") return query;
  const mine = locationsOf(tx.actor);
  const found = await tx.db
    .select({ id: locations.id })
    .from(locations)
    .where(and(eq(locations.partnerId, tx.actor.partnerId), eq(locations.mpnId, query.q)));
  const seen = found.some(({ id }) => mine === "*" || mine.includes(id));
  return seen ? { ...query, q: "", location: query.q } : query;
}

/** The status of a claim, usually of a row `l` of `claim_lines`, at an instant, also when no job recorded its end (W11). */
export function expirySql(now: Date, stands = sql`l.status`, due = sql`l.due_at`): SQL {
  const cases = claimStatuses.flatMap((status) => {
    const ended = endedByClock(status);
    return ended
      ? [sql`when ${stands} = ${sql.raw(`'${ended}'`)} then ${sql.raw(`'${status}'`)}`]
      : [];
  });
  return sql`case when ${due} > ${now.toISOString()}::timestamptz then ${stands}
    else case ${sql.join(cases, sql` `)} else ${stands} end end`;
}

/** What the list's filters ask of a row `l` of `claim_lines` that stands in `s.status`. */
export function exportFilter(tx: Tx<PartnerUser>, query: ClaimsQuery): SQL {
  const mine = locationsOf(tx.actor);
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  const wanted = statusesOf(query.status);
  const conditions: (SQL | undefined)[] = [
    mine === "*" ? undefined : sql`l.location_id = any(${sql.param(mine)}::uuid[])`,
    wanted === null ? undefined : sql`s.status = any(${sql.param(wanted)}::text[])`,
    query.engagement === "" ? undefined : sql`e.slug = ${query.engagement}`,
    query.location === "" ? undefined : sql`p.mpn_id = ${query.location}`,
    query.due === "" ? undefined : endsWithin(sql`l.due_at`, { now, days: sql`${query.due}` }),
    query.owner === ""
      ? undefined
      : sql`l.owner_id = any ((select owned_by(${tx.actor.partnerId}, ${tx.actor.userId}))::uuid[])`,
    searched(query.q),
  ];
  return and(sql`true`, ...conditions) ?? sql`true`;
}

function searched(q: string): SQL | undefined {
  return isSearch(q) ? hasTyped(sql`l.search`, q) : undefined;
}
