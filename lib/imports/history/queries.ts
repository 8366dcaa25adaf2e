import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { associations, importedRounds, rowOf } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import type { Other, Said } from "./rules";

export type Pair = { tenantId: string; engagementId: string };

const others = z.array(
  z.object({ partnerId: z.string(), from: z.string(), until: z.string().nullable(), consented: z.boolean(), asked: z.boolean() }), // prettier-ignore
);

/** All rounds of a customer for an engagement, with what ran out by now over. */
export async function listRounds(
  tx: Tx<Operator>,
  { tenantId, engagementId }: Pair,
): Promise<Other[]> {
  // prettier-ignore
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  const { rows } = await tx.db.execute(sql`
    select a.partner_id as "partnerId", (a.created_at at time zone a.time_zone)::date::text as "from",
      (coalesce(a.ended_at, case when a.submitted_at is null and coalesce(a.delivery_due_at, a.consent_due_at) <= ${now}
        then coalesce(a.delivery_due_at, a.consent_due_at) end) at time zone a.time_zone)::date::text as until,
      a.consented_at is not null as consented,
      a.consented_at is null and a.ended_at is null and a.consent_due_at > ${now} and exists (select from consent_requests r
        where r.partner_id = a.partner_id and r.association_id = a.id and r.replaced_at is null and r.closed_at is null) as asked
    from associations a where a.engagement_id = ${engagementId} and a.tenant_id = ${tenantId}`);
  return others.parse(rows);
}

/** What was imported of a partner's round that began on a day. */
export async function findImported(
  tx: Tx<Operator>,
  { tenantId, engagementId, partnerId, askedOn }: Pair & { partnerId: string; askedOn: string },
) {
  const [found] = await tx.db
    .select({ said: importedRounds, locationId: associations.locationId })
    .from(importedRounds)
    .innerJoin(
      associations,
      rowOf(associations, importedRounds.partnerId, importedRounds.associationId),
    )
    .where(
      and(
        eq(importedRounds.partnerId, partnerId),
        eq(importedRounds.askedOn, askedOn),
        eq(associations.tenantId, tenantId),
        eq(associations.engagementId, engagementId),
      ),
    );
  return found;
}

const days = z.object({ consentDays: z.number(), deliveryDays: z.number() });

/** The days of the version under which a round began (P8, D5). */
export async function daysThen(
  tx: Tx<Operator>,
  { engagementId, askedOn, zone }: Pick<Pair, "engagementId"> & Pick<Said, "askedOn"> & { zone: string }, // prettier-ignore
) {
  const { rows } = await tx.db.execute(sql`
    select v.consent_days as "consentDays", v.delivery_days as "deliveryDays" from engagement_versions v
    where v.id = version_then(${engagementId}, ${askedOn}::date::timestamp at time zone ${zone})`);
  return days.parse(rows[0]);
}

/** Who of a partner stands on the claim of an imported consent: an admin of the location, else somebody who works there. */
export async function findPerson(
  tx: Tx<Operator>,
  { partnerId, locationId }: { partnerId: string; locationId: string },
): Promise<string | null> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select u.id from role_grants g
      join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id and m.ended_at is null
      join users u on u.id = g.user_id and u.disabled_at is null
    where g.partner_id = ${partnerId} and (g.location_id is null or g.location_id = ${locationId})
      and grant_holds(g.ends_at, ${tx.now.toISOString()})
    order by g.role <> 'incentives_admin', m.created_at, u.id limit 1`);
  return rows[0]?.id ?? null;
}
