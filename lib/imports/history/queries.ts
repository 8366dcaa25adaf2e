import { sql } from "drizzle-orm";
import { z } from "zod";
import { associations, importedRounds, rowOf } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import type { Other, Said } from "./rules";

export type Pair = { tenantId: string; engagementId: string };

const others = z.array(
  z.object({
    tenantId: z.string(),
    engagementId: z.string(),
    partnerId: z.string(),
    from: z.string(),
    until: z.string().nullable(),
    consented: z.boolean(),
    asked: z.boolean(),
  }),
);

export const pairKey = ({ tenantId, engagementId }: Pair) => `${tenantId} ${engagementId}`;
const pairsOf = (pairs: readonly Pair[]) => sql`
  (select distinct tenant_id, engagement_id from unnest(${sql.param(pairs.map(({ tenantId }) => tenantId))}::uuid[],
    ${sql.param(pairs.map(({ engagementId }) => engagementId))}::uuid[]) as p (tenant_id, engagement_id)) p`;

/** All rounds of customers for engagements, by `pairKey`, with what ran out by now over. */
export async function listRounds(
  tx: Tx<Operator>,
  pairs: readonly Pair[],
): Promise<Map<string, Other[]>> {
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  const { rows } = await tx.db.execute(sql`
    select a.tenant_id as "tenantId", a.engagement_id as "engagementId", a.partner_id as "partnerId", (a.created_at at time zone a.time_zone)::date::text as "from",
      (coalesce(a.ended_at, case when a.submitted_at is null and coalesce(a.delivery_due_at, a.consent_due_at) <= ${now}
        then coalesce(a.delivery_due_at, a.consent_due_at) end) at time zone a.time_zone)::date::text as until,
      a.consented_at is not null as consented,
      a.consented_at is null and a.ended_at is null and a.consent_due_at > ${now} and exists (select from consent_requests r
        where r.partner_id = a.partner_id and r.association_id = a.id and r.replaced_at is null and r.closed_at is null) as asked
    from ${pairsOf(pairs)} join associations a on a.engagement_id = p.engagement_id and a.tenant_id = p.tenant_id`);
  const found = new Map<string, Other[]>();
  for (const { tenantId, engagementId, ...round } of others.parse(rows)) {
    const key = pairKey({ tenantId, engagementId });
    found.set(key, [...(found.get(key) ?? []), round]);
  }
  return found;
}

export type Began = Pair & { partnerId: string; askedOn: string };
export const beganKey = (round: Began) => `${round.partnerId} ${pairKey(round)} ${round.askedOn}`;

/** What was imported of rounds of these customers for these engagements, by `beganKey`. */
export async function listImported(tx: Tx<Operator>, pairs: readonly Pair[]) {
  const { locationId, tenantId, engagementId } = associations;
  const rows = await tx.db
    .select({ said: importedRounds, locationId, tenantId, engagementId })
    .from(importedRounds)
    .innerJoin(
      associations,
      rowOf(associations, importedRounds.partnerId, importedRounds.associationId),
    )
    .innerJoin(
      pairsOf(pairs),
      sql`p.tenant_id = ${tenantId} and p.engagement_id = ${engagementId}`,
    );
  return new Map(
    rows.map(({ said, ...at }) => [
      beganKey({ ...at, partnerId: said.partnerId, askedOn: said.askedOn }),
      { said, locationId: at.locationId },
    ]),
  );
}

const days = z.array(z.object({ consentDays: z.number(), deliveryDays: z.number() }));
export type Days = z.output<typeof days>[number];
type Then = Pick<Pair, "engagementId"> & Pick<Said, "askedOn"> & { zone: string };
export const thenKey = ({ engagementId, askedOn, zone }: Then) =>
  `${engagementId} ${askedOn} ${zone}`;

/** The days of the versions under which rounds began (P8, D5), by `thenKey`. */
export async function daysThen(
  tx: Tx<Operator>,
  rounds: readonly Then[],
): Promise<Map<string, Days>> {
  const all = [...new Map(rounds.map((one) => [thenKey(one), one])).values()];
  const column = (key: keyof Then) => sql.param(all.map((one) => one[key]));
  const { rows } = await tx.db.execute(sql`
    select v.consent_days as "consentDays", v.delivery_days as "deliveryDays"
    from unnest(${column("engagementId")}::uuid[], ${column("askedOn")}::date[], ${column("zone")}::text[])
      with ordinality as r (engagement_id, asked_on, zone, n)
    join engagement_versions v on v.id = version_then(r.engagement_id, r.asked_on::timestamp at time zone r.zone)
    order by r.n`);
  const found = days.parse(rows);
  if (found.length !== all.length) throw new Error("a round began under no version");
  return new Map(all.map((one, at) => [thenKey(one), days.element.parse(found[at])]));
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
