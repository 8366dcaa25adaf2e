import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { associations } from "@/db/schema";
import type { PartnerUser, System, Tx } from "../ctx";

type Round = { partnerId: string; engagementId: string; tenantId: string };

/** The rounds of other partners that still try to get the same customer's consent (D8). */
export async function listRivals(tx: Tx<System>, round: Round): Promise<string[]> {
  const rivals = await tx.db
    .select({ id: associations.id })
    .from(associations)
    .where(
      and(
        eq(associations.engagementId, round.engagementId),
        eq(associations.tenantId, round.tenantId),
        ne(associations.partnerId, round.partnerId),
        isNull(associations.endedAt),
        isNull(associations.consentedAt),
      ),
    );
  return rivals.map(({ id }) => id);
}

/**
 * The rounds that still try to get a consent which other partners have by now, and whose partner was
 * not told so since: also those that fell behind because the engagement allows fewer consents.
 */
export async function listUntold(tx: Tx<System>): Promise<string[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select a.id from associations a cross join lateral (
      select max(o.consented_at) as since from associations o
      where o.engagement_id = a.engagement_id and o.tenant_id = a.tenant_id and o.partner_id <> a.partner_id
        and o.consented_at is not null and o.ended_at is null) others
    where a.ended_at is null and a.consented_at is null and a.consent_due_at > ${tx.now.toISOString()}
      and others.since is not null
      and not exists (select from reminders r where r.partner_id = a.partner_id and r.association_id = a.id
        and r.kind = 'no_longer_open' and r.due_at = others.since)
      and taken_by_others(a.partner_id, a.engagement_id, a.tenant_id, ${tx.now.toISOString()}) is not null
    order by a.id`);
  return rows.map(({ id }) => id);
}

/**
 * S12, S13: when the last of the consents was given by which other partners have this customer; null:
 * it is free for this one.
 */
export async function takenSince(tx: Tx, round: Round): Promise<Date | null> {
  const { partnerId, engagementId, tenantId } = round;
  const { rows } = await tx.db.execute<{ since: string | null }>(sql`
    select case when taken_by_others(${partnerId}, ${engagementId}, ${tenantId}, ${tx.now.toISOString()}) is not null
      then (select to_json(max(a.consented_at)) #>> '{}' from associations a
        where a.engagement_id = ${engagementId} and a.tenant_id = ${tenantId} and a.partner_id <> ${partnerId}
          and a.consented_at is not null and a.ended_at is null) end as since`);
  const since = rows[0]?.since;
  return since == null ? null : new Date(since);
}

/**
 * D8: of these engagements those for which another partner waits for this tenant's
 * answer. It says neither who nor how many nor since when. Only for a round of one's own, and for the
 * last screen of a wizard, with `rivals: true` of a door that counts look-ups by person.
 */
export async function otherRequestOpen(
  tx: Tx<PartnerUser>,
  { tenantId, engagementIds }: { tenantId: string; engagementIds: readonly string[] },
): Promise<string[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select other_request_open(${tenantId}, ${sql.param([...engagementIds])}::uuid[], ${tx.now.toISOString()}) as id`);
  return rows.map(({ id }) => id);
}
