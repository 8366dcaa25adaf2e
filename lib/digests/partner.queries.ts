import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { ATTENTION_MAX, listAttention } from "../claims/attention/queries";
import { locationsOf, type PartnerUser, type Tx } from "../ctx";
import { endedBy, reason } from "../customers/history/list";
import { digestKinds } from "../mail/schema";
import { countForAdmin } from "../people/members/request.queries";
import { daysLeft } from "../time/deadline";
import { bounded, toldOfClaim, toldOfEnd, type DigestPlace } from "./rules";

/** So many of a kind are named. */
const NAMED = 3;

/**
 * K7: what somebody at a partner is told of, of the locations of their roles: consents to get within 30 days and
 * workshops to submit within 90, what waits (section 7), and what others did in a time.
 */
export async function partnerDigest(
  tx: Tx<PartnerUser>,
  changed: { since: Date; until: Date },
): Promise<DigestPlace> {
  return {
    partnerName: tx.actor.partnerName,
    ends: await listEnds(tx),
    waits: await listWaits(tx),
    changed: await listChanged(tx, changed),
  };
}

const endRow = z.object({
  kind: z.enum(digestKinds.ends),
  name: z.string(),
  dueAt: z.coerce.date(),
  timeZone: z.string(),
  number: z.number(),
});

async function listEnds(tx: Tx<PartnerUser>): Promise<DigestPlace["ends"]> {
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  const of = (kind: string, statuses: string[], days: number) => sql`
    (select ${kind} as kind, c.name::text, c.due_at, c.time_zone from customers c
      where c.partner_id = l.partner_id and c.location_id = l.id and c.tab = 'eligible' and c.association_id is not null
        and c.status = any(${sql.param(statuses)}::text[]) and c.due_at > ${now}
        and c.due_at <= (((${now} at time zone c.time_zone)::date + ${days + 1}::integer)::timestamp at time zone c.time_zone)
      order by c.due_at limit ${ATTENTION_MAX})`;
  const { rows } = await tx.db.execute(sql`
    select kind, name, due_at as "dueAt", time_zone as "timeZone", number from (
      select f.*, count(*) over (partition by f.kind)::int as number,
        row_number() over (partition by f.kind order by f.due_at, f.name) as place
      from locations l cross join lateral (${of("consents", ["to_ask", "asked"], 30)}
        union all ${of("deliveries", ["active"], 90)}) f
      where l.partner_id = ${tx.actor.partnerId} and ${mine(tx, sql`l.id`)}) found
    where place <= ${NAMED} order by kind, place`);
  const found = z.array(endRow).parse(rows);
  return digestKinds.ends.flatMap((kind) => {
    const all = found.filter((row) => row.kind === kind);
    const number = all[0]?.number ?? 0;
    const names = all.map(({ name, dueAt, timeZone }) => ({
      name,
      days: daysLeft(dueAt, tx.now, timeZone),
    }));
    return number === 0 ? [] : [{ kind, ...bounded(number), names }];
  });
}

async function listWaits(tx: Tx<PartnerUser>): Promise<DigestPlace["waits"]> {
  const asked = { kind: null, location: null, mine: false, shown: NAMED, after: null };
  const { items, counts } = await listAttention(tx, asked);
  const waits = digestKinds.waits.flatMap((kind) => {
    const number = counts.find((one) => one.kind === kind)?.count ?? 0;
    const names = items
      .filter((item) => item.kind === kind)
      .map(({ name, dueAt, timeZone }) => ({ name, days: daysLeft(dueAt, tx.now, timeZone) }));
    return number === 0 ? [] : [{ kind, ...bounded(number), names }];
  });
  const forAdmin = await countForAdmin(tx);
  return forAdmin === 0
    ? waits
    : [...waits, { kind: "for_admin", ...bounded(forAdmin), names: [] }];
}

const changeRow = z.object({
  kind: z.enum(digestKinds.changed),
  number: z.number(),
  names: z.array(z.string()),
});

async function listChanged(
  tx: Tx<PartnerUser>,
  { since, until }: { since: Date; until: Date },
): Promise<DigestPlace["changed"]> {
  const [from, to] = [
    sql`${since.toISOString()}::timestamptz`,
    sql`${until.toISOString()}::timestamptz`,
  ];
  const within = (at: SQL) => sql`${at} > ${from} and ${at} <= ${to}`;
  const told = (kinds: typeof toldOfEnd | typeof toldOfClaim, of: SQL) =>
    sql`${JSON.stringify(kinds)}::jsonb ->> ${of}`;
  const rounds = (kind: SQL, at: SQL, where = sql`true`) => sql`
    select ${kind} as kind, t.name::text, ${at} as at from associations l join tenants t on t.id = l.tenant_id
      where l.partner_id = ${tx.actor.partnerId} and ${mine(tx, sql`l.location_id`)} and ${where} and ${within(at)}
        and l.origin <> 'imported'`;
  // What ran out and was not marked yet counts too: it is marked as of its deadline, before the time of the next digest.
  const ended = endedBy(to).map(({ where, by = sql`l.ended_at` }) =>
    rounds(told(toldOfEnd, reason), by, where),
  );
  const { rows } = await tx.db.execute(sql`
    select kind, count(*)::int as number, (array_agg(name order by at desc, name))[1:${sql.raw(String(NAMED))}] as names from (
      ${sql.join([rounds(sql`'consented'`, sql`l.consented_at`), ...ended], sql` union all `)}
      union all select case when s.status = 'approved' and c.status_at > c.approved_at then 'payment_returned'
          else ${told(toldOfClaim, sql`s.status`)} end, t.name, s.at
        from workshop_claims c join tenants t on t.id = c.tenant_id cross join lateral (select
          case when c.due_at > ${to} then c.status::text when c.status = 'action_required' then 'post_submission_expired'
            when c.status = 'rejected' then 'dispute_expired' else 'not_submitted_expired' end as status,
          case when c.due_at > ${to} then c.status_at else c.due_at end as at) s
        where c.partner_id = ${tx.actor.partnerId} and ${mine(tx, sql`c.location_id`)} and ${within(sql`s.at`)}
    ) found where kind is not null group by kind`);
  const found = z.array(changeRow).parse(rows);
  return digestKinds.changed.flatMap((kind) => {
    const row = found.find((one) => one.kind === kind);
    if (!row) return [];
    const names = row.names.map((name) => ({ name, days: null }));
    return [{ kind, ...bounded(row.number), names }];
  });
}

function mine({ actor }: Tx<PartnerUser>, location: SQL): SQL {
  const places = locationsOf(actor);
  return places === "*" ? sql`true` : sql`${location} = any(${sql.param(places)}::uuid[])`;
}
