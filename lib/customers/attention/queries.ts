import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
import { attentionDays } from "./rules";

/** More than this is told as "999+". */
export const ATTENTION_MAX = 1_000;
export const ATTENTION_SHOWN = 100;

/** In the counters: a row without an association, which belongs to no location. */
const nobody = "00000000-0000-0000-0000-000000000000";

const counts = z.array(
  z.object({ engagementId: z.string(), active: z.number(), eligible: z.number() }),
);
export type EngagementCounts = z.infer<typeof counts>[number];

/**
 * Customers by engagement ("Active customers", "Eligible customers") and the number of rounds that
 * need attention, of the locations on which the actor holds a role. One statement, kept counters.
 * @param locationId only this location's customers, and those that belong to none
 */
export async function countForOverview(
  tx: Tx<PartnerUser>,
  locationId: string | null,
): Promise<{ counts: EngagementCounts[]; attention: number }> {
  const locations = locationId === null ? locationsOf(tx.actor) : [locationId];
  const all = locations === "*";
  const query = prepared(tx.db, `overview counts ${all ? "all" : "own"}`, (db, name) =>
    db
      .select({ counts: countsSql(all), attention: attentionCountSql(all) })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const [row] = await query.execute({
    partnerId: tx.actor.partnerId,
    now: tx.now.toISOString(),
    locations,
  });
  return { counts: counts.parse(row?.counts), attention: Number(row?.attention) };
}

const attentionRow = z.object({
  engagementId: z.string(),
  tenantId: z.string(),
  associationId: z.string(),
  name: z.string(),
  timeZone: z.string(),
  dueAt: z.coerce.date(),
  requestedAt: z.coerce.date().nullable(),
  mailState: z
    .enum(["queued", "sending", "sent", "delivered", "delayed", "bounced", "complained", "failed"])
    .nullable(),
  consentedAt: z.coerce.date().nullable(),
  claimNumber: z.number().nullable(),
});
export type AttentionRow = z.infer<typeof attentionRow>;

/** The rounds that need attention, the most urgent first, at most `ATTENTION_SHOWN`, and how many there are. */
export async function listAttention(
  tx: Tx<PartnerUser>,
): Promise<{ rows: AttentionRow[]; total: number }> {
  const locations = locationsOf(tx.actor);
  const all = locations === "*";
  const query = prepared(tx.db, `attention ${all ? "all" : "own"}`, (db, name) =>
    db
      .select({ rows: attentionRowsSql(all), total: attentionCountSql(all) })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const [row] = await query.execute({
    partnerId: tx.actor.partnerId,
    now: tx.now.toISOString(),
    locations,
  });
  return { rows: z.array(attentionRow).parse(row?.rows), total: Number(row?.total) };
}

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const now = sql`${sql.placeholder("now")}::timestamptz`;
const own = (all: boolean, orNobody: SQL) =>
  all ? sql`` : sql`and (location_id = any(${sql.placeholder("locations")}::uuid[]) ${orNobody})`;

/** What ran out and was not cleared away yet is taken off the kept counters. */
const countsSql = (all: boolean) => sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object('engagementId', id, 'active', active, 'eligible', eligible)), '[]')
  from (
    select engagement_id as id, coalesce(sum(count) filter (where status = 'active'), 0) as active, sum(count) as eligible
    from (
      select engagement_id, status, count from customer_counts
      where partner_id = ${partner} and tab = 'eligible' ${own(all, sql`or location_id = ${nobody}`)}
      union all
      select e.id, lapsed.status, -1 from engagements e cross join lateral (
        select status from customers
        where partner_id = ${partner} and engagement_id = e.id and tab = 'eligible' and due_at <= ${now}
          and not known ${own(all, sql``)} order by due_at limit 5000) lapsed
    ) steps group by engagement_id
  ) counted where eligible > 0)`;

/**
 * The rounds of one engagement that need attention, each kind by an index of its own. Days are
 * calendar days in the round's own time zone (D9): its deadline falls before the end of the day
 * that is so many days after today there. A wider bound comes first, for the index.
 */
function attentionSql(all: boolean, columns: SQL, limit: number): SQL {
  const within = (
    days: number,
  ) => sql`due_at <= ${now} + interval '${sql.raw(String(days + 2))} days'
    and due_at <= (((${now} at time zone time_zone)::date + ${sql.raw(String(days + 1))})::timestamp at time zone time_zone)`;
  const kind = (status: string, condition: SQL) => sql`(
    select ${columns} from customers
    where partner_id = ${partner} and engagement_id = e.id and tab = 'eligible' and status = ${sql.raw(`'${status}'`)}
      and due_at > ${now} ${own(all, sql``)} and ${condition}
    order by due_at limit ${sql.raw(String(limit))})`;
  const failed = sql`mail_state in ('bounced', 'complained', 'failed')`;
  return sql`
    ${kind("to_ask", sql`true`)}
    union all ${kind("asked", failed)}
    union all ${kind("asked", sql`${within(attentionDays.consent)} and (${failed}) is not true`)}
    union all ${kind("active", within(attentionDays.delivery))}`;
}

/** The engagements in which the partner has rounds at all. */
const withRounds = sql`(select distinct engagement_id as id from customer_counts
  where partner_id = ${partner} and status in ('to_ask', 'asked', 'active') and count > 0)`;

const attentionCountSql = (all: boolean) => sql<unknown>`(
  select count(*) from (
    select from ${withRounds} e cross join lateral (${attentionSql(all, sql`1`, ATTENTION_MAX)}) rounds
    limit ${sql.raw(String(ATTENTION_MAX))}) counted)`;

const attentionRowsSql = (all: boolean) => sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object('engagementId', engagement_id, 'tenantId', tenant_id,
    'associationId', association_id, 'name', name, 'timeZone', time_zone, 'dueAt', due_at,
    'requestedAt', requested_at, 'mailState', mail_state, 'consentedAt', consented_at,
    'claimNumber', claim_number) order by due_at, name), '[]')
  from (
    select rounds.* from ${withRounds} e cross join lateral (${attentionSql(
      all,
      sql`engagement_id, tenant_id, association_id, name, time_zone, due_at, requested_at, mail_state, consented_at, claim_number`,
      ATTENTION_SHOWN,
    )}) rounds order by due_at, name limit ${sql.raw(String(ATTENTION_SHOWN))}
  ) shown)`;
