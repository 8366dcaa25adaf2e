import { randomUUID } from "node:crypto";
import { approveClaim } from "@/lib/claims/review/approve-claim";
import { drawNumbers } from "@/lib/claim-number";
import type { Operator } from "@/lib/ctx";
import { claimOf, inReview, paying, type Consented } from "./claims";
import type { Company, Engagement, fixture } from "./fixture";
import { asAdmin } from "./server";

type Fixture = ReturnType<typeof fixture>;

/** A claim that the programme approved: it waits to be paid. */
export async function approved(
  f: Fixture,
  options: {
    company?: Company;
    engagement?: Engagement;
    reviewer?: Operator;
    amount?: number;
  } = {},
): Promise<Consented & { reviewer: Operator; at: Date }> {
  const engagement = options.engagement ?? (await f.engagement());
  if (options.engagement === undefined) await paying(f, engagement.id, options.amount);
  const it = await inReview(f, { ...options, engagement });
  await approveClaim(f.ctx(it.reviewer, it.at), { number: it.claim.number });
  return { ...it, claim: await claimOf(f, it.association.id) };
}

/**
 * More approved claims like one, at a location of its company and with these amounts in minor units, as rows: a suite that
 * uses it `tampers`. @returns their claim IDs
 */
export async function approvedLike(
  f: Fixture,
  { claim, association }: Pick<Consented, "claim" | "association">,
  amounts: readonly number[],
  place = { partnerId: claim.partnerId, locationId: claim.locationId },
): Promise<number[]> {
  const numbers: number[] = [];
  await asAdmin(f.urls().adminUrl, async (admin) => {
    await admin.query("set session_replication_role = replica");
    for (const amount of amounts) {
      const [tenantId, associationId, claimId] = [randomUUID(), randomUUID(), randomUUID()];
      const [number = 0] = drawNumbers();
      const copy = async (table: string, from: string, facts: Record<string, unknown>) => {
        const found = await admin.query<{ names: string }>(
          "select string_agg(column_name, ', ') as names from information_schema.columns where table_name = $1 and is_generated = 'NEVER'",
          [table],
        );
        const names = found.rows[0]!.names;
        await admin.query(
          `insert into ${table} (${names}) select ${names} from
            (select (jsonb_populate_record(t, $2::jsonb)).* from ${table} t where id = $1) copied`,
          [from, JSON.stringify(facts)],
        );
      };
      await admin.query(
        "insert into tenants (id, name, country, updated_at) values ($1, $2, 'NL', now())",
        [tenantId, `Customer ${String(number)}`],
      );
      const where = { partner_id: place.partnerId, location_id: place.locationId };
      await copy("associations", association.id, {
        id: associationId,
        tenant_id: tenantId,
        ...where,
      });
      await copy("workshop_claims", claim.id, {
        ...{ id: claimId, number, association_id: associationId, tenant_id: tenantId, ...where },
        ...{ payout_minor: amount, status: "approved", paid_at: null, payment_reference: null },
        payment_id: null,
      });
      numbers.push(number);
    }
  });
  return numbers;
}
