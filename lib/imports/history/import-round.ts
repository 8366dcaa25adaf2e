import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { record } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import { openedRow } from "../../consent/opened";
import { refreshEligibility } from "../../eligibility/refresh";
import type { Told } from "./read-row";

const written = z.object({
  id: z.guid(),
  consentDueAt: z.coerce.date(),
  consentedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  endReason: z.string().nullable(),
  claim: openedRow.shape.claim.nullable(),
  terms: openedRow.shape.terms.nullable(),
});

export type Place = {
  runId: string;
  partnerId: string;
  locationId: string;
  tenantId: string;
  engagementId: string;
  /** Of the partner, on the claim of a consent that runs still. */
  personId: string | null;
};

/**
 * P19: a round from before this product stands as if it had happened here, marked as imported, with who said so and on
 * what evidence; nobody is mailed. The database has the last word (`import_round`). Refuses with `import_consents_given`,
 * `import_being_asked`, `already_under_way`.
 */
export async function importRound(tx: Tx<Operator>, place: Place, told: Told): Promise<void> {
  const { runId, partnerId, locationId, tenantId, engagementId } = place;
  await refreshEligibility(tx, [tenantId]);
  const said = {
    asked_on: told.askedOn,
    consented_on: told.consentedOn,
    declined_on: told.declinedOn,
    expired_on: told.expiredOn,
    withdrawn_on: told.withdrawnOn,
    completed_on: told.completedOn,
    evidence: told.evidence,
    contact_name: told.contactName,
    contact_email: told.contactEmail,
  };
  const { rows } = await tx.db.execute<{ round: unknown }>(sql`
    select import_round(${runId}, ${partnerId}, ${locationId}, ${tenantId}, ${engagementId}, ${JSON.stringify(said)}::jsonb,
      ${place.personId}, ${randomInt(1_000_000, 10_000_000)}, ${tx.now.toISOString()}) as round`);
  const { id, ...round } = written.parse(rows[0]?.round);
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  await record(tx, {
    event: "round.imported",
    subjectId: id,
    partnerId,
    data: {
      ...{ runId, tenantId, engagementId, locationId, ...told },
      ...{ claim: round.claim, terms: round.terms, endReason: round.endReason },
      consentDueAt: round.consentDueAt.toISOString(),
      consentedAt: iso(round.consentedAt),
      endedAt: iso(round.endedAt),
    },
  });
}
