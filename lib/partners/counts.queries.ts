import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../ctx";
import { FEW } from "../lists/schema";

const counted = z.tuple([
  z.object({
    people: z.int(),
    engagements: z.int(),
    asked: z.int(),
    consented: z.int(),
    claims: z.int(),
    paid: z.int(),
  }),
]);
/** Each at most one more than `FEW`. */
export type PartnerCounts = z.output<typeof counted>[0];

/** A company in numbers (P25): its people, workshops with customers under way, customers and claims. */
export async function countPartner(tx: Tx<Operator>, id: string): Promise<PartnerCounts> {
  const upTo = (rows: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from (select 1 from ${rows} limit ${sql.raw(String(FEW + 1))}) rows)`;
  const rounds = sql`associations where partner_id = ${id} and ended_at is null`;
  const claims = sql`workshop_claims where partner_id = ${id}`;
  const { rows } = await tx.db.execute(sql`select
    ${upTo(sql`memberships where partner_id = ${id} and joined_at is not null and ended_at is null`)} as people,
    ${upTo(sql`(select distinct engagement_id from ${rounds}) workshops`)} as engagements,
    ${upTo(sql`${rounds} and consented_at is null`)} as asked,
    ${upTo(sql`${rounds} and consented_at is not null`)} as consented,
    ${upTo(claims)} as claims,
    ${upTo(sql`${claims} and status = 'paid'`)} as paid`);
  return counted.parse(rows)[0];
}
