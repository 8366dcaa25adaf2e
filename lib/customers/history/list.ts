import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { endReason, origin } from "@/db/schema";
import type { FileRows } from "../../lists/file";
import { narrowedBy, type Filters } from "../../lists/filters";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import type { Ask, List, Page, Part } from "../../lists/list";
import { ofOwner } from "../../lists/owner";
import { listPage } from "../../lists/page";
import { has, isSearch } from "../../lists/search";
import { countOf } from "../../lists/values";
import type { HistoryQuery } from "./schema";

const row = z.object({
  id: z.string(),
  tenantId: z.string(),
  name: z.string(),
  origin: z.enum(origin.enumValues),
  timeZone: z.string(),
  createdAt: z.coerce.date(),
  /** Null where it was imported. */
  createdByName: z.string().nullable(),
  /** P19: on what evidence the programme imported it. */
  evidence: z.string().nullable(),
  requestedAt: z.coerce.date().nullable(),
  consentedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date(),
  endReason: z.enum(endReason.enumValues),
  /** What the customer gave as reason. */
  endNote: z.string().nullable(),
});
/** One round that ended: what began it, what came of it, and why it ended (D7). */
export type EndedRound = z.output<typeof row>;

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const now = sql`${sql.placeholder("now")}::timestamptz`;

/** Why a round ended, also where nobody recorded yet that it ran out. */
export const reason = sql`coalesce(l.end_reason::text, case when l.consented_at is null then 'consent_expired' else 'delivery_expired' end)`;

/** K4. */
const filters: Filters<"reason" | "location"> = {
  reason: (reasons) => sql`${reason} = any(${reasons}::text[])`,
  location: (mpnId) =>
    sql`l.location_id = (select id from locations where partner_id = ${partner} and mpn_id = ${mpnId})`,
};

const joins = sql`join tenants t on t.id = l.tenant_id left join users u on u.id = l.created_by
    left join imported_rounds i on i.partner_id = l.partner_id and i.association_id = l.id`;

const history: List<EndedRound> = {
  name: "history",
  table: sql`associations`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`l.partner_id = ${partner} and l.engagement_id = ${sql.placeholder("engagementId")}::uuid`,
  columns: sql`l.id, l.tenant_id as "tenantId", t.name, l.origin, l.time_zone as "timeZone", l.created_at as "createdAt",
    u.name as "createdByName", l.requested_at as "requestedAt", l.consented_at as "consentedAt", l.key as "endedAt",
    ${reason} as "endReason",
    l.end_note as "endNote", i.evidence`,
  joins,
  row,
  search: {
    fits: has(
      sql`coalesce(l.search, (select c.search from customers c
        where c.partner_id = l.partner_id and c.association_id = l.id), '')`,
    ),
  },
};

const monthsAgo = sql`${sql.placeholder("monthsAgo")}::integer`;

/**
 * The calendar month of an end, as a day of its round's location: an end at midnight is of the day before (D9). The bound
 * beside it is what an index can answer.
 */
const endsIn = (end: SQL) =>
  sql`${end} > ${now} - (${monthsAgo} + 1) * interval '32 days' and date_trunc('month', (${end} - interval '1 millisecond') at time zone l.time_zone)
    = date_trunc('month', ${now} at time zone l.time_zone) - ${monthsAgo} * interval '1 month'`;

/** What was marked as ended, and what ran out by an instant and was not marked yet: both in the order of their ends. */
export const endedBy = (at: SQL): Part[] => [
  { where: sql`l.ended_at is not null` },
  {
    where: sql`l.ended_at is null and l.consented_at is null and l.consent_due_at <= ${at}`,
    by: sql`l.consent_due_at`,
  },
  {
    where: sql`l.ended_at is null and l.consented_at is not null and l.submitted_at is null and l.delivery_due_at <= ${at}`,
    by: sql`l.delivery_due_at`,
  },
];
const parts = endedBy(now);

/**
 * The rounds of one engagement that ended by now, the last one first (D7), also those that ran out
 * and were not marked as ended yet; of locations on which the actor holds a role.
 */
export async function listEndedRounds(
  tx: Tx<PartnerUser>,
  engagementId: string,
  query: HistoryQuery,
): Promise<Page<EndedRound>> {
  return listPage(tx, history, askFor(tx, engagementId, query));
}

/** K4: all of them, for a file. */
export function historyRows(
  tx: Tx<PartnerUser>,
  engagementId: string,
  query: HistoryQuery,
): FileRows {
  return { list: history, ask: askFor(tx, engagementId, { ...query, after: null }), joins };
}

/** K3: how many rounds these filters find at a workshop, as a value within a statement; null: of a search it is not counted. */
export function countEnded(tx: Tx<PartnerUser>, slug: string, query: HistoryQuery): SQL | null {
  if (isSearch(query.q)) return null;
  const named = sql`(select id from engagements where slug = ${slug})`;
  const own = sql`l.partner_id = ${partner} and l.engagement_id = ${named}`;
  return countOf({ ...history, own }, askFor(tx, slug, query));
}

function askFor(tx: Tx<PartnerUser>, engagementId: string, query: HistoryQuery): Ask {
  const locations = locationsOf(tx.actor);
  const { where, values } = narrowedBy(filters, query);
  const wanted = [
    ...(locations === "*"
      ? []
      : [sql`l.location_id = any(${sql.placeholder("locations")}::uuid[])`]),
    ...(where === null ? [] : [where]),
  ];
  const back = query.sort.startsWith("-");
  const ask: Ask = {
    parts: parts.map((part) => {
      const month = query.month === "" ? [] : [endsIn(part.by ?? sql`l.ended_at`)];
      return { ...part, where: sql.join([part.where, ...wanted, ...month], sql` and `) };
    }),
    order: { name: "ended", by: sql`l.ended_at`, kind: "instant", back },
    after: query.after,
    size: 50,
    q: query.q,
    values: {
      partnerId: tx.actor.partnerId,
      engagementId,
      now: tx.now.toISOString(),
      locations,
      monthsAgo: query.month === "last_month" ? 1 : 0,
      ...values,
    },
    shape: where !== null || query.month !== "" ? null : locations === "*" ? "all" : "own",
  };
  return ofOwner(tx, query.owner, ask, sql`coalesce(l.owner_id, l.created_by)`);
}
